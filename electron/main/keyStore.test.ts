import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KlingAccount } from '@shared/generation/kling/account';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { KeyStore, type Vault } from './keyStore';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ekonte-keys-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const account: KlingAccount = {
  region: 'global',
  address: null,
  auth: { type: 'apiKey', key: 'secret-0123456789' },
};

/** Turns bits over, as a system's store would do better. */
function vault(fields: Partial<Vault> = {}): Vault {
  const flip = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ 0x5a));
  return {
    isEncryptionAvailable: () => true,
    encryptString: (text) => flip(Buffer.from(text)),
    decryptString: (bytes) => flip(bytes).toString(),
    ...fields,
  };
}

function store(of: Vault = vault(), onChanged = () => undefined): KeyStore {
  return new KeyStore({ file: () => join(folder, 'keys.bin'), vault: of, onChanged });
}

it('keeps a key for the next start, not readable in its file', () => {
  let changes = 0;
  const first = store(vault(), () => {
    changes += 1;
    return undefined;
  });
  first.setKling(account, true);
  expect(changes).toBe(1);
  expect(readFileSync(join(folder, 'keys.bin')).includes('secret')).toBe(false);
  expect(statSync(join(folder, 'keys.bin')).mode & 0o077).toBe(0);
  const next = store();
  expect(next.mayHaveKeys()).toBe(true);
  expect(next.kling()).toEqual(account);
  expect(next.status()).toEqual({
    kling: { region: 'global', address: 'https://api-singapore.klingai.com', authType: 'apiKey' },
    canKeep: true,
    isKlingKept: true,
    languageModelAddress: null,
    isLanguageModelKept: false,
  });
  expect(JSON.stringify(next.status())).not.toContain('secret');
});

it.each([
  ['no key store', vault({ isEncryptionAvailable: () => false })],
  ['only a pretended one', vault({ getSelectedStorageBackend: () => 'basic_text' })],
])('with %s the key lasts as long as the program', (_name, of) => {
  const first = store(of);
  first.setKling(account, true);
  expect(first.kling()).toEqual(account);
  expect(first.status()).toMatchObject({ canKeep: false, isKlingKept: false });
  expect(existsSync(join(folder, 'keys.bin'))).toBe(false);
  expect(store(of).kling()).toBeNull();
});

it('a person may not want it kept, or have it removed', () => {
  const first = store();
  first.setKling(account, true);
  first.setKling(account, false);
  expect(existsSync(join(folder, 'keys.bin'))).toBe(false);
  first.setKling(account, true);
  first.removeKling();
  expect(first.status()).toMatchObject({ kling: null, isKlingKept: false });
  expect(store().mayHaveKeys()).toBe(false);
});

it('keeps each key by itself: one that is not wanted kept does not take the other along', () => {
  const model = { address: 'http://127.0.0.1:11434/v1', key: 'sk-secret' };
  const first = store();
  first.setKling(account, true);
  first.setLanguageModel(model, true);
  expect(store().languageModel()).toEqual(model);
  first.setLanguageModel(model, false);
  expect(first.languageModel()).toEqual(model);
  expect(store().languageModel()).toBeNull();
  expect(store().kling()).toEqual(account);
  first.setLanguageModel(model, true);
  first.removeKling();
  expect(store().status()).toMatchObject({ kling: null, languageModelAddress: model.address });
  expect(JSON.stringify(store().status())).not.toContain('sk-secret');
  first.removeLanguageModel();
  expect(existsSync(join(folder, 'keys.bin'))).toBe(false);
});

it('reads the file of a version that knew one key only', () => {
  const of = vault();
  writeFileSync(join(folder, 'keys.bin'), of.encryptString(JSON.stringify({ kling: account })));
  expect(store(of).kling()).toEqual(account);
});

it('what cannot be read counts as none', () => {
  writeFileSync(join(folder, 'keys.bin'), 'not ours');
  expect(store().status().kling).toBeNull();
});

it('takes no address that a key may not be sent to', () => {
  const open = { ...account, region: 'own' as const, address: 'http://example.com' };
  expect(() => store().setKling(open, true)).toThrow('https://');
  const model = { address: 'http://192.168.1.5:11434/v1', key: 'sk-secret' };
  expect(() => store().setLanguageModel(model, true)).toThrow('https://');
  expect(existsSync(join(folder, 'keys.bin'))).toBe(false);
});

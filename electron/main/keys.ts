import { join } from 'node:path';
import { type KlingAccount, klingAccountSchema } from '@shared/generation/kling/account';
import type { InternalChannel, InternalRequest } from '@shared/rpc/table';
import { app, safeStorage } from 'electron';
import { KeyStore, type Vault } from './keyStore';

const listeners = new Set<() => void>();

/** The system tells which store it has on Linux only. */
const vault: Vault = {
  isEncryptionAvailable: () => safeStorage.isEncryptionAvailable(),
  ...(process.platform === 'linux'
    ? { getSelectedStorageBackend: () => safeStorage.getSelectedStorageBackend() }
    : {}),
  encryptString: (text) => safeStorage.encryptString(text),
  decryptString: (bytes) => safeStorage.decryptString(bytes),
};

/** The program's keys: one store for all windows. */
export const keyStore = new KeyStore({
  file: () => join(app.getPath('userData'), 'keys.bin'),
  vault,
  onChanged: () => {
    for (const listener of listeners) listener();
  },
});

/** @returns stops listening */
export function onKeysChanged(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** As the worker is told of them. */
export const keysNow = (): InternalRequest<'keys.hold'> => ({
  kling: keyStore.kling(),
  languageModel: keyStore.languageModel(),
});

/** Hands the keys to a fresh worker, where there are any: the system is not asked for what is not there. */
export function giveKeys(tell: (channel: InternalChannel, request: unknown) => void): void {
  if (keyStore.mayHaveKeys()) tell('keys.hold', keysNow());
}

/**
 * Without a window: Kling's key of the environment, else the one that the window keeps, where the system gives it out.
 * @param file where the window keeps its keys; null = nowhere
 */
export function klingWithoutWindow(file: string | null): KlingAccount | null {
  const { EKONTE_KLING_KEY: key, EKONTE_KLING_ADDRESS: address } = process.env;
  if (key === undefined) {
    return file === null
      ? null
      : new KeyStore({ file: () => file, vault, onChanged: () => undefined }).kling();
  }
  const account = klingAccountSchema.safeParse({
    region: address === undefined ? 'global' : 'own',
    address: address ?? null,
    auth: { type: 'apiKey', key },
  });
  return account.success ? account.data : null;
}

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type KlingAccount, klingAccountSchema, klingHost } from '@shared/generation/kling/account';
import type { KeyStatus } from '@shared/rpc/table';
import { z } from 'zod';

/** What of Electron's safeStorage is used: the system's own key store encrypts. */
export interface Vault {
  isEncryptionAvailable(): boolean;
  /** Linux: which store there is; `basic_text` is none. */
  getSelectedStorageBackend?(): string;
  encryptString(text: string): Buffer;
  decryptString(bytes: Buffer): string;
}

export interface KeyStoreOptions {
  /** Where the encrypted keys lie: a file of the person's data folder. */
  readonly file: () => string;
  readonly vault: Vault;
  /** The keys changed: all workers are to have them. */
  readonly onChanged: () => void;
}

const contentSchema = z.object({ kling: klingAccountSchema.nullable() });

/**
 * Keys of vendors. Kept only as the system's key store encrypts them; where there is none, as long as the program runs.
 * Read when first asked for: a system may ask its person for a password then.
 */
export class KeyStore {
  readonly #options: KeyStoreOptions;
  #kling: KlingAccount | null = null;
  #isKlingKept = false;
  #isLoaded = false;

  constructor(options: KeyStoreOptions) {
    this.#options = options;
  }

  /** For workers only. */
  kling(): KlingAccount | null {
    this.#load();
    return this.#kling;
  }

  /** Whether there is anything to hand over, without asking the system for it. */
  mayHaveKeys(): boolean {
    return this.#isLoaded ? this.#kling !== null : existsSync(this.#options.file());
  }

  /** What a window may know. */
  status(): KeyStatus {
    this.#load();
    return {
      kling: this.#kling && {
        region: this.#kling.region,
        address: klingHost(this.#kling),
        authType: this.#kling.auth.type,
      },
      canKeep: this.#canKeep(),
      isKlingKept: this.#isKlingKept,
    };
  }

  /** @throws RangeError for an address that a key may not be sent to; the file system's errors */
  setKling(account: KlingAccount, keep: boolean): void {
    klingHost(account);
    this.#load();
    this.#kling = account;
    this.#save(keep);
    this.#options.onChanged();
  }

  removeKling(): void {
    this.#load();
    this.#kling = null;
    this.#save(false);
    this.#options.onChanged();
  }

  #save(keep: boolean): void {
    const { file, vault } = this.#options;
    if (keep && this.#kling && this.#canKeep()) {
      const bytes = vault.encryptString(JSON.stringify({ kling: this.#kling }));
      writeFileSync(file(), bytes, { mode: 0o600 });
      this.#isKlingKept = true;
    } else {
      rmSync(file(), { force: true });
      this.#isKlingKept = false;
    }
  }

  #canKeep(): boolean {
    const { vault } = this.#options;
    return vault.isEncryptionAvailable() && vault.getSelectedStorageBackend?.() !== 'basic_text';
  }

  /** What cannot be read (another machine's, a changed password) counts as none; it is asked for again. */
  #load(): void {
    if (this.#isLoaded) return;
    this.#isLoaded = true;
    const { file, vault } = this.#options;
    try {
      const bytes = readFileSync(file());
      if (!this.#canKeep()) return;
      this.#kling = contentSchema.parse(JSON.parse(vault.decryptString(bytes))).kling;
      this.#isKlingKept = this.#kling !== null;
    } catch {
      this.#kling = null;
    }
  }
}

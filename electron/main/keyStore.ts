import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import {
  isThisMachine,
  type KlingAccount,
  klingAccountSchema,
  klingHost,
} from '@shared/generation/kling/account';
import { type LanguageModelKey, languageModelKeySchema } from '@shared/planner/languageModel';
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

const contentSchema = z.object({
  kling: klingAccountSchema.nullable().default(null),
  languageModel: languageModelKeySchema.nullable().default(null),
});

/**
 * Keys of vendors. Kept only as the system's key store encrypts them; where there is none, as long as the program runs.
 * Read when first asked for: a system may ask its person for a password then.
 */
export class KeyStore {
  readonly #options: KeyStoreOptions;
  #kling: KlingAccount | null = null;
  #isKlingKept = false;
  #languageModel: LanguageModelKey | null = null;
  #isLanguageModelKept = false;
  #isLoaded = false;

  constructor(options: KeyStoreOptions) {
    this.#options = options;
  }

  /** For workers only. */
  kling(): KlingAccount | null {
    this.#load();
    return this.#kling;
  }

  /** For workers only. */
  languageModel(): LanguageModelKey | null {
    this.#load();
    return this.#languageModel;
  }

  /** Whether there is anything to hand over, without asking the system for it. */
  mayHaveKeys(): boolean {
    return this.#isLoaded
      ? this.#kling !== null || this.#languageModel !== null
      : existsSync(this.#options.file());
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
      languageModelAddress: this.#languageModel?.address ?? null,
      isLanguageModelKept: this.#isLanguageModelKept,
    };
  }

  /** @throws RangeError for an address that a key may not be sent to; the file system's errors */
  setKling(account: KlingAccount, keep: boolean): void {
    klingHost(account);
    this.#load();
    this.#kling = account;
    this.#isKlingKept = keep;
    this.#save();
    this.#options.onChanged();
  }

  /** @throws as setKling */
  setLanguageModel(account: LanguageModelKey, keep: boolean): void {
    const url = URL.parse(account.address);
    if (!url || (url.protocol === 'http:' && !isThisMachine(url.hostname))) {
      throw new RangeError('The address begins with https://: a key is not sent over an open line.');
    }
    this.#load();
    this.#languageModel = account;
    this.#isLanguageModelKept = keep;
    this.#save();
    this.#options.onChanged();
  }

  removeLanguageModel(): void {
    this.#load();
    this.#languageModel = null;
    this.#save();
    this.#options.onChanged();
  }

  removeKling(): void {
    this.#load();
    this.#kling = null;
    this.#save();
    this.#options.onChanged();
  }

  /** What is to be kept lies in the file, where it can; nothing else does. */
  #save(): void {
    const { file, vault } = this.#options;
    const canKeep = this.#canKeep();
    this.#isKlingKept &&= canKeep && this.#kling !== null;
    this.#isLanguageModelKept &&= canKeep && this.#languageModel !== null;
    if (!this.#isKlingKept && !this.#isLanguageModelKept) {
      rmSync(file(), { force: true });
      return;
    }
    const content = {
      kling: this.#isKlingKept ? this.#kling : null,
      languageModel: this.#isLanguageModelKept ? this.#languageModel : null,
    };
    writeFileSync(file(), vault.encryptString(JSON.stringify(content)), { mode: 0o600 });
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
      const content = contentSchema.parse(JSON.parse(vault.decryptString(bytes)));
      this.#kling = content.kling;
      this.#languageModel = content.languageModel;
      this.#isKlingKept = this.#kling !== null;
      this.#isLanguageModelKept = this.#languageModel !== null;
    } catch {
      this.#kling = null;
      this.#languageModel = null;
    }
  }
}

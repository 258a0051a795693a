import type { KlingAccount } from '@shared/generation/kling/account';
import type { LanguageModelKey } from '@shared/planner/languageModel';

/** Keys of vendors, in memory only: the main process hands them over and keeps them in the system's key store. */
export class KeyRing {
  readonly #onChanged: () => void;
  #kling: KlingAccount | null = null;
  #languageModel: LanguageModelKey | null = null;

  constructor(onChanged: () => void) {
    this.#onChanged = onChanged;
  }

  kling(): KlingAccount | null {
    return this.#kling;
  }

  holdKling(account: KlingAccount | null): void {
    this.#kling = account;
    this.#onChanged();
  }

  /** null = there is none, or it belongs to another address. */
  languageModelKey(address: string): string | null {
    return this.#languageModel?.address === address ? this.#languageModel.key : null;
  }

  holdLanguageModel(account: LanguageModelKey | null): void {
    this.#languageModel = account;
  }
}

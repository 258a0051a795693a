import type { KlingAccount } from '@shared/generation/kling/account';

/** Keys of vendors, in memory only: the main process hands them over and keeps them in the system's key store. */
export class KeyRing {
  readonly #onChanged: () => void;
  #kling: KlingAccount | null = null;

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
}

/** What of a permission request of Chromium's decides. */
export interface MicrophoneRequest {
  readonly permission: string;
  /** `mediaTypes` of a request, `mediaType` of a check. */
  readonly types: readonly (string | undefined)[];
}

/** Pages that may use the microphone just now: while a person is at recording, and for nothing but sound. */
export class MicrophoneGrants<Page extends object> {
  readonly #pages = new WeakSet<Page>();

  set(page: Page, isAllowed: boolean): void {
    if (isAllowed) this.#pages.add(page);
    else this.#pages.delete(page);
  }

  covers(page: Page, { permission, types }: MicrophoneRequest): boolean {
    const isSound = types.length > 0 && types.every((type) => type === 'audio');
    return permission === 'media' && isSound && this.#pages.has(page);
  }
}

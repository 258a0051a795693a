/** One line for the synthesiser. */
export interface SpeechTask {
  readonly id: number;
  readonly text: string;
  /** A voice of eSpeak NG, with a variant behind a plus. */
  readonly voice: string;
  readonly wordsPerMinute: number;
  /** 0 … 99 */
  readonly pitch: number;
}

export type SpeechReply =
  | {
      readonly id: number;
      readonly ok: true;
      /** Mono, 16 bits. */
      readonly samples: Int16Array;
      /** Hz */
      readonly sampleRate: number;
      /** Words that could not be read and are left out. */
      readonly unread: readonly string[];
    }
  | { readonly id: number; readonly ok: false; readonly message: string };

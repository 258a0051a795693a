/* What the thread that joins films is asked and answers. Plain data: it crosses by structured clone. */

export interface FilmSpec {
  readonly segments: readonly { readonly path: string; readonly frameCount: number }[];
  readonly rate: { readonly num: number; readonly den: number };
  readonly lengthFrames: number;
  /** What `renderSound` made, and how many samples of it are the film's. */
  readonly sound: { readonly path: string; readonly samples: number; readonly sampleRate: number };
  readonly title: string;
  /** Where it is written; what is there is replaced. */
  readonly target: string;
}

export type FilmReply =
  | { readonly type: 'progress'; readonly framesDone: number }
  | { readonly type: 'done' }
  /** `errno`: of the file system; null = the message is one for people. */
  | { readonly type: 'failed'; readonly message: string; readonly errno: string | null };

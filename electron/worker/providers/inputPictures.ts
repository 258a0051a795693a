import type { PictureSource } from '@shared/generation/request';

/** A picture of a request as it goes to a provider. */
export interface InputPicture {
  readonly bytes: Uint8Array;
  /** PNG, JPEG or WebP. */
  readonly mimeType: string;
  /** SHA-256 of the bytes, lower-case hex. */
  readonly hash: string;
}

/** Turns the pictures a request names into bytes, at the moment they are sent. */
export interface InputPictures {
  /** @throws CodedError `notFound` when it is gone, `unreadable`, `cancelled` */
  load(source: PictureSource, signal: AbortSignal): Promise<InputPicture>;
}

import type { PictureSource } from '@shared/generation/request';
import { CodedError } from '@shared/rpc/result';
import type { InputPictures } from '../inputPictures';

/** What Kling takes of a picture, besides its weight. */
const shape = { minSide: 300, ratio: { min: 0.4, max: 2.5 } } as const;

/** Makes a picture that fits: JPEG, each side at least so many pixels, no more bytes than that. */
export type MakeFit = (
  bytes: Uint8Array,
  limits: {
    readonly minSide: number;
    readonly maxBytes: number;
    readonly ratio: { readonly min: number; readonly max: number };
  },
  signal: AbortSignal,
) => Promise<Uint8Array>;

export interface PictureBytesOptions {
  readonly pictures: InputPictures;
  readonly makeFit: MakeFit;
}

/** Pictures as they go into a body. */
export class PictureBytes {
  readonly #options: PictureBytesOptions;

  constructor(options: PictureBytesOptions) {
    this.#options = options;
  }

  /**
   * Raw base64 of a JPEG or PNG within the limit. What the person asked to be fitted, and what we paint ourselves, is
   * made to fit; another one that is too heavy is refused.
   * @param label "Picture 2 of Mina"
   * @throws CodedError `tooLarge`, `unsupported`; what loading throws
   */
  async base64(source: PictureSource, maxBytes: number, label: string, signal: AbortSignal): Promise<string> {
    const { pictures, makeFit } = this.#options;
    const picture = await pictures.load(source, signal);
    const isTaken = picture.mimeType === 'image/jpeg' || picture.mimeType === 'image/png';
    const isLight = picture.bytes.byteLength <= maxBytes;
    const mayFit = source.type === 'shotFrame' || source.isFitted;
    if (mayFit && (source.type === 'media' || !isTaken || !isLight)) {
      const fitted = await makeFit(picture.bytes, { ...shape, maxBytes }, signal);
      return Buffer.from(fitted).toString('base64');
    }
    if (!isTaken)
      throw new CodedError(
        'unsupported',
        `${label} is neither JPEG nor PNG. Have it sent in a fitting size.`,
      );
    if (!isLight)
      throw new CodedError('tooLarge', `${label} has more than Kling takes. Have it sent in a fitting size.`);
    return Buffer.from(picture.bytes).toString('base64');
  }
}

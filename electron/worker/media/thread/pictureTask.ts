/** What the thread is asked and answers. Plain data: it crosses by structured clone. */

export const pictureFormats = ['png', 'jpg', 'webp', 'avif', 'gif', 'svg'] as const;
export type PictureFormat = (typeof pictureFormats)[number];

export interface PictureTask {
  readonly path: string;
  readonly format: PictureFormat;
  readonly wants: {
    readonly thumbnail: boolean;
    /** The rendition that Chromium can draw; made only where the original is not that already. */
    readonly picture: boolean;
  };
}

export interface PictureFacts {
  /** Pixels as it is seen: turned by EXIF; for an SVG those of its rendition. */
  readonly width: number;
  readonly height: number;
  readonly hasAlpha: boolean;
  /** In the format of `thumbnailExtension`. */
  readonly thumbnail: Uint8Array | null;
  /** PNG, or JPEG where nothing is transparent. null = not asked for, or the original will do. */
  readonly picture: Uint8Array | null;
}

export type PictureAnswer =
  | { readonly ok: true; readonly facts: PictureFacts }
  | {
      readonly ok: false;
      readonly code: 'unreadable' | 'tooLarge' | 'unsupported';
      /** Goes on from the file's name: "is damaged …". */
      readonly problem: string;
    };

/** Limits and sizes, in pixels. */
export const pictureSizes = {
  /** Longest side of a picture that is imported; what WebP and most graphics chips can hold. */
  maxSide: 16_384,
  maxPixels: 100_000_000,
  /** Longest side that goes to Chromium as it is. */
  maxDirectSide: 8_192,
  /** Longest side of the raster made of an SVG. */
  minVectorSide: 2_048,
  maxVectorSide: 4_096,
  thumbnailWidth: 320,
  maxThumbnailHeight: 640,
} as const;

/**
 * Whether Chromium draws another file than the original: pictures that move or have no pixels, and those too large.
 */
export function needsRendition(format: PictureFormat, width: number, height: number): boolean {
  return format === 'svg' || format === 'gif' || Math.max(width, height) > pictureSizes.maxDirectSide;
}

/** JPEG where nothing is transparent and a loss does not show at that size; PNG for drawings. */
export function renditionExtension(format: PictureFormat, hasAlpha: boolean): 'png' | 'jpg' {
  return format === 'svg' || format === 'gif' || hasAlpha ? 'png' : 'jpg';
}

/** JPEG takes a fifth of the time of WebP, which is for what JPEG cannot show. */
export const thumbnailExtension = (hasAlpha: boolean): 'jpg' | 'webp' => (hasAlpha ? 'webp' : 'jpg');

import type { Media } from '@shared/document/records';
import type { PathFacts } from './fileFacts.ts';
import type { Fingerprint, FingerprintOf } from './fingerprint.ts';
import type { TreeListing } from './searchTree.ts';
import type { WalkedPaths } from './walk.ts';

/* What a thread is asked and answers. Plain data: it crosses by structured clone. */

export const pictureFormats = ['png', 'jpg', 'webp', 'avif', 'gif', 'svg'] as const;
export type PictureFormat = (typeof pictureFormats)[number];

/** What a file is by its bytes; its name does not count. */
export interface FileFormat {
  /** Containers hold video or sound; which of them is known after a look inside. */
  readonly family: 'picture' | 'container';
  /** Ending under which it is stored, without a dot. */
  readonly extension: string;
  readonly mimeType: string;
}

export interface PictureWants {
  readonly thumbnail: boolean;
  /** The rendition that Chromium can draw; made only where the original is not that already. */
  readonly picture: boolean;
}

export interface FitLimits {
  readonly minSide: number;
  readonly maxBytes: number;
  /** Width over height. */
  readonly ratio: { readonly min: number; readonly max: number };
}

export type MediaTask =
  | { readonly kind: 'identify'; readonly path: string }
  | {
      readonly kind: 'picture';
      readonly path: string;
      readonly format: PictureFormat;
      readonly wants: PictureWants;
    }
  /** A picture made to fit a vendor's limits. */
  | { readonly kind: 'fit'; readonly path: string; readonly limits: FitLimits }
  /** `withProxy`: a video that only FFmpeg decodes is described, not refused. */
  | { readonly kind: 'container'; readonly path: string; readonly withProxy?: boolean }
  /** What is at each of these places. */
  | { readonly kind: 'facts'; readonly paths: readonly string[] }
  /** The files meant by paths, folders with all below them, in natural order; progress counts files. */
  | {
      readonly kind: 'walk';
      readonly paths: readonly string[];
      readonly limit: number;
      readonly skipEndings: readonly string[];
    }
  /** The files below a folder; progress counts files. */
  | {
      readonly kind: 'tree';
      readonly folder: string;
      readonly limit: number;
      /** null = all files; else those of one of these sizes or names (lower case). */
      readonly wanted: { readonly sizes: readonly number[]; readonly names: readonly string[] } | null;
      /** Folders whose names end so, in lower case, are not opened. */
      readonly skipEndings: readonly string[];
    }
  /** Copies and fingerprints in one reading; progress counts bytes. */
  | { readonly kind: 'copy'; readonly source: string; readonly target: string }
  /** Never ends by itself. Progress is `watchBegins`, then the place, in the list, of a folder in which something has changed. */
  | { readonly kind: 'watch'; readonly folders: readonly string[] }
  /** Progress counts bytes. */
  | { readonly kind: 'fingerprint'; readonly path: string; readonly of: FingerprintOf };

/** Progress of a watch: from here on nothing is missed. */
export const watchBegins = -1;

/** By kind of task. */
export interface TaskResults {
  readonly identify: FileFormat;
  readonly picture: PictureFacts;
  readonly container: ContainerContent;
  readonly fit: Uint8Array;
  readonly facts: readonly PathFacts[];
  readonly tree: TreeListing;
  readonly walk: WalkedPaths;
  readonly copy: Fingerprint;
  readonly fingerprint: Fingerprint;
  readonly watch: never;
}

export type ContainerContent = Exclude<Media['content'], { type: 'image' }>;

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

/** A file that is not taken, and why. */
export interface Refusal {
  readonly ok: false;
  readonly code: 'unreadable' | 'tooLarge' | 'unsupported';
  /** Goes on from the file's name: "is damaged …". */
  readonly problem: string;
}

export type Answer<Value> = { readonly ok: true; readonly value: Value } | Refusal;

/** What a thread sends back in the end; an error that is no answer (of the file system, of ours) crosses as its parts. */
export type ThreadReply =
  | Answer<TaskResults[keyof TaskResults]>
  | {
      readonly ok: false;
      readonly code: 'error';
      readonly errno: string | null;
      readonly message: string;
      /** Of a copy: whether the project's disk failed, not the file's. */
      readonly isOfTarget: boolean;
    };

/** What a thread sends meanwhile: how far it is. */
export interface ThreadProgress {
  readonly progress: number;
}

export const refusal = (code: Refusal['code'], problem: string): Refusal => ({ ok: false, code, problem });

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

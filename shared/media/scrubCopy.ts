/*
 * A scrub copy: every frame of a video as a small JPEG of its own, with the time it begins at, so that any frame is
 * there without decoding those before it. Little-endian: "EKSC", version, width, height, number of frames (32 bits each);
 * for each frame its start in seconds (64-bit float) and its bytes (32 bits); then the JPEGs one after another.
 */

/** Longest side of a frame, px. */
export const scrubCopySide = 640;
/** Videos with more frames get no copy: about a minute and a half. */
export const maxScrubFrames = 2_160;
/** Of one copy. */
export const maxScrubCopyBytes = 96 * 1024 * 1024;

const magic = 0x43534b45;
const version = 1;
const headerBytes = 20;
const frameHeadBytes = 12;
/** Rounding of a file's time units: a frame's start may lie this much after its true time, s. */
const timeSlackSeconds = 1e-4;

export interface ScrubFrame {
  readonly startSeconds: number;
  /** JPEG. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface ScrubCopy {
  readonly width: number;
  readonly height: number;
  /** In the order of their starts; at least one. */
  readonly frames: readonly ScrubFrame[];
  readonly byteSize: number;
}

/** @param frames in the order of their starts */
export function writeScrubCopy({
  width,
  height,
  frames,
}: Omit<ScrubCopy, 'byteSize'>): Uint8Array<ArrayBuffer> {
  const pictures = headerBytes + frames.length * frameHeadBytes;
  const bytes = new Uint8Array(frames.reduce((sum, frame) => sum + frame.bytes.length, pictures));
  const view = new DataView(bytes.buffer);
  for (const [index, value] of [magic, version, width, height, frames.length].entries())
    view.setUint32(index * 4, value, true);
  let at = pictures;
  for (const [index, frame] of frames.entries()) {
    const head = headerBytes + index * frameHeadBytes;
    view.setFloat64(head, frame.startSeconds, true);
    view.setUint32(head + 8, frame.bytes.length, true);
    bytes.set(frame.bytes, at);
    at += frame.bytes.length;
  }
  return bytes;
}

/** The frames are parts of `given`, not copies. @returns null when this is no whole scrub copy */
export function readScrubCopy(given: Uint8Array): ScrubCopy | null {
  if (given.length < headerBytes || given.length > maxScrubCopyBytes) return null;
  const bytes = given as Uint8Array<ArrayBuffer>;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [mark, form, width = 0, height = 0, count = 0] = [0, 4, 8, 12, 16].map((at) =>
    view.getUint32(at, true),
  );
  if (mark !== magic || form !== version || !isSide(width) || !isSide(height)) return null;
  if (count < 1 || count > maxScrubFrames || headerBytes + count * frameHeadBytes > bytes.length) return null;
  const frames: ScrubFrame[] = [];
  let at = headerBytes + count * frameHeadBytes;
  let before = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < count; index += 1) {
    const head = headerBytes + index * frameHeadBytes;
    const startSeconds = view.getFloat64(head, true);
    const size = view.getUint32(head + 8, true);
    if (!Number.isFinite(startSeconds) || startSeconds <= before || size < 1 || at + size > bytes.length)
      return null;
    frames.push({ startSeconds, bytes: bytes.subarray(at, at + size) });
    before = startSeconds;
    at += size;
  }
  return at === bytes.length ? { width, height, frames, byteSize: bytes.length } : null;
}

const isSide = (pixels: number): boolean => pixels >= 1 && pixels <= scrubCopySide;

/** The place of the frame on screen at a time; before the first and after the last these stay. */
export function scrubFrameAt({ frames }: Pick<ScrubCopy, 'frames'>, seconds: number): number {
  let low = 0;
  let high = frames.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((frames[middle]?.startSeconds ?? 0) <= seconds + timeSlackSeconds) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Size of the frames of a copy: never larger than the video, at most `scrubCopySide` on the longer side. */
export function scrubCopySize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, scrubCopySide / Math.max(width, height, 1));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

/** Whether a video of so many frames gets a copy. One of few frames is decoded at once anyway. */
export const isWorthScrubCopy = (frameCount: number): boolean =>
  frameCount >= 4 && frameCount <= maxScrubFrames;

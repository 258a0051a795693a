import type { PaintImage } from '@shared/compositor/paint';

/** A decoded frame of a video: an image to draw, with the stretch of the video's time it stands for. */
export interface DecodedFrame {
  readonly image: PaintImage<CanvasImageSource>;
  /** Seconds from the video's first frame on; the end is not in. */
  readonly startSeconds: number;
  readonly endSeconds: number;
  close(): void;
}

/** Rounding of a file's time units: a frame's start may lie this much after its true time. */
export const timeSlackSeconds = 1e-4;

/** Decoded frames of one video around the place a person looks at: the furthest from it go first. */
export class FrameCache {
  readonly #frames = new Map<number, DecodedFrame>();
  readonly #capacity: number;
  #centreSeconds = 0;

  constructor(capacity: number) {
    this.#capacity = Math.max(2, capacity);
  }

  get capacity(): number {
    return this.#capacity;
  }

  /** The frame on screen at a time, or undefined. */
  at(seconds: number): DecodedFrame | undefined {
    for (const frame of this.#frames.values()) {
      if (seconds >= frame.startSeconds - timeSlackSeconds && seconds < frame.endSeconds - timeSlackSeconds)
        return frame;
    }
    return undefined;
  }

  /** The frame nearest to a time: something to show until the right one is decoded. */
  nearest(seconds: number): DecodedFrame | undefined {
    let best: DecodedFrame | undefined;
    for (const frame of this.#frames.values()) {
      if (!best || Math.abs(frame.startSeconds - seconds) < Math.abs(best.startSeconds - seconds))
        best = frame;
    }
    return best;
  }

  /** Where a person looks now. */
  setCentre(seconds: number): void {
    this.#centreSeconds = seconds;
  }

  add(frame: DecodedFrame): void {
    this.#frames.get(frame.startSeconds)?.close();
    this.#frames.set(frame.startSeconds, frame);
    while (this.#frames.size > this.#capacity) this.#dropFurthest();
  }

  clear(): void {
    for (const frame of this.#frames.values()) frame.close();
    this.#frames.clear();
  }

  #dropFurthest(): void {
    let furthest: DecodedFrame | undefined;
    for (const frame of this.#frames.values()) {
      if (!furthest || this.#distance(frame) > this.#distance(furthest)) furthest = frame;
    }
    if (!furthest) return;
    this.#frames.delete(furthest.startSeconds);
    furthest.close();
  }

  /** Frames ahead are likelier to be wanted than those behind. */
  #distance({ startSeconds }: DecodedFrame): number {
    const offset = startSeconds - this.#centreSeconds;
    return offset < 0 ? -offset * 1.5 : offset;
  }
}

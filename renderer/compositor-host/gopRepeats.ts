/** What is to be done with a frame, in this order. */
export interface FrameOrder {
  /** Frames held back of the picture before, to be encoded after all. */
  readonly encodeHeld: number;
  /** Whether this frame is to be encoded; else it is held back. */
  readonly isEncoded: boolean;
  /** Frames to be written by repeating the last group of pictures from its start; 0 = none. */
  readonly repeated: number;
}

/** Frames in which an encoder gets to know a picture: only then is a group of it worth repeating. */
export const knownAfterFrames = 2;

/**
 * Finds the groups of pictures of a film that need no encoding, since they show nothing but what the group before them showed:
 * its packets then stand for them. A group begins with a key frame and refers to no other, so that it decodes the same wherever
 * it stands. The picture must have been encoded a few times before that group began: the first frames of one are its worst.
 */
export class GopRepeats {
  readonly #length: number;
  #framesIn = 0;
  /** The frame at which the present picture began. */
  #pictureStart = 0;
  /** The frame from which on the encoder knows the first picture. */
  #knownSince = 0;
  #held = 0;

  /**
   * @param length frames of a group, at least 1
   * @param isFirstKnown the encoder has had frames of the first picture already, which are not written
   */
  constructor(length: number, isFirstKnown = false) {
    this.#length = length;
    if (isFirstKnown) this.#knownSince = -knownAfterFrames;
  }

  /** @param isNew whether the frame shows another picture than the one before */
  next(isNew: boolean): FrameOrder {
    const gopStart = this.#framesIn - (this.#framesIn % this.#length);
    if (isNew) this.#pictureStart = this.#framesIn === 0 ? this.#knownSince : this.#framesIn;
    this.#framesIn += 1;
    // Key frames beside each other would have to differ in their ids.
    const isRepeat = this.#length > 1 && this.#pictureStart + knownAfterFrames <= gopStart - this.#length;
    if (!isRepeat) return { encodeHeld: this.#takeHeld(), isEncoded: true, repeated: 0 };
    this.#held += 1;
    const isWhole = this.#held === this.#length;
    return { encodeHeld: 0, isEncoded: false, repeated: isWhole ? this.#takeHeld() : 0 };
  }

  /** @returns frames held back at the end: the beginning of the last group stands for them */
  finish(): number {
    return this.#takeHeld();
  }

  #takeHeld(): number {
    const held = this.#held;
    this.#held = 0;
    return held;
  }
}

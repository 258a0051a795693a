/** Clocks that differ by more than this have parted for good, seconds. */
const partedSeconds = 0.25;
/** The picture may be led towards the sound by this much in a second of playing: too little to be seen. */
const correctionPerSecond = 0.02;
/** A sound clock that has not moved for this long stands still, ms. */
const stillMs = 400;
/** The sound clock is read late, never early: the least late reading of a stretch tells the truth, ms. */
const stretchMs = 500;

export interface ClockReading {
  /** Seconds since playing began; never runs back. */
  readonly elapsedSeconds: number;
  /** The sound has parted from the picture (a device was changed, the machine slept): schedule it anew from here. */
  readonly hasParted: boolean;
}

/**
 * The time of playing. The sound device's clock is master, but it moves in steps and, on a machine without a device,
 * may stand still; so a steady clock is led by it, and goes on alone when it does not move.
 */
export class PlayClock {
  readonly #startMs: number;
  readonly #startSound: number;
  /** Sound minus steady clock, in seconds, as followed so far. */
  #offset = 0;
  #best = Number.NEGATIVE_INFINITY;
  #previousBest = Number.NEGATIVE_INFINITY;
  #stretchStartMs: number;
  #lastMs: number;
  #lastSound: number;
  #lastMoveMs: number;
  #elapsed = 0;

  /** @param soundSeconds reading of the sound clock at `nowMs` */
  constructor(nowMs: number, soundSeconds: number) {
    this.#startMs = nowMs;
    this.#startSound = soundSeconds;
    this.#stretchStartMs = nowMs;
    this.#lastMs = nowMs;
    this.#lastMoveMs = nowMs;
    this.#lastSound = soundSeconds;
  }

  read(nowMs: number, soundSeconds: number): ClockReading {
    const steady = (nowMs - this.#startMs) / 1000;
    if (soundSeconds !== this.#lastSound) this.#lastMoveMs = nowMs;
    this.#lastSound = soundSeconds;
    const isStill = nowMs - this.#lastMoveMs > stillMs;
    let hasParted = false;
    if (!isStill) {
      const target = this.#follow(nowMs, soundSeconds - this.#startSound - steady);
      const apart = target - this.#offset;
      if (Math.abs(apart) > partedSeconds) hasParted = true;
      else {
        const most = (correctionPerSecond * Math.max(0, nowMs - this.#lastMs)) / 1000;
        this.#offset += Math.min(Math.max(apart, -most), most);
      }
    }
    this.#lastMs = nowMs;
    this.#elapsed = Math.max(this.#elapsed, steady + this.#offset);
    return { elapsedSeconds: this.#elapsed, hasParted };
  }

  #follow(nowMs: number, difference: number): number {
    if (nowMs - this.#stretchStartMs > stretchMs) {
      this.#stretchStartMs = nowMs;
      this.#previousBest = this.#best;
      this.#best = difference;
    }
    this.#best = Math.max(this.#best, difference);
    return Math.max(this.#best, this.#previousBest);
  }
}

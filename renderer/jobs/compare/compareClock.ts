import { frameAtSeconds, framesToSeconds } from '@shared/time/frames';
import type { Rate } from '@shared/time/rate';
import type { CompareSpan } from './compareSpan';

/** One frame for all takes that are compared: they move together, or not at all. Plays round and round. */
export class CompareClock {
  readonly #rate: Rate;
  readonly #listeners = new Set<() => void>();
  #span: CompareSpan;
  #frame: number;
  #started: { readonly ms: number; readonly frame: number } | null = null;
  #tick = 0;

  constructor(span: CompareSpan, rate: Rate, frame: number) {
    this.#span = span;
    this.#rate = rate;
    this.#frame = this.#held(frame);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** In the shot's own time. */
  readonly frame = (): number => this.#frame;
  readonly isPlaying = (): boolean => this.#started !== null;

  setSpan(span: CompareSpan): void {
    this.#span = span;
    this.#put(this.#held(this.#frame));
    if (this.#started) this.#begin();
  }

  /** Goes there and stays. */
  seek(frame: number): void {
    this.pause();
    this.#put(this.#held(Math.round(frame)));
  }

  toggle(): void {
    if (this.#started) this.pause();
    else {
      this.#begin();
      this.#tell();
    }
  }

  pause(): void {
    cancelAnimationFrame(this.#tick);
    if (!this.#started) return;
    this.#started = null;
    this.#tell();
  }

  #begin(): void {
    cancelAnimationFrame(this.#tick);
    this.#started = { ms: performance.now(), frame: this.#frame };
    this.#tick = requestAnimationFrame(() => this.#onTick());
  }

  #onTick(): void {
    const { startFrame, endFrame } = this.#span;
    if (!this.#started) return;
    const seconds = (performance.now() - this.#started.ms) / 1000;
    const at = framesToSeconds(this.#started.frame - startFrame, this.#rate) + Math.max(0, seconds);
    this.#put(startFrame + (frameAtSeconds(at, this.#rate) % Math.max(1, endFrame - startFrame)));
    this.#tick = requestAnimationFrame(() => this.#onTick());
  }

  #held(frame: number): number {
    return Math.min(Math.max(frame, this.#span.startFrame), this.#span.endFrame - 1);
  }

  #put(frame: number): void {
    if (frame === this.#frame) return;
    this.#frame = frame;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

import { frameAtSeconds, framesToSamples, framesToSeconds } from '@shared/time/frames';
import type { Rate } from '@shared/time/rate';
import {
  filmSampleRate,
  isSamePieces,
  type SoundMix,
  type SoundStretch,
} from '@shared/timeline/soundSchedule';
import { SoundedClock } from '../../sound/soundedClock';
import { SoundOutput } from '../../sound/soundOutput';
import type { CompareSpan } from './compareSpan';

/**
 * One frame for all takes that are compared: they move together, or not at all, and one of them is heard. Plays round and
 * round.
 */
export class CompareClock {
  readonly #rate: Rate;
  readonly #listeners = new Set<() => void>();
  readonly #sound = new SoundOutput<SoundStretch>();
  readonly #clock = new SoundedClock(this.#sound);
  #span: CompareSpan;
  #frame: number;
  #heard: readonly SoundStretch[] = [];
  #isPlaying = false;
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
  readonly isPlaying = (): boolean => this.#isPlaying;
  /** The loudest sample just heard, 0 … 1. */
  readonly peak = (): number => this.#sound.peak;

  /** Stands still and gives the sound device back. */
  close(): void {
    this.pause();
    this.#sound.close();
  }

  setSpan(span: CompareSpan): void {
    this.#span = span;
    this.#put(this.#held(this.#frame));
    if (this.#isPlaying) void this.#begin();
  }

  /** What is heard, in samples of the shot's own time; null = nothing. */
  setSound(sound: SoundStretch | null): void {
    const heard = sound ? [sound] : [];
    if (isSamePieces(heard, this.#heard)) return;
    this.#heard = heard;
    if (this.#isPlaying) void this.#begin();
  }

  /** Goes there and stays. */
  seek(frame: number): void {
    this.pause();
    this.#put(this.#held(Math.round(frame)));
  }

  toggle(): void {
    if (this.#isPlaying) this.pause();
    else {
      this.#isPlaying = true;
      void this.#begin();
      this.#tell();
    }
  }

  pause(): void {
    cancelAnimationFrame(this.#tick);
    this.#clock.stop();
    if (!this.#isPlaying) return;
    this.#isPlaying = false;
    this.#tell();
  }

  async #begin(): Promise<void> {
    cancelAnimationFrame(this.#tick);
    const from = this.#frame;
    const fromSample = framesToSamples(from, this.#rate, filmSampleRate);
    const hasStarted = await this.#clock.start({ mix: this.#mix(), fromSample, speed: 1 });
    if (hasStarted) this.#tick = requestAnimationFrame(() => this.#onTick(from));
  }

  #mix(): SoundMix | null {
    const heard = this.#heard;
    return heard.length > 0 ? { pieces: () => heard, gain: () => 1 } : null;
  }

  #onTick(from: number): void {
    const reading = this.#clock.read();
    if (!reading) return;
    const at = frameAtSeconds(framesToSeconds(from, this.#rate) + reading.seconds, this.#rate);
    const isOver = at >= this.#span.endFrame;
    this.#put(isOver ? this.#span.startFrame : at);
    // Sound is laid out anew for each round, and where it has parted from the picture.
    if (isOver || reading.hasParted) void this.#begin();
    else this.#tick = requestAnimationFrame(() => this.#onTick(from));
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

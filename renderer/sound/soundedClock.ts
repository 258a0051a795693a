import { PlayClock } from '@shared/timeline/playClock';
import type { SoundMix, SoundStretch } from '@shared/timeline/soundSchedule';
import { settledWithin } from './settledWithin';
import type { SoundOutput } from './soundOutput';

/** Sound that is not there after this long does not hold up the picture, ms. */
const longestWaitMs = 1200;
/** How often the sound of the next seconds is scheduled, ms. */
const topUpMs = 250;

interface Run {
  readonly clock: PlayClock;
  /** Between the clock's start and the first sample being heard, s. */
  readonly delaySeconds: number;
}

export interface Start<Piece extends SoundStretch> {
  /** null = nothing is to be heard; no sound device is opened for it. */
  readonly mix: SoundMix<Piece> | null;
  readonly fromSample: number;
  /** 1, 2 or 4 seconds of what is played in a second, below 0 backwards (which is silent). */
  readonly speed: number;
  /** What else is to be ready before it begins, such as the first pictures. */
  readonly readiness?: readonly Promise<unknown>[];
}

/** What the clock needs of the sound. */
export type Heard<Piece extends SoundStretch> = Pick<
  SoundOutput<Piece>,
  'prepare' | 'start' | 'stop' | 'topUp' | 'seconds' | 'latencySeconds'
>;

/** The time of something that plays, as it is heard: sound and picture begin together and stay together. */
export class SoundedClock<Piece extends SoundStretch> {
  readonly #sound: Heard<Piece>;
  #run: Run | null = null;
  /** Rises with each start and stop: a start that is still waiting is no longer wanted. */
  #attempt = 0;
  #topUp: ReturnType<typeof setInterval> | undefined;

  constructor(sound: Heard<Piece>) {
    this.#sound = sound;
  }

  /** @returns whether it runs; false = it was stopped, or started anew, while it waited */
  async start({ mix, fromSample, speed, readiness = [] }: Start<Piece>): Promise<boolean> {
    this.stop();
    const attempt = this.#attempt;
    const heard = speed > 0 ? mix : null;
    const isReady = Promise.all([
      ...readiness,
      heard ? this.#sound.prepare(heard, fromSample, speed) : undefined,
    ]);
    await settledWithin(isReady, longestWaitMs);
    if (attempt !== this.#attempt) return false;
    const soundStart = mix ? await this.#sound.start(mix, fromSample, speed) : null;
    if (attempt !== this.#attempt) return false;
    const soundNow = this.#sound.seconds;
    this.#run = {
      clock: new PlayClock(performance.now(), soundNow),
      delaySeconds: soundStart === null ? 0 : soundStart - soundNow + this.#sound.latencySeconds,
    };
    this.#topUp = setInterval(() => this.#sound.topUp(), topUpMs);
    return true;
  }

  stop(): void {
    this.#attempt += 1;
    clearInterval(this.#topUp);
    this.#sound.stop();
    this.#run = null;
  }

  /**
   * Seconds since its first sample was heard; 0 before it. null = it does not run.
   * `hasParted`: the sound has to be started anew from here.
   */
  read(): { readonly seconds: number; readonly hasParted: boolean } | null {
    if (!this.#run) return null;
    const { clock, delaySeconds } = this.#run;
    const { elapsedSeconds, hasParted } = clock.read(performance.now(), this.#sound.seconds);
    return { seconds: Math.max(0, elapsedSeconds - delaySeconds), hasParted };
  }
}

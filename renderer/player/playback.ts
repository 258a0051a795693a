import { shotAtFrame } from '@shared/shots/sequence';
import { frameAtSeconds, framesToSamples, framesToSeconds } from '@shared/time/frames';
import type { Rate } from '@shared/time/rate';
import { filmSampleRate, type SoundPiece } from '@shared/timeline/soundSchedule';
import { SoundedClock } from '../sound/soundedClock';
import { SoundOutput } from '../sound/soundOutput';
import { currentSequence, documentStore, isOtherProject } from '../state/documentStore';
import { sessionStore, setPlayhead } from '../state/sessionStore';
import { filmMix } from './filmMix';
import { playerStore } from './playerStore';

/** What playing has come to since it began, for tests and measurements. */
export interface PlaybackFigures {
  /** Frames of the film that came on screen, and those passed over or not whole in time, at normal speed. */
  readonly shownFrames: number;
  readonly droppedFrames: number;
}

interface Run {
  readonly startFrame: number;
  readonly startSeconds: number;
  readonly speed: number;
  readonly rate: Rate;
}

/**
 * Plays the film: while `isPlaying` is set in the session store it moves the playhead with the sound. One for the window;
 * whoever shows pictures follows the playhead.
 */
export class Playback {
  readonly #sound = new SoundOutput<SoundPiece>();
  readonly #clock = new SoundedClock(this.#sound);
  readonly #stops: (() => void)[] = [];
  readonly #beforePlaying: (() => Promise<unknown>)[] = [];
  #run: Run | null = null;
  #tick = 0;
  #whileHidden: ReturnType<typeof setInterval> | undefined;
  #warmUp: ReturnType<typeof setTimeout> | undefined;
  /** The playhead as this put it: anything else was put by a person. */
  #put = -1;
  #shown = 0;
  #dropped = 0;

  constructor() {
    this.#stops.push(
      sessionStore.subscribe((state, before) => {
        if (state.isPlaying !== before.isPlaying) {
          if (state.isPlaying) {
            this.#shown = 0;
            this.#dropped = 0;
            void this.#start();
          } else this.#stop();
        } else if (state.isPlaying && state.playhead !== before.playhead && state.playhead !== this.#put) {
          void this.#start();
        } else if (!state.isPlaying && state.playhead !== before.playhead) this.#warmUpSoon();
      }),
      documentStore.subscribe((state, before) => {
        if (isOtherProject(state, before)) {
          this.#stop();
          this.#sound.forgetProject();
        } else if (state.revision !== before.revision) {
          if (!this.#run) this.#warmUpSoon();
          else if (this.#sound.takeChanges()) void this.#start();
        } else if (state.isLoaded && !before.isLoaded) this.#warmUpSoon();
      }),
      playerStore.subscribe((state, before) => {
        if (state.speed !== before.speed && sessionStore.getState().isPlaying) void this.#start();
      }),
    );
    if (sessionStore.getState().isPlaying) void this.#start();
  }

  dispose(): void {
    this.#stop();
    clearTimeout(this.#warmUp);
    for (const stop of this.#stops) stop();
    this.#sound.close();
  }

  /** Asked before playing begins: pictures of the first moment get ready. @returns takes the question back. */
  whenStarting(prepare: () => Promise<unknown>): () => void {
    this.#beforePlaying.push(prepare);
    return () => this.#beforePlaying.splice(this.#beforePlaying.indexOf(prepare), 1);
  }

  get peak(): number {
    return this.#sound.peak;
  }

  get figures(): PlaybackFigures {
    return { shownFrames: this.#shown, droppedFrames: this.#dropped };
  }

  /** A frame came on screen before all of its picture was there: as good as dropped. */
  countIncomplete(): void {
    this.#dropped += 1;
  }

  async #start(): Promise<void> {
    this.#halt();
    const { document, isLoaded } = documentStore.getState();
    const { speed } = playerStore.getState();
    const { lengthFrames } = currentSequence();
    if (!isLoaded || lengthFrames === 0) {
      sessionStore.setState({ isPlaying: false });
      return;
    }
    const startFrame = this.#frameToStartAt(lengthFrames, speed);
    this.#put = startFrame;
    setPlayhead(startFrame);
    const { rate } = document.project();
    const hasStarted = await this.#clock.start({
      mix: filmMix(document),
      fromSample: framesToSamples(startFrame, rate, filmSampleRate),
      speed,
      readiness: this.#beforePlaying.map((prepare) => prepare()),
    });
    if (!hasStarted) return;
    this.#run = { startFrame, startSeconds: framesToSeconds(startFrame, rate), speed, rate };
    // A window that is not seen gets no animation frames; its film still goes on and ends.
    this.#whileHidden = setInterval(() => {
      if (globalThis.document.hidden) this.#show();
    }, 250);
    this.#tick = requestAnimationFrame(() => this.#onFrame());
  }

  /** At the end playing begins again from the start; backwards at the start, from the end. */
  #frameToStartAt(lengthFrames: number, speed: number): number {
    const { playhead } = sessionStore.getState();
    const { range } = playerStore.getState();
    const first = range?.startFrame ?? 0;
    const end = Math.min(range?.endFrame ?? lengthFrames, lengthFrames);
    if (speed > 0) return playhead >= end - 1 || playhead < first ? first : playhead;
    return playhead <= first ? Math.max(first, end - 1) : playhead;
  }

  #stop(): void {
    this.#halt();
    playerStore.setState({ speed: 1, range: null });
  }

  #halt(): void {
    cancelAnimationFrame(this.#tick);
    clearInterval(this.#whileHidden);
    this.#clock.stop();
    this.#run = null;
  }

  #onFrame(): void {
    this.#show();
    if (this.#run) this.#tick = requestAnimationFrame(() => this.#onFrame());
  }

  #show(): void {
    const run = this.#run;
    const reading = this.#clock.read();
    if (!run || !reading) return;
    if (reading.hasParted) {
      void this.#start();
      return;
    }
    const filmSeconds = run.startSeconds + reading.seconds * run.speed;
    const frame = frameAtSeconds(filmSeconds, run.rate);
    const { lengthFrames } = currentSequence();
    const { range } = playerStore.getState();
    const end = Math.min(range?.endFrame ?? lengthFrames, lengthFrames);
    const first = range?.startFrame ?? 0;
    if (run.speed > 0 ? frame >= end : filmSeconds <= framesToSeconds(first, run.rate)) {
      this.#reachEnd(run.speed > 0 ? end - 1 : first, run.speed > 0 ? first : end - 1);
      return;
    }
    this.#count(frame, run);
    this.#put = frame;
    setPlayhead(frame);
  }

  #count(frame: number, { speed, startFrame }: Run): void {
    if (speed !== 1 || frame === this.#put) return;
    this.#shown += 1;
    if (frame > this.#put && this.#put >= startFrame) this.#dropped += frame - this.#put - 1;
  }

  #reachEnd(last: number, again: number): void {
    this.#put = last;
    setPlayhead(last);
    if (sessionStore.getState().isLooping) {
      this.#put = again;
      setPlayhead(again);
      void this.#start();
    } else sessionStore.setState({ isPlaying: false });
  }

  /** Sound around a resting playhead is decoded before anybody plays. */
  #warmUpSoon(): void {
    clearTimeout(this.#warmUp);
    this.#warmUp = setTimeout(() => {
      const { document, isLoaded } = documentStore.getState();
      const { playhead, isPlaying } = sessionStore.getState();
      if (!isLoaded || isPlaying || !shotAtFrame(currentSequence(), playhead)) return;
      const { rate } = document.project();
      void this.#sound.prepare(filmMix(document), framesToSamples(playhead, rate, filmSampleRate), 1);
    }, 600);
  }
}

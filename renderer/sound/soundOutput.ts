import {
  filmSampleRate,
  isSamePieces,
  type PlayAnchor,
  partsBetween,
  type SoundMix,
  type SoundPart,
  type SoundStretch,
  schedulePart,
} from '@shared/timeline/soundSchedule';
import { loudnessStore } from './loudness';
import { settledWithin } from './settledWithin';
import { SoundChunks } from './soundChunks';

/** How far ahead of the playhead sound is decoded and scheduled, in seconds of playing. */
const aheadSeconds = 4;
/** From the order to play until the first sample, s: time to schedule it. */
const leadSeconds = 0.06;
/** A device that does not run after this long is not waited for, ms. */
const longestResumeMs = 300;
/** Gains move this slowly, s, so that a mute or a cut in the middle of a wave is no click. */
const fadeSeconds = 0.006;

interface Playing<Piece extends SoundStretch> {
  readonly source: AudioBufferSourceNode;
  readonly gain: GainNode;
  readonly piece: Piece;
}

/**
 * Plays sounds by the sample: each through a gain of its own, all through the loudness of the window. Its clock is the one
 * that the picture follows.
 */
export class SoundOutput<Piece extends SoundStretch> {
  #context: AudioContext | null = null;
  #master: GainNode | null = null;
  #meter: AnalyserNode | null = null;
  #samples = new Float32Array(0);
  #chunks = new SoundChunks();
  #mix: SoundMix<Piece> | null = null;
  #pieces: readonly Piece[] = [];
  #anchor: PlayAnchor | null = null;
  /** Sample up to which everything is asked for. */
  #scheduledTo = 0;
  #playing = new Set<Playing<Piece>>();
  /** Rises with each start and stop: what was asked for before is no longer wanted. */
  #run = 0;
  #stopFollowing: (() => void) | undefined;

  /** Readings of the sound clock; 0 while there is none. */
  get seconds(): number {
    return this.#context?.currentTime ?? 0;
  }

  /** Between a sample leaving the program and being heard, s. */
  get latencySeconds(): number {
    const context = this.#context;
    if (!context) return 0;
    return Math.min(Math.max(context.outputLatency || context.baseLatency || 0, 0), 0.5);
  }

  /** Loads and keeps what is heard at a moment, so that playing begins at once. */
  prepare(mix: SoundMix<Piece>, filmSample: number, seconds: number): Promise<unknown> {
    const parts = partsBetween(mix.pieces(), filmSample, filmSample + Math.round(seconds * filmSampleRate));
    return Promise.all(parts.map(({ piece, chunkIndex }) => this.#chunks.load(piece.mediaId, chunkIndex)));
  }

  /** Another project: sounds by the same id are others. */
  forgetProject(): void {
    this.stop();
    this.#chunks.dispose();
    this.#chunks = new SoundChunks();
  }

  /**
   * Starts the sounds from a sample on. Resolves when the clock runs, or is known not to.
   * @returns seconds of the sound clock at which `filmSample` is heard
   */
  async start(mix: SoundMix<Piece>, filmSample: number, speed: number): Promise<number> {
    this.stop();
    const run = this.#run;
    const context = this.#open();
    if (context.state !== 'running') await settledWithin(context.resume(), longestResumeMs);
    // On whole samples of the device, or parts that follow each other would not meet.
    const contextSeconds =
      Math.ceil((context.currentTime + leadSeconds) * context.sampleRate) / context.sampleRate;
    if (run !== this.#run || speed < 0) return contextSeconds;
    this.#mix = mix;
    this.#pieces = mix.pieces();
    this.#anchor = { filmSample, contextSeconds, speed };
    this.#scheduledTo = filmSample;
    this.topUp();
    return contextSeconds;
  }

  stop(): void {
    this.#run += 1;
    this.#anchor = null;
    for (const playing of this.#playing) this.#end(playing);
    this.#playing.clear();
  }

  /** Schedules what comes next. To be called a few times a second while playing. */
  topUp(): void {
    const { context, anchor } = { context: this.#context, anchor: this.#anchor };
    if (!context || !anchor) return;
    const now = context.currentTime;
    const filmNow = anchor.filmSample + (now - anchor.contextSeconds) * anchor.speed * filmSampleRate;
    const to = Math.floor(filmNow + aheadSeconds * anchor.speed * filmSampleRate);
    if (to <= this.#scheduledTo) return;
    const parts = partsBetween(this.#pieces, this.#scheduledTo, to);
    this.#scheduledTo = to;
    const run = this.#run;
    for (const part of parts) {
      void this.#chunks.load(part.piece.mediaId, part.chunkIndex).then((buffer) => {
        if (buffer && run === this.#run) this.#schedule(part, buffer);
      });
    }
  }

  /** Takes over gains and mutes at once. @returns whether sounds have moved, so that playing must start anew. */
  takeChanges(): boolean {
    const { context, mix } = { context: this.#context, mix: this.#mix };
    if (!context || !mix || !this.#anchor) return false;
    for (const { piece, gain } of this.#playing) setGain(context, gain, mix.gain(piece));
    return !isSamePieces(this.#pieces, mix.pieces());
  }

  /** The loudest sample just heard, 0 … 1. */
  get peak(): number {
    if (!this.#meter || !this.#anchor) return 0;
    this.#meter.getFloatTimeDomainData(this.#samples);
    let peak = 0;
    for (const sample of this.#samples) peak = Math.max(peak, Math.abs(sample));
    return Math.min(1, peak);
  }

  /** Gives back the sound device and all that was decoded. What is played next opens them anew. */
  close(): void {
    this.forgetProject();
    void this.#context?.close().catch(() => undefined);
    this.#context = null;
    this.#stopFollowing?.();
  }

  #open(): AudioContext {
    if (this.#context) return this.#context;
    const context = new AudioContext({ sampleRate: filmSampleRate, latencyHint: 'interactive' });
    this.#master = context.createGain();
    this.#meter = context.createAnalyser();
    this.#meter.fftSize = 1024;
    this.#samples = new Float32Array(this.#meter.fftSize);
    this.#master.connect(this.#meter).connect(context.destination);
    this.#context = context;
    this.#stopFollowing = loudnessStore.subscribe(() => this.#applyLoudness());
    this.#applyLoudness();
    return context;
  }

  #applyLoudness(): void {
    const { volume, isSilent } = loudnessStore.getState();
    // Loudness is heard in ratios: half the way is a quarter of the amplitude.
    if (this.#context && this.#master) setGain(this.#context, this.#master, isSilent ? 0 : volume * volume);
  }

  #schedule(part: SoundPart<Piece>, buffer: AudioBuffer): void {
    const { context, master, anchor, mix } = {
      context: this.#context,
      master: this.#master,
      anchor: this.#anchor,
      mix: this.#mix,
    };
    if (!context || !master || !anchor || !mix) return;
    const scheduled = schedulePart(part, anchor, context.currentTime + 0.005);
    if (!scheduled) return;
    const gain = new GainNode(context, { gain: mix.gain(part.piece) });
    const source = new AudioBufferSourceNode(context, { buffer, playbackRate: anchor.speed });
    source.connect(gain).connect(master);
    const playing: Playing<Piece> = { source, gain, piece: part.piece };
    this.#playing.add(playing);
    source.addEventListener('ended', () => {
      this.#playing.delete(playing);
      gain.disconnect();
    });
    source.start(scheduled.whenSeconds, scheduled.offsetSeconds, scheduled.durationSeconds);
  }

  #end({ source, gain }: Playing<Piece>): void {
    const context = this.#context;
    if (!context) return;
    setGain(context, gain, 0);
    source.stop(context.currentTime + fadeSeconds * 4);
  }
}

function setGain(context: AudioContext, node: GainNode, value: number): void {
  node.gain.setTargetAtTime(value, context.currentTime, fadeSeconds);
}

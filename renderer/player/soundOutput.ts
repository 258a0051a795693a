import type { Document } from '@shared/document/document';
import {
  filmSampleRate,
  gainOf,
  isSamePieces,
  type PlayAnchor,
  partsBetween,
  type SoundPart,
  type SoundPiece,
  schedulePart,
  selectSoundPieces,
} from '@shared/timeline/soundSchedule';
import { playerStore } from './playerStore';
import { SoundChunks } from './soundChunks';

/** How far ahead of the playhead sound is decoded and scheduled, in seconds of playing. */
const aheadSeconds = 4;
/** From the order to play until the first sample, s: time to schedule it. */
const leadSeconds = 0.06;
/** Gains move this slowly, s, so that a mute or a cut in the middle of a wave is no click. */
const fadeSeconds = 0.006;

interface Playing {
  readonly source: AudioBufferSourceNode;
  readonly gain: GainNode;
  readonly part: SoundPart;
}

/**
 * The film's sound: clips through a gain each, tracks through theirs, all through the volume. Its clock is the one that
 * the picture follows.
 */
export class SoundOutput {
  #context: AudioContext | null = null;
  #master: GainNode | null = null;
  #meter: AnalyserNode | null = null;
  #samples = new Float32Array(0);
  readonly #tracks = new Map<string, GainNode>();
  #chunks = new SoundChunks();
  #document: Document | null = null;
  #pieces: readonly SoundPiece[] = [];
  #anchor: PlayAnchor | null = null;
  /** Film sample up to which everything is asked for. */
  #scheduledTo = 0;
  #playing = new Set<Playing>();
  /** Rises with each start and stop: what was asked for before is no longer wanted. */
  #run = 0;

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
  prepare(document: Document, filmSample: number, seconds: number): Promise<unknown> {
    const pieces = selectSoundPieces(document);
    const parts = partsBetween(pieces, filmSample, filmSample + Math.round(seconds * filmSampleRate));
    return Promise.all(parts.map(({ piece, chunkIndex }) => this.#chunks.load(piece.mediaId, chunkIndex)));
  }

  /** Another project: sounds by the same id are others. */
  forgetProject(): void {
    this.stop();
    this.#chunks.dispose();
    this.#chunks = new SoundChunks();
    for (const track of this.#tracks.values()) track.disconnect();
    this.#tracks.clear();
  }

  /**
   * Starts the sound of the film from a sample on. Resolves when the clock runs, or is known not to.
   * @returns seconds of the sound clock at which `filmSample` is heard
   */
  async start(document: Document, filmSample: number, speed: number): Promise<number> {
    this.stop();
    const run = this.#run;
    const context = this.#open();
    if (context.state !== 'running')
      await Promise.race([context.resume().catch(() => undefined), pause(300)]);
    // On whole samples of the device, or parts that follow each other would not meet.
    const contextSeconds =
      Math.ceil((context.currentTime + leadSeconds) * context.sampleRate) / context.sampleRate;
    if (run !== this.#run || speed < 0) return contextSeconds;
    this.#document = document;
    this.#pieces = selectSoundPieces(document);
    this.#anchor = { filmSample, contextSeconds, speed };
    this.#scheduledTo = filmSample;
    this.#applyGains();
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
    if (!this.#document || !this.#anchor) return false;
    this.#applyGains();
    return !isSamePieces(this.#pieces, selectSoundPieces(this.#document));
  }

  /** The loudest sample just heard, 0 … 1. */
  get peak(): number {
    if (!this.#meter || !this.#anchor) return 0;
    this.#meter.getFloatTimeDomainData(this.#samples);
    let peak = 0;
    for (const sample of this.#samples) peak = Math.max(peak, Math.abs(sample));
    return Math.min(1, peak);
  }

  dispose(): void {
    this.stop();
    this.#chunks.dispose();
    void this.#context?.close().catch(() => undefined);
    this.#context = null;
    this.#tracks.clear();
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
    this.applyVolume();
    return context;
  }

  applyVolume(): void {
    const { volume, isSilent } = playerStore.getState();
    // Loudness is heard in ratios: half the way is a quarter of the amplitude.
    if (this.#context && this.#master) setGain(this.#context, this.#master, isSilent ? 0 : volume * volume);
  }

  #applyGains(): void {
    const context = this.#context;
    if (!context || !this.#document) return;
    for (const track of this.#document.list('track')) {
      setGain(context, this.#trackGain(context, track.id), track.isMuted ? 0 : gainOf(track.gainDb));
    }
    for (const { part, gain } of this.#playing) {
      const clip = this.#document.get('clip', part.piece.clipId);
      if (clip) setGain(context, gain, gainOf(clip.gainDb));
    }
  }

  #trackGain(context: AudioContext, trackId: string): GainNode {
    const known = this.#tracks.get(trackId);
    if (known) return known;
    const made = context.createGain();
    made.connect(this.#master ?? context.destination);
    this.#tracks.set(trackId, made);
    return made;
  }

  #schedule(part: SoundPart, buffer: AudioBuffer): void {
    const { context, anchor, document } = {
      context: this.#context,
      anchor: this.#anchor,
      document: this.#document,
    };
    if (!context || !anchor || !document) return;
    const scheduled = schedulePart(part, anchor, context.currentTime + 0.005);
    if (!scheduled) return;
    const clip = document.get('clip', part.piece.clipId);
    const gain = new GainNode(context, { gain: gainOf(clip?.gainDb ?? 0) });
    const source = new AudioBufferSourceNode(context, { buffer, playbackRate: anchor.speed });
    source.connect(gain).connect(this.#trackGain(context, part.piece.trackId));
    const playing: Playing = { source, gain, part };
    this.#playing.add(playing);
    source.addEventListener('ended', () => {
      this.#playing.delete(playing);
      gain.disconnect();
    });
    source.start(scheduled.whenSeconds, scheduled.offsetSeconds, scheduled.durationSeconds);
  }

  #end({ source, gain }: Playing): void {
    const context = this.#context;
    if (!context) return;
    setGain(context, gain, 0);
    source.stop(context.currentTime + fadeSeconds * 4);
  }
}

function setGain(context: AudioContext, node: GainNode, value: number): void {
  node.gain.setTargetAtTime(value, context.currentTime, fadeSeconds);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

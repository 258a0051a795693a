import type { DialogueLineId } from '@shared/document/ids';
import { longestRecordingSeconds, peakOf, toInt16 } from '@shared/elements/recording';
import { CodedError } from '@shared/rpc/result';
import { createStore } from 'zustand/vanilla';
import { call } from '../state/bridge';
import { sessionStore } from '../state/sessionStore';
import { settingsStore } from '../state/settingsStore';
import { showCommitted } from '../state/showCommitted';
import { listMicrophones, Microphone, type MicrophoneChoice, notAllowed } from './microphone';

export type RecorderPhase =
  | 'opening'
  | 'refused'
  | 'ready'
  | 'counting'
  | 'recording'
  | 'recorded'
  | 'keeping';

export interface RecorderState {
  readonly phase: RecorderPhase;
  /** While counting in: 3, 2, 1. */
  readonly count: number;
  /** What stands in the way, or what has to be known of the recording. */
  readonly problem: string | null;
  readonly microphones: readonly MicrophoneChoice[];
  readonly microphoneId: string | null;
  readonly isPlaying: boolean;
}

/** Sent to the disk so often, seconds: this much a kill can cost. */
const pieceSeconds = 0.25;
/** Peaks of the picture, a second. */
export const peaksASecond = 20;
/** A recording that never is louder than this holds no voice: -46 dB. */
const faintPeak = 0.005;
/** How fast the meter falls, a second. */
const meterFall = 1.5;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** One line being recorded: the microphone, the count, the pieces on their way to the project, and what was recorded to listen to. */
export class LineRecorder {
  readonly store = createStore<RecorderState>()(() => ({
    phase: 'opening',
    count: 0,
    problem: null,
    microphones: [],
    microphoneId: null,
    isPlaying: false,
  }));
  /** Loudest samples of each twentieth of a second, 0 … 1. */
  readonly peaks: number[] = [];
  /** Of the meter, 0 … 1. Falls slowly. */
  level = 0;
  readonly #lineId: DialogueLineId;
  #microphone: Microphone | null = null;
  #sampleRate = 48_000;
  #recordingId: string | null = null;
  /** Of what is recorded: another microphone may have another. */
  #recordedRate = 48_000;
  #sampleCount = 0;
  #pieces: Int16Array[] = [];
  #unsent: Int16Array[] = [];
  #sending: Promise<void> = Promise.resolve();
  #peak = { value: 0, samples: 0 };
  #timer: number | undefined;
  #player: AudioContext | null = null;
  #isClosed = false;

  constructor(lineId: DialogueLineId) {
    this.#lineId = lineId;
  }

  /** Asks for the microphone, by the person's wish and no earlier. What was recorded and not kept yet stays. Never throws. */
  async open(deviceId: string | null = settingsStore.getState().recording.deviceId): Promise<void> {
    const isRecorded = this.#phase === 'recorded';
    this.#set({ problem: null, ...(isRecorded ? {} : { phase: 'opening' }) });
    this.#microphone?.close();
    this.#microphone = null;
    try {
      const { isAllowed } = await call('recording.allowMicrophone', { isAllowed: true });
      if (!isAllowed) throw new CodedError('refused', notAllowed);
      const microphone = await Microphone.open({
        deviceId,
        onSamples: (samples, sampleRate) => this.#take(samples, sampleRate),
        onLost: () => void this.#lose(),
      });
      if (this.#isClosed) {
        microphone.close();
        return;
      }
      this.#microphone = microphone;
      this.#set({
        ...(isRecorded ? {} : { phase: 'ready' }),
        microphones: await listMicrophones(),
        microphoneId: microphone.deviceId,
      });
    } catch (error) {
      this.#set({ problem: messageOf(error), ...(isRecorded ? {} : { phase: 'refused' }) });
    }
  }

  choose(deviceId: string): void {
    settingsStore.setState(({ recording }) => ({ recording: { ...recording, deviceId } }));
    void this.open(deviceId);
  }

  /** Counts in if that is wished, then records. What was recorded before and not kept goes. */
  async record(): Promise<void> {
    this.#stopPlaying();
    if (!this.#microphone) await this.open();
    if (!this.#microphone) return;
    this.#recordedRate = this.#sampleRate;
    this.#forget();
    this.#set({ problem: null, count: 3, phase: 'counting' });
    try {
      await this.#discard();
      const { recordingId } = await call('recording.begin', {
        lineId: this.#lineId,
        sampleRate: this.#recordedRate,
      });
      this.#recordingId = recordingId;
      if (this.#phase !== 'counting') await this.#discard();
      else if (settingsStore.getState().recording.countsIn) this.#countFrom(3);
      else this.#set({ phase: 'recording' });
    } catch (error) {
      this.#set({ phase: 'ready', problem: messageOf(error) });
    }
  }

  /** Ends the recording, or the count before it. */
  async stop(): Promise<void> {
    window.clearTimeout(this.#timer);
    if (this.#phase === 'counting') {
      this.#set({ phase: 'ready' });
      await this.#discard().catch(() => undefined);
    } else if (this.#phase === 'recording') {
      const loudest = Math.max(0, ...this.peaks);
      this.#send();
      this.#set({
        phase: 'recorded',
        ...(loudest < faintPeak
          ? { problem: 'Almost nothing is to be heard. Is this the right microphone, and is it on?' }
          : {}),
      });
    }
  }

  /** Plays what was recorded, or stops that. */
  async listen(): Promise<void> {
    if (this.#player) {
      this.#stopPlaying();
      return;
    }
    const length = this.#sampleCount;
    if (length === 0) return;
    const player = new AudioContext();
    this.#player = player;
    const buffer = player.createBuffer(1, length, this.#recordedRate);
    const channel = buffer.getChannelData(0);
    let at = 0;
    for (const piece of this.#pieces) {
      for (const sample of piece) {
        channel[at] = sample / 0x8000;
        at += 1;
      }
    }
    const source = player.createBufferSource();
    source.buffer = buffer;
    source.connect(player.destination);
    source.onended = () => {
      if (this.#player === player) this.#stopPlaying();
    };
    this.#set({ isPlaying: true });
    source.start();
  }

  /** Lays it on the line. @returns false when that failed: the recording is still there */
  async keep(): Promise<boolean> {
    if (this.#recordingId === null) return false;
    this.#stopPlaying();
    this.#set({ phase: 'keeping' });
    try {
      // A piece that could not be written was told already; what came before is kept.
      await this.#sending.catch(() => undefined);
      const selection = [...sessionStore.getState().selection];
      const committed = await call('recording.keep', { recordingId: this.#recordingId, selection });
      this.#recordingId = null;
      showCommitted(committed, true);
      return true;
    } catch (error) {
      this.#set({ phase: 'recorded', problem: messageOf(error) });
      return false;
    }
  }

  remind(): void {
    this.#set({ problem: 'Keep the recording, or discard it.' });
  }

  /** The microphone is let go; what was not kept goes. */
  async close(): Promise<void> {
    this.#isClosed = true;
    // At once, in the order of openings and closings: the next dialog may be open already.
    const isWithdrawn = call('recording.allowMicrophone', { isAllowed: false }).catch(() => undefined);
    window.clearTimeout(this.#timer);
    this.#stopPlaying();
    this.#microphone?.close();
    await this.#discard().catch(() => undefined);
    await isWithdrawn;
  }

  /** Of what is recorded so far. */
  get seconds(): number {
    return this.#sampleCount / this.#recordedRate;
  }

  get #phase(): RecorderPhase {
    return this.store.getState().phase;
  }

  #set(state: Partial<RecorderState>): void {
    if (!this.#isClosed) this.store.setState(state);
  }

  #countFrom(count: number): void {
    this.#set({ count });
    this.#timer = window.setTimeout(() => {
      if (count > 1) this.#countFrom(count - 1);
      else this.#set({ phase: 'recording' });
    }, 1_000);
  }

  #take(samples: Float32Array, sampleRate: number): void {
    const seconds = samples.length / sampleRate;
    const peak = peakOf(samples);
    this.level = Math.max(peak, this.level - meterFall * seconds);
    if (this.#phase !== 'recording') {
      this.#sampleRate = sampleRate;
      return;
    }
    const piece = toInt16(samples);
    this.#pieces.push(piece);
    this.#sampleCount += piece.length;
    this.#unsent.push(piece);
    this.#notePeak(peak, samples.length);
    if (this.#unsent.reduce((sum, { length }) => sum + length, 0) >= pieceSeconds * this.#sampleRate) {
      this.#send();
    }
    if (this.seconds >= longestRecordingSeconds - 1) void this.stop();
  }

  #notePeak(peak: number, sampleCount: number): void {
    const value = Math.max(this.#peak.value, peak);
    const samples = this.#peak.samples + sampleCount;
    if (samples < this.#sampleRate / peaksASecond) {
      this.#peak = { value, samples };
    } else {
      this.peaks.push(value);
      this.#peak = { value: 0, samples: samples - this.#sampleRate / peaksASecond };
    }
  }

  /** What is not on the disk yet goes there, one piece after the other. */
  #send(): void {
    const recordingId = this.#recordingId;
    const unsent = this.#unsent;
    if (recordingId === null || unsent.length === 0) return;
    this.#unsent = [];
    const samples = new Int16Array(unsent.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const piece of unsent) {
      samples.set(piece, at);
      at += piece.length;
    }
    this.#sending = this.#sending.then(async () => {
      await call('recording.write', { recordingId, samples: new Uint8Array(samples.buffer) });
    });
    this.#sending.catch((error: unknown) => {
      if (this.#phase !== 'recording') return;
      void this.stop();
      this.#set({ problem: messageOf(error) });
    });
  }

  async #lose(): Promise<void> {
    const isRecording = this.#phase === 'recording';
    await this.stop();
    this.#microphone = null;
    if (isRecording) this.#set({ problem: 'The microphone is gone. What was recorded up to then is here.' });
    else this.#set({ phase: 'refused', problem: 'The microphone is gone. Connect it, then try again.' });
  }

  async #discard(): Promise<void> {
    const recordingId = this.#recordingId;
    this.#recordingId = null;
    await this.#sending.catch(() => undefined);
    this.#sending = Promise.resolve();
    if (recordingId !== null) await call('recording.discard', { recordingId });
  }

  #forget(): void {
    this.#pieces = [];
    this.#sampleCount = 0;
    this.#unsent = [];
    this.#peak = { value: 0, samples: 0 };
    this.peaks.length = 0;
  }

  #stopPlaying(): void {
    void this.#player?.close();
    this.#player = null;
    this.#set({ isPlaying: false });
  }
}

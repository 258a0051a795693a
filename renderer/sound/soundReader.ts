import { CodedError } from '@shared/rpc/result';
import { filmSampleRate } from '@shared/timeline/soundSchedule';
import {
  ALL_FORMATS,
  AudioSample,
  AudioSampleSink,
  AudioSampleSource,
  BufferTarget,
  Input,
  Output,
  UnsupportedInputFormatError,
  UrlSource,
  WavOutputFormat,
} from 'mediabunny';

/** Decoded before what is asked for, so that codecs with overlapping blocks and the resampler have settled. */
const preRollSeconds = 0.1;

/** Reads stretches of a sound at the film's sample rate, whatever its own; silence before its start and past its end. */
export class SoundReader {
  readonly #input: Input;
  readonly #sink: AudioSampleSink;
  readonly #sampleRate: number;
  readonly #channels: number;

  /** @throws CodedError `unreadable`, `unsupported` */
  static async open(url: string): Promise<SoundReader> {
    const input = new Input({
      source: new UrlSource(url, { getRetryDelay: () => null, maxCacheSize: 16 * 1024 * 1024 }),
      formats: ALL_FORMATS,
    });
    try {
      const track = await input.getPrimaryAudioTrack();
      if (!track) throw new CodedError('unsupported', 'A clip on a sound track has no sound.');
      if (!(await track.canDecode())) {
        const codec = (await track.getCodec()) ?? 'an unknown codec';
        throw new CodedError(
          'unsupported',
          `A sound on the timeline (${codec}) cannot be decoded on this machine.`,
        );
      }
      const [sampleRate, channels] = [await track.getSampleRate(), await track.getNumberOfChannels()];
      return new SoundReader(input, new AudioSampleSink(track), sampleRate, channels);
    } catch (error) {
      input.dispose();
      throw readingError(error);
    }
  }

  private constructor(input: Input, sink: AudioSampleSink, sampleRate: number, channels: number) {
    this.#input = input;
    this.#sink = sink;
    this.#sampleRate = sampleRate;
    this.#channels = channels;
  }

  /**
   * Samples `start` … `start + count` (counted at the film's rate), one array a channel.
   * @throws CodedError `unsupported` when they cannot be decoded
   */
  async read(start: number, count: number): Promise<Float32Array<ArrayBuffer>[]> {
    // Both rates meet on whole samples at multiples of these steps: 147 of 44,100 Hz are 160 of 48,000 Hz.
    const divisor = greatestCommonDivisor(this.#sampleRate, filmSampleRate);
    const sourceStep = this.#sampleRate / divisor;
    const filmStep = filmSampleRate / divisor;
    const margin = preRollSeconds * filmSampleRate;
    const firstStep = Math.floor((start - margin) / filmStep);
    const lastStep = Math.ceil((start + count + margin) / filmStep);
    const source = await this.#decode(firstStep * sourceStep, (lastStep - firstStep) * sourceStep);
    const film = this.#sampleRate === filmSampleRate ? source : await resample(source, this.#sampleRate);
    const offset = start - firstStep * filmStep;
    return film.map((channel) => {
      const stretch = new Float32Array(count);
      stretch.set(channel.subarray(offset, offset + count));
      return stretch;
    });
  }

  close(): void {
    this.#input.dispose();
  }

  /** Samples at the sound's own rate. */
  async #decode(start: number, count: number): Promise<Float32Array<ArrayBuffer>[]> {
    const channels = Array.from({ length: this.#channels }, () => new Float32Array(count));
    const from = start / this.#sampleRate;
    const to = (start + count) / this.#sampleRate;
    if (to <= 0) return channels;
    try {
      for await (const sample of this.#sink.samples(Math.max(0, from - preRollSeconds), to)) {
        place(sample, channels, Math.round(sample.timestamp * this.#sampleRate) - start);
        sample.close();
      }
    } catch (error) {
      throw new CodedError(
        'unsupported',
        `A sound on the timeline could not be decoded (${reasonOf(error)}).`,
      );
    }
    return channels;
  }
}

/** Copies a decoded block to its place, cut at both ends. */
function place(sample: AudioSample, channels: readonly Float32Array[], offset: number): void {
  const skip = Math.max(0, -offset);
  const room = (channels[0]?.length ?? 0) - Math.max(0, offset);
  const count = Math.min(sample.numberOfFrames - skip, room);
  if (count <= 0) return;
  channels.forEach((channel, index) => {
    const target = channel.subarray(Math.max(0, offset), Math.max(0, offset) + count);
    const planeIndex = Math.min(index, sample.numberOfChannels - 1);
    sample.copyTo(target, { format: 'f32-planar', planeIndex, frameOffset: skip, frameCount: count });
  });
}

/**
 * To the film's rate. `decodeAudioData` has the browser's good (windowed sinc) resampler, which a buffer played in an
 * audio context has not, so the samples go through it as a WAV file in memory.
 */
async function resample(
  channels: readonly Float32Array[],
  sampleRate: number,
): Promise<Float32Array<ArrayBuffer>[]> {
  const target = new BufferTarget();
  const output = new Output({ format: new WavOutputFormat(), target });
  const source = new AudioSampleSource({ codec: 'pcm-f32' });
  output.addAudioTrack(source);
  await output.start();
  const count = channels[0]?.length ?? 0;
  const data = new Float32Array(count * channels.length);
  for (const [index, channel] of channels.entries()) data.set(channel, index * count);
  const sample = new AudioSample({
    data,
    format: 'f32-planar',
    numberOfChannels: channels.length,
    sampleRate,
    timestamp: 0,
  });
  await source.add(sample);
  sample.close();
  await output.finalize();
  const context = new OfflineAudioContext(1, 1, filmSampleRate);
  const buffer = await context.decodeAudioData(target.buffer ?? new ArrayBuffer(0));
  return Array.from(
    { length: buffer.numberOfChannels },
    (_, index) => new Float32Array(buffer.getChannelData(index)),
  );
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** Addresses are no person's business. */
function readingError(error: unknown): CodedError {
  if (error instanceof CodedError) return error;
  return error instanceof UnsupportedInputFormatError
    ? new CodedError('unsupported', 'A sound on the timeline is in a format that cannot be read here.')
    : new CodedError('unreadable', 'A sound on the timeline is missing or cannot be read.');
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

import type { SoundClip, SoundSpec } from '@shared/compositor/hostProtocol';
import { framesToSamples } from '@shared/time/frames';
import { filmSampleRate } from '@shared/timeline/soundSchedule';
import { SoundReader } from '../sound/soundReader';
import { readFailure, throwIfCancelled } from './taskFailure';

/** Mixed at once: long enough to be quick, short enough that a long film needs no more memory than a short one. */
const chunkSamples = 10 * filmSampleRate;

/** A clip's place in samples of the film. */
interface PlacedClip {
  readonly url: string;
  readonly start: number;
  readonly end: number;
  /** First sample used, counted at the film's rate. */
  readonly sourceIn: number;
  readonly gain: number;
}

/** Samples of the film's sound: to a sample as long as its picture. */
export function filmSamples({ lengthFrames, rate }: Pick<SoundSpec, 'lengthFrames' | 'rate'>): number {
  return framesToSamples(lengthFrames, rate, filmSampleRate);
}

/**
 * The mixed stereo sound of a film, piece by piece, pieces adding up to `filmSamples`.
 * @throws TaskFailure
 */
export async function* mixSound(
  spec: SoundSpec,
  signal: AbortSignal,
): AsyncGenerator<AudioBuffer, void, void> {
  const total = filmSamples(spec);
  const clips = spec.clips.map((clip) => placeClip(clip, spec)).filter(({ start }) => start < total);
  const readers = new Map<string, SoundReader>();
  try {
    for (let start = 0; start < total; start += chunkSamples) {
      throwIfCancelled(signal);
      const end = Math.min(start + chunkSamples, total);
      for (const [url, reader] of readers) {
        if (clips.some((clip) => clip.url === url && clip.end > start)) continue;
        reader.close();
        readers.delete(url);
      }
      yield await mixChunk(clips, start, end, readers);
    }
  } finally {
    for (const reader of readers.values()) reader.close();
  }
}

function placeClip(clip: SoundClip, { rate }: Pick<SoundSpec, 'rate'>): PlacedClip {
  return {
    url: clip.url,
    start: framesToSamples(clip.startFrame, rate, filmSampleRate),
    end: framesToSamples(clip.startFrame + clip.lengthFrames, rate, filmSampleRate),
    sourceIn: Math.round((clip.sourceInSamples * filmSampleRate) / clip.sampleRate),
    gain: 10 ** (clip.gainDb / 20),
  };
}

async function mixChunk(
  clips: readonly PlacedClip[],
  start: number,
  end: number,
  readers: Map<string, SoundReader>,
): Promise<AudioBuffer> {
  const context = new OfflineAudioContext(2, end - start, filmSampleRate);
  for (const clip of clips) {
    const from = Math.max(clip.start, start);
    const to = Math.min(clip.end, end);
    if (from >= to) continue;
    const reader = readers.get(clip.url) ?? (await heard(SoundReader.open(clip.url)));
    readers.set(clip.url, reader);
    const channels = await heard(reader.read(clip.sourceIn + from - clip.start, to - from));
    const buffer = context.createBuffer(channels.length, end - start, filmSampleRate);
    // Placed in a buffer of the whole length: started at 0, no sample falls between two.
    for (const [index, channel] of channels.entries()) buffer.copyToChannel(channel, index, from - start);
    const source = new AudioBufferSourceNode(context, { buffer });
    source.connect(new GainNode(context, { gain: clip.gain })).connect(context.destination);
    source.start();
  }
  return context.startRendering();
}

/** @throws TaskFailure when a sound cannot be read */
async function heard<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    throw readFailure('A sound on the timeline', error);
  }
}

import type { MediaId } from '@shared/document/ids';
import { chunkSamples, filmSampleRate } from '@shared/timeline/soundSchedule';
import { mediaUrl } from '../state/mediaUrl';
import { SoundReader } from './soundReader';

/** Decoded sound kept at once, in samples of one channel: about 80 MB. */
const mostSamples = 20_000_000;
/** Sounds open for reading at once. */
const mostReaders = 8;

interface Entry {
  readonly loaded: Promise<AudioBuffer | null>;
  /** Samples of all channels; 0 until loaded. */
  size: number;
}

/** Decoded stretches of sounds by media and number, loaded once, those longest not used dropped first. */
export class SoundChunks {
  /** In order of last use, oldest first. */
  readonly #entries = new Map<string, Entry>();
  readonly #readers = new Map<
    string,
    { readonly mediaId: MediaId; readonly reader: Promise<SoundReader | null> }
  >();
  #total = 0;
  /** One after the other for each sound: a decoder cannot be in two places. */
  readonly #queues = new Map<MediaId, Promise<unknown>>();
  #isDisposed = false;

  /** Null when the sound is missing or cannot be decoded: it is silent then. */
  load(mediaId: MediaId, chunkIndex: number): Promise<AudioBuffer | null> {
    const key = `${mediaUrl(mediaId, 'original')}|${chunkIndex}`;
    const known = this.#entries.get(key);
    if (known) {
      this.#entries.delete(key);
      this.#entries.set(key, known);
      return known.loaded;
    }
    const before = this.#queues.get(mediaId) ?? Promise.resolve();
    const loaded = before.then(() => this.#read(mediaId, chunkIndex));
    this.#queues.set(mediaId, loaded);
    const entry: Entry = { loaded, size: 0 };
    this.#entries.set(key, entry);
    void loaded.then((buffer) => {
      if (this.#entries.get(key) !== entry) return;
      // What failed is tried again next time: the disk may be back.
      if (!buffer) {
        this.#entries.delete(key);
        return;
      }
      entry.size = buffer.length * buffer.numberOfChannels;
      this.#total += entry.size;
      this.#dropOldest();
    });
    return loaded;
  }

  dispose(): void {
    this.#isDisposed = true;
    for (const { reader } of this.#readers.values()) void reader.then((opened) => opened?.close());
    this.#readers.clear();
    this.#entries.clear();
  }

  async #read(mediaId: MediaId, chunkIndex: number): Promise<AudioBuffer | null> {
    if (this.#isDisposed) return null;
    const reader = await this.#reader(mediaId);
    if (!reader) return null;
    try {
      const channels = await reader.read(chunkIndex * chunkSamples, chunkSamples);
      const buffer = new AudioBuffer({
        length: chunkSamples,
        numberOfChannels: Math.max(1, channels.length),
        sampleRate: filmSampleRate,
      });
      for (const [index, channel] of channels.entries()) buffer.copyToChannel(channel, index);
      return buffer;
    } catch {
      return null;
    }
  }

  #reader(mediaId: MediaId): Promise<SoundReader | null> {
    // A media that got another file has another address.
    const url = mediaUrl(mediaId, 'original');
    const known = this.#readers.get(url);
    this.#readers.delete(url);
    const reader = known?.reader ?? SoundReader.open(url).catch(() => null);
    this.#readers.set(url, { mediaId, reader });
    void reader.then((opened) => {
      if (!opened) this.#readers.delete(url);
    });
    for (const [oldest, old] of this.#readers) {
      if (this.#readers.size <= mostReaders) break;
      this.#readers.delete(oldest);
      // After what it is reading now.
      void (this.#queues.get(old.mediaId) ?? Promise.resolve())
        .then(() => old.reader)
        .then((opened) => opened?.close());
    }
    return reader;
  }

  #dropOldest(): void {
    for (const [key, entry] of this.#entries) {
      if (this.#total <= mostSamples) return;
      if (entry.size === 0) continue;
      this.#entries.delete(key);
      this.#total -= entry.size;
    }
  }
}

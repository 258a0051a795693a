import type { MediaId } from '@shared/document/ids';
import type { VideoSample } from 'mediabunny';
import { type DecodedFrame, timeSlackSeconds } from './frameCache';
import { decodedFrame, type OpenedVideo } from './openVideo';

export interface VideoReaderOptions {
  /** Pixels of decoded frames that may be kept. */
  readonly maxPixels: number;
  /** A frame that was looked for has come, or could not be had. */
  readonly onFrame: (mediaId: MediaId) => void;
  readonly open: (url: string, maxPixels: number) => Promise<OpenedVideo>;
}

interface Request {
  readonly seconds: number;
  /** Null for a frame that is only looked at: a newer look replaces it. */
  readonly resolve: ((frame: DecodedFrame | null) => void) | null;
  /** Somebody waits to be told; false when the look only keeps the decoder going. */
  readonly isAwaited: boolean;
  /** Playing will go on from here: the frames that follow are decoded, too. */
  readonly goesOn: boolean;
}

/** Frames decoded ahead of the one last looked at, while playing. */
const framesAhead = 6;

/**
 * Frames of one video by time. A jump decodes from the key frame before it and keeps what it passes on the way, so that
 * steps back are there at once; going on forwards keeps one decoder running and stays a few frames ahead.
 */
export class VideoReader {
  readonly #mediaId: MediaId;
  readonly #onFrame: (mediaId: MediaId) => void;
  readonly #opening: Promise<OpenedVideo | null>;
  #opened: OpenedVideo | null = null;
  #isBroken = false;
  #looked: Request | null = null;
  readonly #asked: Request[] = [];
  #isWorking = false;
  #isDisposed = false;
  /** The decoder that runs forwards and the start of the next frame it gives. */
  #running: { readonly samples: AsyncGenerator<VideoSample, void, unknown>; nextSeconds: number } | null =
    null;

  constructor(mediaId: MediaId, url: string, { maxPixels, onFrame, open }: VideoReaderOptions) {
    this.#mediaId = mediaId;
    this.#onFrame = onFrame;
    this.#opening = open(url, maxPixels).then(
      (opened) => {
        this.#opened = opened;
        if (this.#isDisposed) this.#release();
        return opened;
      },
      () => {
        this.#isBroken = true;
        return null;
      },
    );
  }

  /** Whether the video turned out to be missing or unreadable. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  /** The frame at a time if it is decoded, else the nearest at hand; asks for it when it is not. */
  look(seconds: number): { frame: DecodedFrame | null; isExact: boolean } {
    const opened = this.#opened;
    const place = opened ? clampTime(opened, seconds) : seconds;
    opened?.cache.setCentre(place);
    const exact = opened?.cache.at(place);
    if (!exact || this.#running) {
      this.#looked = { seconds, resolve: null, isAwaited: !exact, goesOn: false };
      void this.#work();
    }
    if (exact) return { frame: exact, isExact: true };
    return { frame: opened?.cache.nearest(place) ?? null, isExact: false };
  }

  /** The frame at a time if it is decoded; asks for nothing. */
  peek(seconds: number): DecodedFrame | null {
    const opened = this.#opened;
    return opened?.cache.at(clampTime(opened, seconds)) ?? null;
  }

  /**
   * Decodes the frame at a time; null when the video cannot be read. It is good until the next task.
   * `goesOn`: the frames after it will be looked at next, and are made ready.
   */
  frame(seconds: number, { goesOn = false } = {}): Promise<DecodedFrame | null> {
    return new Promise((resolve) => {
      this.#asked.push({ seconds, resolve, isAwaited: false, goesOn });
      void this.#work();
    });
  }

  dispose(): void {
    this.#isDisposed = true;
    for (const { resolve } of this.#asked.splice(0)) resolve?.(null);
    this.#release();
  }

  #release(): void {
    void this.#stopRunning();
    this.#opened?.cache.clear();
    this.#opened?.input.dispose();
    this.#opened = null;
  }

  async #work(): Promise<void> {
    if (this.#isWorking) return;
    this.#isWorking = true;
    try {
      const opened = await this.#opening;
      for (let request = this.#next(); request && !this.#isDisposed; request = this.#next()) {
        const frame = opened ? await this.#serve(opened, request).catch(() => null) : null;
        request.resolve?.(this.#isDisposed ? null : frame);
        if (request.isAwaited && !this.#isDisposed) this.#onFrame(this.#mediaId);
        if (request.goesOn && opened && frame)
          await this.#warmUp(opened, request.seconds).catch(() => undefined);
      }
    } finally {
      this.#isWorking = false;
    }
  }

  #next(): Request | undefined {
    const looked = this.#looked;
    this.#looked = null;
    return looked ?? this.#asked.shift();
  }

  async #serve(opened: OpenedVideo, request: Request): Promise<DecodedFrame | null> {
    const seconds = clampTime(opened, request.seconds);
    const known = opened.cache.at(seconds);
    if (known) {
      if (this.#running) await this.#readAhead(opened, seconds);
      return known;
    }
    opened.cache.setCentre(seconds);
    if (this.#goesOn(opened, seconds)) return this.#readForward(opened, seconds);
    await this.#stopRunning();
    const previous = opened.cache.at(seconds - opened.frameSeconds);
    if (previous) {
      // One frame on from the last: somebody is playing.
      const samples = opened.samples.samples(seconds);
      this.#running = { samples, nextSeconds: seconds };
      return this.#readForward(opened, seconds);
    }
    return this.#jump(opened, request, seconds);
  }

  #goesOn({ frameSeconds, cache }: OpenedVideo, seconds: number): boolean {
    const next = this.#running?.nextSeconds;
    if (next === undefined) return false;
    return seconds >= next - timeSlackSeconds && seconds < next + frameSeconds * cache.capacity;
  }

  /** Goes on with the running decoder until the frame at `seconds` has come. */
  async #readForward(opened: OpenedVideo, seconds: number): Promise<DecodedFrame | null> {
    const { cache } = opened;
    while (this.#running && !cache.at(seconds)) {
      if (!(await this.#pull(opened))) break;
    }
    return cache.at(seconds) ?? null;
  }

  async #readAhead(opened: OpenedVideo, seconds: number): Promise<void> {
    const until = Math.min(seconds + framesAhead * opened.frameSeconds, opened.lastSeconds);
    while (this.#running && this.#running.nextSeconds <= until && !this.#isDisposed) {
      if (this.#asked.length > 0 || !(await this.#pull(opened))) return;
    }
  }

  /** Starts the running decoder behind a frame, if nobody wants another one meanwhile. */
  async #warmUp(opened: OpenedVideo, wanted: number): Promise<void> {
    const seconds = clampTime(opened, wanted);
    if (this.#looked || this.#asked.length > 0 || this.#isDisposed) return;
    const next = seconds + opened.frameSeconds;
    if (next > opened.lastSeconds + opened.frameSeconds / 2) return;
    await this.#stopRunning();
    this.#running = { samples: opened.samples.samples(next), nextSeconds: next };
    await this.#readAhead(opened, seconds);
  }

  async #pull(opened: OpenedVideo): Promise<boolean> {
    const running = this.#running;
    if (!running) return false;
    const { value, done } = await running.samples.next();
    if (done || !value) {
      this.#running = null;
      return false;
    }
    running.nextSeconds = value.timestamp + value.duration;
    this.#keep(opened, value);
    return true;
  }

  /** Decodes from the key frame before `seconds`; gives way when somebody looks elsewhere meanwhile. */
  async #jump(opened: OpenedVideo, request: Request, seconds: number): Promise<DecodedFrame | null> {
    const { packets, samples, cache } = opened;
    const options = { metadataOnly: true };
    const target = await packets.getPacket(seconds + timeSlackSeconds, options);
    const key = await packets.getKeyPacket(seconds + timeSlackSeconds, { verifyKeyPackets: true });
    if (!target || !key) return null;
    const times: number[] = [];
    const first = Math.max(key.timestamp, target.timestamp - (cache.capacity - 1) * opened.frameSeconds);
    for await (const packet of packets.packets(key, undefined, options)) {
      if (packet.timestamp >= first && packet.timestamp <= target.timestamp) times.push(packet.timestamp);
      if (packet.sequenceNumber >= target.sequenceNumber) break;
    }
    times.sort((a, b) => a - b);
    for await (const sample of samples.samplesAtTimestamps(times)) {
      if (sample) this.#keep(opened, sample);
      if (this.#isDisposed) break;
      if (request.resolve === null && this.#looked !== null && !this.#isNear(opened, seconds)) break;
    }
    return cache.at(seconds) ?? null;
  }

  /** Whether the place looked at now lies on the way to `seconds`: then decoding on serves both. */
  #isNear(opened: OpenedVideo, seconds: number): boolean {
    const looked = clampTime(opened, this.#looked?.seconds ?? seconds);
    return looked <= seconds && looked > seconds - opened.frameSeconds * opened.cache.capacity;
  }

  #keep({ cache }: OpenedVideo, sample: VideoSample): void {
    if (this.#isDisposed) sample.close();
    else cache.add(decodedFrame(sample));
  }

  async #stopRunning(): Promise<void> {
    const running = this.#running;
    this.#running = null;
    await running?.samples.return();
  }
}

function clampTime({ firstSeconds, lastSeconds }: OpenedVideo, seconds: number): number {
  return Math.min(Math.max(seconds, firstSeconds), lastSeconds);
}

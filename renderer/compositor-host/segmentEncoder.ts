import { framesToSeconds } from '@shared/time/frames';
import { EncodedPacket, EncodedVideoPacketSource, Mp4OutputFormat, Output } from 'mediabunny';
import { chooseEncoder, colourSpace, type PictureFormat } from './encoderChoice';
import { GopRepeats, knownAfterFrames } from './gopRepeats';
import { TaskFailure } from './taskFailure';
import type { TaskOutput } from './taskOutput';

/** Frames the encoder may have waiting: enough to keep it busy, few enough to keep memory flat. */
const maxQueue = 3;
/** A key frame at least this often, so that a jump into a clip decodes few frames. */
const keyFrameSeconds = 0.5;

const keyInterval = ({ rate }: PictureFormat): number =>
  Math.max(1, Math.round((keyFrameSeconds * rate.num) / rate.den));

interface Writer {
  readonly source: EncodedVideoPacketSource;
  readonly output: Output;
  /** First frames that are encoded and not written: so many for a picture that will be repeated. */
  readonly rehearsals: number;
}

/**
 * Encodes the frames of one segment into its file: closed GOPs, first frame a key, constant rate, exact count. What stands
 * still is encoded once: see GopRepeats.
 */
export class SegmentEncoder {
  readonly #encoder: VideoEncoder;
  readonly #source: EncodedVideoPacketSource;
  readonly #output: Output;
  readonly #format: PictureFormat;
  readonly #keyInterval: number;
  readonly #chunks: {
    readonly chunk: EncodedVideoChunk;
    readonly metadata: EncodedVideoChunkMetadata | undefined;
  }[] = [];
  readonly #repeats: GopRepeats;
  /** The picture last given, for frames of it that were held back. */
  #picture: VideoFrame | null = null;
  /** Packets since the last key frame. */
  #gop: { readonly data: Uint8Array<ArrayBuffer>; readonly type: EncodedVideoChunkType }[] = [];
  #framesIn = 0;
  #framesEncoded = 0;
  #framesOut = 0;
  /** First frames that are encoded and not written. */
  readonly #rehearsals: number;
  #chunksOut = 0;
  /** To be told with the next packet that is written. */
  #decoderConfig: VideoDecoderConfig | undefined;
  #codec = '';
  #failure: Error | null = null;

  /** @throws TaskFailure `unsupported` */
  static async start(
    format: PictureFormat,
    { frameCount, isStill }: { readonly frameCount: number; readonly isStill: boolean },
    file: TaskOutput,
  ): Promise<SegmentEncoder> {
    const config = await chooseEncoder(format);
    const source = new EncodedVideoPacketSource('avc');
    const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'reserve' }), target: file.target });
    output.addVideoTrack(source, {
      frameRate: format.rate.num / format.rate.den,
      maximumPacketCount: frameCount,
    });
    await output.start();
    const interval = keyInterval(format);
    // A group that will be repeated is to be a good one.
    const rehearsals = isStill && frameCount > interval ? knownAfterFrames : 0;
    return new SegmentEncoder(config, format, { source, output, rehearsals });
  }

  private constructor(
    config: VideoEncoderConfig,
    format: PictureFormat,
    { source, output, rehearsals }: Writer,
  ) {
    this.#format = format;
    this.#source = source;
    this.#output = output;
    this.#rehearsals = rehearsals;
    this.#keyInterval = keyInterval(format);
    this.#repeats = new GopRepeats(this.#keyInterval, rehearsals > 0);
    this.#encoder = new VideoEncoder({
      output: (chunk, metadata) => {
        this.#chunks.push({ chunk, metadata });
      },
      error: (error) => {
        this.#failure ??= error;
      },
    });
    this.#encoder.configure(config);
  }

  /**
   * Takes the next frame: a copy of it is kept, the frame itself stays the caller's. Waits while the encoder or the disk is
   * behind. @param isNew whether it shows another picture than the frame before
   */
  async add(frame: VideoFrame, isNew: boolean): Promise<void> {
    this.#throwIfFailed();
    const { encodeHeld, isEncoded, repeated } = this.#repeats.next(isNew);
    const before = this.#picture;
    if (before) for (let held = 0; held < encodeHeld; held += 1) await this.#encode(before);
    if (isNew || !before) {
      before?.close();
      this.#picture = frame.clone();
    }
    if (this.#framesIn === 0)
      for (let rehearsed = 0; rehearsed < this.#rehearsals; rehearsed += 1) await this.#encode(frame);
    this.#framesIn += 1;
    if (isEncoded) await this.#encode(frame);
    if (repeated > 0) await this.#repeat(repeated);
  }

  async #encode(picture: VideoFrame): Promise<void> {
    const { rate } = this.#format;
    // The encoder's own time: it only sees what it encodes, at a constant rate.
    const timestamp = Math.round(framesToSeconds(this.#framesEncoded, rate) * 1e6);
    // The same pixels under another time: no byte is copied for a frame that stands still.
    const frame = new VideoFrame(picture, { timestamp });
    try {
      this.#encoder.encode(frame, { keyFrame: this.#isKey(this.#framesEncoded) });
      this.#framesEncoded += 1;
    } finally {
      frame.close();
    }
    await this.#writeChunks();
    while (this.#encoder.state === 'configured' && this.#encoder.encodeQueueSize > maxQueue) {
      await new Promise((resolve) => this.#encoder.addEventListener('dequeue', resolve, { once: true }));
    }
    this.#throwIfFailed();
  }

  /** Rehearsals begin with a key frame of their own. */
  #isKey(index: number): boolean {
    return index === 0 || (index >= this.#rehearsals && (index - this.#rehearsals) % this.#keyInterval === 0);
  }

  /** So many frames from the start of the last group of pictures stand for as many held back. */
  async #repeat(count: number): Promise<void> {
    await this.#flush();
    const gop = this.#gop;
    if (gop.length === this.#keyInterval) {
      for (const packet of gop.slice(0, count)) await this.#write(packet);
      return;
    }
    // An encoder that sets key frames where it likes.
    const picture = this.#picture;
    if (picture) for (let held = 0; held < count; held += 1) await this.#encode(picture);
  }

  /** Writes what is left and closes the file. @throws TaskFailure when frames were lost */
  async finish(): Promise<{ readonly frameCount: number; readonly codec: string }> {
    const held = this.#repeats.finish();
    if (held > 0) await this.#repeat(held);
    await this.#flush();
    this.#encoder.close();
    this.#forgetPicture();
    if (this.#framesOut !== this.#framesIn) {
      throw new TaskFailure('internal', `The encoder gave ${this.#framesOut} of ${this.#framesIn} frames.`);
    }
    await this.#output.finalize();
    return { frameCount: this.#framesOut, codec: this.#codec };
  }

  async abandon(): Promise<void> {
    if (this.#encoder.state !== 'closed') this.#encoder.close();
    this.#forgetPicture();
    await this.#output.cancel().catch(() => undefined);
  }

  #forgetPicture(): void {
    this.#picture?.close();
    this.#picture = null;
  }

  async #flush(): Promise<void> {
    await this.#encoder.flush().catch(() => undefined);
    this.#throwIfFailed();
    await this.#writeChunks();
  }

  async #writeChunks(): Promise<void> {
    for (const { chunk, metadata } of this.#chunks.splice(0)) {
      const data = new Uint8Array(chunk.byteLength);
      chunk.copyTo(data);
      const packet = { data, type: chunk.type };
      this.#decoderConfig = metadata?.decoderConfig ?? this.#decoderConfig;
      this.#chunksOut += 1;
      if (this.#chunksOut <= this.#rehearsals) continue;
      if (chunk.type === 'key') this.#gop = [];
      this.#gop.push(packet);
      await this.#write(packet, this.#decoderConfig);
      this.#decoderConfig = undefined;
    }
  }

  async #write(
    { data, type }: { readonly data: Uint8Array<ArrayBuffer>; readonly type: EncodedVideoChunkType },
    decoderConfig?: VideoDecoderConfig,
  ): Promise<void> {
    const { rate } = this.#format;
    // Exact times, not the encoder's rounded microseconds. Without B-frames chunks come in the order of frames.
    const packet = new EncodedPacket(
      data,
      type,
      framesToSeconds(this.#framesOut, rate),
      framesToSeconds(1, rate),
    );
    this.#framesOut += 1;
    if (!decoderConfig) {
      await this.#source.add(packet);
      return;
    }
    this.#codec = decoderConfig.codec;
    await this.#source.add(packet, { decoderConfig: { ...decoderConfig, colorSpace: colourSpace } });
  }

  #throwIfFailed(): void {
    if (this.#failure) throw new TaskFailure('internal', `The encoder failed: ${this.#failure.message}`);
  }
}

import { framesToSeconds } from '@shared/time/frames';
import { EncodedPacket, EncodedVideoPacketSource, Mp4OutputFormat, Output } from 'mediabunny';
import { chooseEncoder, colourSpace, type PictureFormat } from './encoderChoice';
import { TaskFailure } from './taskFailure';
import type { TaskOutput } from './taskOutput';

/** Frames the encoder may have waiting: enough to keep it busy, few enough to keep memory flat. */
const maxQueue = 3;
/** A key frame at least this often, so that a jump into a clip decodes few frames. */
const keyFrameSeconds = 0.5;

/** Encodes the frames of one segment into its file: closed GOPs, first frame a key, constant rate, exact count. */
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
  #framesIn = 0;
  #framesOut = 0;
  #codec = '';
  #failure: Error | null = null;

  /** @throws TaskFailure `unsupported` */
  static async start(format: PictureFormat, frameCount: number, file: TaskOutput): Promise<SegmentEncoder> {
    const config = await chooseEncoder(format);
    const source = new EncodedVideoPacketSource('avc');
    const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'reserve' }), target: file.target });
    output.addVideoTrack(source, {
      frameRate: format.rate.num / format.rate.den,
      maximumPacketCount: frameCount,
    });
    await output.start();
    return new SegmentEncoder(config, format, source, output);
  }

  private constructor(
    config: VideoEncoderConfig,
    format: PictureFormat,
    source: EncodedVideoPacketSource,
    output: Output,
  ) {
    this.#format = format;
    this.#source = source;
    this.#output = output;
    this.#keyInterval = Math.max(1, Math.round((keyFrameSeconds * format.rate.num) / format.rate.den));
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

  /** Microseconds at which the next frame stands. */
  get nextTimestamp(): number {
    return Math.round(framesToSeconds(this.#framesIn, this.#format.rate) * 1e6);
  }

  /** Takes a frame with `nextTimestamp` and closes it. Waits while the encoder or the disk is behind. */
  async add(frame: VideoFrame): Promise<void> {
    try {
      this.#throwIfFailed();
      this.#encoder.encode(frame, { keyFrame: this.#framesIn % this.#keyInterval === 0 });
      this.#framesIn += 1;
    } finally {
      frame.close();
    }
    await this.#writeChunks();
    while (this.#encoder.state === 'configured' && this.#encoder.encodeQueueSize > maxQueue) {
      await new Promise((resolve) => this.#encoder.addEventListener('dequeue', resolve, { once: true }));
    }
    this.#throwIfFailed();
  }

  /** Writes what is left and closes the file. @throws TaskFailure when frames were lost */
  async finish(): Promise<{ readonly frameCount: number; readonly codec: string }> {
    await this.#encoder.flush().catch(() => undefined);
    this.#throwIfFailed();
    await this.#writeChunks();
    this.#encoder.close();
    if (this.#framesOut !== this.#framesIn) {
      throw new TaskFailure('internal', `The encoder gave ${this.#framesOut} of ${this.#framesIn} frames.`);
    }
    await this.#output.finalize();
    return { frameCount: this.#framesOut, codec: this.#codec };
  }

  async abandon(): Promise<void> {
    if (this.#encoder.state !== 'closed') this.#encoder.close();
    await this.#output.cancel().catch(() => undefined);
  }

  async #writeChunks(): Promise<void> {
    for (const { chunk, metadata } of this.#chunks.splice(0)) {
      const { rate } = this.#format;
      const data = new Uint8Array(chunk.byteLength);
      chunk.copyTo(data);
      // Exact times, not the encoder's rounded microseconds. Without B-frames chunks come in the order of frames.
      const packet = new EncodedPacket(
        data,
        chunk.type,
        framesToSeconds(this.#framesOut, rate),
        framesToSeconds(1, rate),
      );
      this.#framesOut += 1;
      const decoderConfig = metadata?.decoderConfig;
      if (!decoderConfig) {
        await this.#source.add(packet);
        continue;
      }
      this.#codec = decoderConfig.codec;
      await this.#source.add(packet, { decoderConfig: { ...decoderConfig, colorSpace: colourSpace } });
    }
  }

  #throwIfFailed(): void {
    if (this.#failure) throw new TaskFailure('internal', `The encoder failed: ${this.#failure.message}`);
  }
}

import type { PaintImage } from '@shared/compositor/paint';
import { framesToSeconds } from '@shared/time/frames';
import type { Rate } from '@shared/time/rate';
import {
  ALL_FORMATS,
  EncodedPacketSink,
  Input,
  UrlSource,
  type VideoSample,
  VideoSampleSink,
} from 'mediabunny';
import { readFailure, reasonOf, TaskFailure } from './taskFailure';

/** A frame is looked for a little after its start, since files write rounded times. Share of a frame. */
const insideFrame = 0.1;

/**
 * The frames of one video in the order a shot shows them, each decoded once. `frames`: the frame wanted for each frame
 * of the shot, at the project's rate; past the end the last one stays.
 */
export class VideoFrames {
  readonly #input: Input;
  readonly #samples: AsyncGenerator<VideoSample | null, void, unknown>;
  #current: Drawable | null = null;

  /** @throws TaskFailure `missingMedia`, `unsupported` */
  static async open(url: string, frames: readonly number[], rate: Rate): Promise<VideoFrames> {
    const input = new Input({
      source: new UrlSource(url, { getRetryDelay: () => null, maxCacheSize: 32 * 1024 * 1024 }),
      formats: ALL_FORMATS,
    });
    try {
      const track = await input.getPrimaryVideoTrack();
      if (!track) throw new TaskFailure('unsupported', 'A video of this shot has no picture.');
      if (!(await track.canDecode())) {
        const codec = (await track.getCodec()) ?? 'an unknown codec';
        throw new TaskFailure(
          'unsupported',
          `A video of this shot (${codec}) cannot be decoded on this machine.`,
        );
      }
      const packets = new EncodedPacketSink(track);
      const first = await packets.getFirstPacket({ metadataOnly: true });
      const last = await packets.getPacket(Number.POSITIVE_INFINITY, { metadataOnly: true });
      if (!first || !last) throw new TaskFailure('unsupported', 'A video of this shot has no frames.');
      const seconds = frames.map((frame) =>
        Math.min(Math.max(framesToSeconds(frame + insideFrame, rate), first.timestamp), last.timestamp),
      );
      return new VideoFrames(input, new VideoSampleSink(track).samplesAtTimestamps(seconds));
    } catch (error) {
      input.dispose();
      throw readFailure('A video of this shot', error);
    }
  }

  private constructor(input: Input, samples: AsyncGenerator<VideoSample | null, void, unknown>) {
    this.#input = input;
    this.#samples = samples;
  }

  /** Goes to the next of the frames. @throws TaskFailure `unsupported` when it cannot be decoded */
  async advance(): Promise<void> {
    const { value, done } = await this.#samples.next().catch((error: unknown) => {
      throw new TaskFailure('unsupported', `A video of this shot could not be decoded (${reasonOf(error)}).`);
    });
    if (done || !value)
      throw new TaskFailure('unsupported', 'A frame of a video of this shot could not be decoded.');
    this.#current?.close();
    this.#current = drawable(value);
  }

  /** The present frame, until the next `advance`. */
  get image(): PaintImage<CanvasImageSource> | null {
    return this.#current?.image ?? null;
  }

  async close(): Promise<void> {
    this.#current?.close();
    this.#current = null;
    await this.#samples.return();
    this.#input.dispose();
  }
}

interface Drawable {
  readonly image: PaintImage<CanvasImageSource>;
  close(): void;
}

/** A sample as the painter can draw it: upright, in display pixels. Takes the sample over. */
function drawable(sample: VideoSample): Drawable {
  const { displayWidth: width, displayHeight: height } = sample;
  if (sample.rotation === 0) {
    const source = sample.toVideoFrame();
    sample.close();
    return { image: { source, width, height }, close: () => source.close() };
  }
  const source = new OffscreenCanvas(width, height);
  const context = source.getContext('2d');
  if (context) sample.draw(context, 0, 0, width, height);
  sample.close();
  return { image: { source, width, height }, close: () => undefined };
}

import type { CutSpec, FromHost } from '@shared/compositor/hostProtocol';
import { cutChanges, type LumaPicture, lumaSize } from '@shared/generation/cutScore';
import type { CutWindow } from '@shared/generation/splitTake';
import {
  ALL_FORMATS,
  EncodedPacketSink,
  Input,
  UrlSource,
  type VideoSample,
  VideoSampleSink,
} from 'mediabunny';
import { type Stretch, stretchesOf } from './cutStretches';
import type { RunningTask } from './renderSegment';
import { readFailure, reasonOf, TaskFailure, throwIfCancelled } from './taskFailure';
import { TaskOutput } from './taskOutput';

interface SmallFrame {
  readonly seconds: number;
  readonly luma: LumaPicture;
}

/** Frames between two words that it goes on. */
const reportEvery = 24;

/**
 * Decodes what lies around the planned cuts of a clip, in order, and says how much each frame differs from what was before.
 * @throws TaskFailure
 */
export async function lookForCuts(
  { url, windows }: CutSpec,
  { taskId, signal, send, onOutput }: RunningTask,
): Promise<Extract<FromHost, { type: 'done' }>> {
  const output = new TaskOutput(taskId, send, signal);
  onOutput(output);
  const found: SmallFrame[][] = windows.map(() => []);
  let frameCount = 0;
  await eachFrame(url, windows, (sample, shrink) => {
    throwIfCancelled(signal);
    frameCount += 1;
    if (frameCount % reportEvery === 0)
      send({ type: 'progress', taskId, framesDone: frameCount, framesTotal: frameCount });
    const seconds = sample.timestamp;
    const holders = found.filter((_, index) => isIn(windows[index], seconds));
    if (holders.length === 0) return;
    const frame = { seconds, luma: shrink(sample) };
    for (const holder of holders) holder.push(frame);
  });
  const bytes = new TextEncoder().encode(JSON.stringify(found.map(windowOf)));
  await output.append(bytes);
  return {
    type: 'done',
    taskId,
    frameCount,
    byteSize: bytes.byteLength,
    composedFrames: 0,
    codec: 'application/json',
  };
}

function isIn(window: CutSpec['windows'][number] | undefined, seconds: number): boolean {
  return window !== undefined && seconds >= window.from && seconds <= window.to;
}

function windowOf(frames: readonly SmallFrame[]): CutWindow {
  const changes = cutChanges(frames.map(({ luma }) => luma));
  return { frames: frames.map(({ seconds }, index) => ({ seconds, change: changes[index] ?? 0 })) };
}

/** @throws TaskFailure `missingMedia`, `unsupported`, and what `look` throws */
async function eachFrame(
  url: string,
  windows: readonly Stretch[],
  look: (sample: VideoSample, shrink: (sample: VideoSample) => LumaPicture) => void,
): Promise<void> {
  const input = new Input({
    source: new UrlSource(url, { getRetryDelay: () => null, maxCacheSize: 32 * 1024 * 1024 }),
    formats: ALL_FORMATS,
  });
  try {
    const track = await input.getPrimaryVideoTrack().catch((error: unknown) => {
      throw readFailure('The clip', error);
    });
    if (!track || !(await track.canDecode()))
      throw new TaskFailure('unsupported', 'The clip cannot be decoded on this machine.');
    const shrink = shrinker();
    const packets = new EncodedPacketSink(track);
    const keyFrameBefore = async (seconds: number): Promise<number | null> =>
      (await packets.getKeyPacket(seconds, { metadataOnly: true }))?.timestamp ?? null;
    for (const { from, to } of await stretchesOf(windows, keyFrameBefore)) {
      for await (const sample of new VideoSampleSink(track).samples(from, to)) {
        try {
          look(sample, shrink);
        } finally {
          sample.close();
        }
      }
    }
  } catch (error) {
    if (error instanceof TaskFailure) throw error;
    throw new TaskFailure('unsupported', `The clip could not be decoded (${reasonOf(error)}).`);
  } finally {
    input.dispose();
  }
}

function shrinker(): (sample: VideoSample) => LumaPicture {
  const { width, height } = lumaSize;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!context) throw new TaskFailure('internal', 'There is no canvas to look with.');
  // Averages all pixels: what is as fine as a hair would flicker otherwise.
  context.imageSmoothingQuality = 'medium';
  return (sample) => {
    sample.draw(context, 0, 0, width, height);
    const { data } = context.getImageData(0, 0, width, height);
    const luma = new Uint8Array(width * height);
    for (let pixel = 0; pixel < luma.length; pixel += 1) {
      const at = pixel * 4;
      // Rec. 709.
      luma[pixel] = 0.2126 * (data[at] ?? 0) + 0.7152 * (data[at + 1] ?? 0) + 0.0722 * (data[at + 2] ?? 0);
    }
    return luma;
  };
}

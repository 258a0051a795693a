import {
  ALL_FORMATS,
  BufferSource,
  EncodedPacketSink,
  Input,
  type InputVideoTrack,
  UrlSource,
  type VideoSample,
  VideoSampleSink,
} from 'mediabunny';
import { FileBytes } from './fileBytes';
import { type DecodedFrame, FrameCache } from './frameCache';

/** A video whose frames can be asked for by time. */
export interface OpenedVideo {
  readonly input: Pick<Input, 'dispose'>;
  readonly packets: Pick<EncodedPacketSink, 'getPacket' | 'getKeyPacket' | 'packets'>;
  readonly samples: Pick<VideoSampleSink, 'samples' | 'samplesAtTimestamps'>;
  readonly cache: FrameCache;
  /** Start of the first and of the last frame, seconds. */
  readonly firstSeconds: number;
  readonly lastSeconds: number;
  readonly frameSeconds: number;
}

/**
 * Opens a video for reading by time.
 * @throws when it is missing, or has no picture that can be decoded here
 */
export async function openVideo(url: string, maxPixels: number, files: FileBytes): Promise<OpenedVideo> {
  const input = new Input({ source: await sourceOf(url, files), formats: ALL_FORMATS });
  try {
    const track = await input.getPrimaryVideoTrack();
    if (!track || !(await track.canDecode())) throw new Error('This video cannot be decoded here.');
    const packets = new EncodedPacketSink(track);
    const first = await packets.getFirstPacket({ metadataOnly: true });
    const last = await packets.getPacket(Number.POSITIVE_INFINITY, { metadataOnly: true });
    if (!first || !last) throw new Error('This video has no frames.');
    const isSoftware = await decodesInSoftware(track);
    const framePixels = (await track.getDisplayWidth()) * (await track.getDisplayHeight());
    return {
      input,
      packets,
      samples: new VideoSampleSink(track, {
        hardwareAcceleration: isSoftware ? 'prefer-software' : 'no-preference',
        optimizeForLatency: true,
      }),
      // Hardware decoders own few frames and stop while we hold them.
      cache: new FrameCache(isSoftware ? Math.floor(maxPixels / framePixels) : 4),
      firstSeconds: Math.max(0, first.timestamp),
      lastSeconds: last.timestamp,
      frameSeconds: last.duration > 0 ? last.duration : first.duration > 0 ? first.duration : 1 / 24,
    };
  } catch (error) {
    input.dispose();
    throw error;
  }
}

/** Up to here a file is read whole, bytes: takes of some seconds. */
const wholeLimit = 32 * 1024 * 1024;

class TooLarge extends Error {}

/**
 * Short videos that were looked at stay in memory, within this many bytes: opening one again asks nobody.
 * @param signal the project is left: nothing more is asked for
 */
export function shortFiles(maxBytes: number, signal: AbortSignal): FileBytes {
  return new FileBytes(maxBytes, async (url) => {
    const response = await fetch(url, { signal });
    const size = Number(response.headers.get('Content-Length') ?? Number.POSITIVE_INFINITY);
    if (response.ok && size <= wholeLimit) return response.arrayBuffer();
    await response.body?.cancel();
    if (!response.ok) throw new Error(`The video cannot be read (${response.status}).`);
    throw new TooLarge();
  });
}

/** A jump reads at several places of the file, and each request waits longer than reading a short file takes. */
async function sourceOf(url: string, files: FileBytes): Promise<BufferSource | UrlSource> {
  try {
    return new BufferSource(await files.get(url));
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
  }
  return new UrlSource(url, { getRetryDelay: () => null, maxCacheSize: 16 * 1024 * 1024 });
}

async function decodesInSoftware(track: InputVideoTrack): Promise<boolean> {
  const config = await track.getDecoderConfig();
  if (!config) return false;
  const { supported } = await VideoDecoder.isConfigSupported({
    ...config,
    hardwareAcceleration: 'prefer-software',
  });
  return supported === true;
}

/** A sample as the painter can draw it: upright, in display pixels. Takes the sample over. */
export function decodedFrame(sample: VideoSample): DecodedFrame {
  const { timestamp, duration, displayWidth: width, displayHeight: height, rotation } = sample;
  const times = { startSeconds: timestamp, endSeconds: timestamp + Math.max(duration, 1e-3) };
  if (rotation !== 0) {
    // A phone's clip: the canvas API does not know its turn, so it is drawn upright once.
    const source = new OffscreenCanvas(width, height);
    const context = source.getContext('2d');
    if (context) sample.draw(context, 0, 0, width, height);
    sample.close();
    return { image: { source, width, height }, ...times, close: () => undefined };
  }
  const frame = sample.toVideoFrame();
  sample.close();
  return { image: { source: frame, width, height }, ...times, close: () => frame.close() };
}

import type { Rate } from '@shared/time/rate';
import { TaskFailure } from './taskFailure';

export interface PictureFormat {
  readonly width: number;
  readonly height: number;
  readonly rate: Rate;
  readonly bitsPerSecond: number;
}

/** What our frames are: tagged in the stream and in the file. */
export const colourSpace = {
  primaries: 'bt709',
  transfer: 'bt709',
  matrix: 'bt709',
  fullRange: false,
} as const satisfies VideoColorSpaceInit;

/** Highest macroblocks a frame, macroblocks a second and bits a second (High profile) of each level: ITU-T H.264, table A-1. */
const levels = [
  { code: 0x28, frame: 8_192, second: 245_760, bits: 25_000_000 },
  { code: 0x29, frame: 8_192, second: 245_760, bits: 62_500_000 },
  { code: 0x2a, frame: 8_704, second: 522_240, bits: 62_500_000 },
  { code: 0x32, frame: 22_080, second: 589_824, bits: 168_750_000 },
  { code: 0x33, frame: 36_864, second: 983_040, bits: 300_000_000 },
  { code: 0x34, frame: 36_864, second: 2_073_600, bits: 300_000_000 },
  { code: 0x3c, frame: 139_264, second: 4_177_920, bits: 300_000_000 },
  { code: 0x3e, frame: 139_264, second: 16_711_680, bits: 1_000_000_000 },
] as const;

/** `avc1.6400xx`, High profile, the lowest level from 4.0 on that holds the picture. */
export function avcCodec({ width, height, rate, bitsPerSecond }: PictureFormat): string {
  const blocks = Math.ceil(width / 16) * Math.ceil(height / 16);
  const blocksPerSecond = (blocks * rate.num) / rate.den;
  const level = levels.find(
    ({ frame, second, bits }) => blocks <= frame && blocksPerSecond <= second && bitsPerSecond <= bits,
  );
  return `avc1.6400${(level ?? levels[levels.length - 1] ?? levels[0]).code.toString(16)}`;
}

const known = new Map<string, Promise<VideoEncoderConfig>>();

/**
 * The encoder set-up for a format: hardware where it proves itself on two frames, else software. The same answer for the
 * same format as long as the page lives, so that all clips of a film come from one encoder.
 * @throws TaskFailure `unsupported`
 */
export function chooseEncoder(format: PictureFormat): Promise<VideoEncoderConfig> {
  const key = JSON.stringify(format);
  const choice = known.get(key) ?? findEncoder(format);
  known.set(key, choice);
  return choice;
}

async function findEncoder(format: PictureFormat): Promise<VideoEncoderConfig> {
  for (const hardwareAcceleration of ['prefer-hardware', 'prefer-software'] as const) {
    const config: VideoEncoderConfig = {
      codec: avcCodec(format),
      width: format.width,
      height: format.height,
      bitrate: format.bitsPerSecond,
      bitrateMode: 'variable',
      framerate: format.rate.num / format.rate.den,
      latencyMode: 'quality',
      hardwareAcceleration,
      avc: { format: 'avc' },
    };
    const { supported } = await VideoEncoder.isConfigSupported(config);
    if (supported && (await provesItself(config))) return config;
  }
  throw new TaskFailure(
    'unsupported',
    `H.264 at ${format.width}×${format.height} cannot be encoded on this machine. Try a smaller frame size.`,
  );
}

/** Drivers say yes and then fail, or forget the colour: only two real frames tell. */
async function provesItself(config: VideoEncoderConfig): Promise<boolean> {
  const chunks: EncodedVideoChunk[] = [];
  let decoderConfig: VideoDecoderConfig | undefined;
  let hasFailed = false;
  const encoder = new VideoEncoder({
    output: (chunk, metadata) => {
      chunks.push(chunk);
      decoderConfig ??= metadata?.decoderConfig;
    },
    error: () => {
      hasFailed = true;
    },
  });
  try {
    encoder.configure(config);
    const { width, height } = config;
    const grey = new Uint8Array((width * height * 3) / 2).fill(128);
    for (let index = 0; index < 2; index += 1) {
      const frame = i420Frame(grey, { width, height }, index * 40_000);
      encoder.encode(frame, { keyFrame: index === 0 });
      frame.close();
    }
    await encoder.flush();
  } catch {
    return false;
  } finally {
    if (encoder.state !== 'closed') encoder.close();
  }
  return (
    !hasFailed && chunks.length === 2 && chunks[0]?.type === 'key' && decoderConfig?.description !== undefined
  );
}

/** A frame of our own I420 bytes. */
export function i420Frame(
  bytes: Uint8Array<ArrayBuffer>,
  { width, height }: { readonly width: number; readonly height: number },
  timestamp: number,
): VideoFrame {
  return new VideoFrame(bytes, {
    format: 'I420',
    codedWidth: width,
    codedHeight: height,
    timestamp,
    colorSpace: colourSpace,
  });
}

import type { Project } from '../document/records';
import type { Preset } from './job';

type FrameSize = Project['frameSize'];

/**
 * Bits a pixel is given: 14 Mbit/s at 1080p24, where openh264 gives line art about 37 dB.
 * One formula for clips and film, so that a full clip can stand in the film as it is.
 */
const bitsPerPixel = 14_000_000 / (1920 * 1080 * 24);

/** Pixels of the local renderer's clip: the project's frame, or half of it (even, as video is coded in pairs of pixels). */
export function presetSize(frameSize: FrameSize, preset: Preset): FrameSize {
  if (preset === 'full') return { width: frameSize.width, height: frameSize.height };
  const half = (pixels: number) => Math.max(16, Math.round(pixels / 4) * 2);
  return { width: half(frameSize.width), height: half(frameSize.height) };
}

/** What the local renderer's encoder is told for a picture of `size` at the project's rate, bits a second. */
export function presetBitsPerSecond({ rate }: Pick<Project, 'rate'>, size: FrameSize): number {
  const bits = Math.round((bitsPerPixel * size.width * size.height * rate.num) / rate.den);
  return Math.min(Math.max(bits, 300_000), 200_000_000);
}

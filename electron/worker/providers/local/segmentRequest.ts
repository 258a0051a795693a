import { buildShotPicture } from '@shared/compositor/buildShotPicture';
import { segmentSpecSchema } from '@shared/compositor/hostProtocol';
import { segmentHash } from '@shared/compositor/segmentHash';
import type { DocumentView } from '@shared/document/document';
import type { ShotId } from '@shared/document/ids';
import type { Project } from '@shared/document/records';
import type { Preset } from '@shared/generation/job';
import type { z } from 'zod';

/** A segment's content, without the address of the media, which changes each time the project is opened. */
export const segmentRequestSchema = segmentSpecSchema.omit({ mediaBase: true });
export type SegmentRequest = z.infer<typeof segmentRequestSchema>;

/**
 * Bits a pixel is given: 14 Mbit/s at 1080p24, where openh264 gives line art about 37 dB.
 * One formula for clips and film, so that a full clip can stand in the film as it is.
 */
const bitsPerPixel = 14_000_000 / (1920 * 1080 * 24);

/** Pixels of a clip: the project's frame, or half of it (even, as video is coded in pairs of pixels). */
export function presetSize(frameSize: Project['frameSize'], preset: Preset): Project['frameSize'] {
  if (preset === 'full') return { width: frameSize.width, height: frameSize.height };
  const half = (pixels: number) => Math.max(16, Math.round(pixels / 4) * 2);
  return { width: half(frameSize.width), height: half(frameSize.height) };
}

export function presetBitsPerSecond({ rate }: Project, size: Project['frameSize']): number {
  const bits = Math.round((bitsPerPixel * size.width * size.height * rate.num) / rate.den);
  return Math.min(Math.max(bits, 300_000), 200_000_000);
}

/** What the renderer is to paint of a shot. `ignoreTake`: its layers, also where a take covers them. */
export function segmentRequest(
  document: DocumentView,
  shotId: ShotId,
  preset: Preset,
  { ignoreTake }: { ignoreTake: boolean },
): { request: SegmentRequest; hash: string } {
  const project = document.project();
  const size = presetSize(project.frameSize, preset);
  const request = {
    picture: buildShotPicture(document, shotId, { ignoreTake }),
    ...size,
    bitsPerSecond: presetBitsPerSecond(project, size),
  };
  return { request, hash: segmentHash(request) };
}

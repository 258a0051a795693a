import { buildShotPicture } from '@shared/compositor/buildShotPicture';
import { segmentSpecSchema } from '@shared/compositor/hostProtocol';
import { segmentHash } from '@shared/compositor/segmentHash';
import type { DocumentView } from '@shared/document/document';
import type { ShotId } from '@shared/document/ids';
import type { Preset } from '@shared/generation/job';
import { presetBitsPerSecond, presetSize } from '@shared/generation/localPreset';
import type { z } from 'zod';

/** A segment's content, without the address of the media, which changes each time the project is opened. */
export const segmentRequestSchema = segmentSpecSchema.omit({ mediaBase: true });
export type SegmentRequest = z.infer<typeof segmentRequestSchema>;

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

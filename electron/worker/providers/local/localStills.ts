import { poseAt } from '@shared/camera/poses';
import { buildShotPicture } from '@shared/compositor/buildShotPicture';
import { shotPictureSchema } from '@shared/compositor/shotPicture';
import { stillSides } from '@shared/compositor/stillSides';
import type { DocumentView } from '@shared/document/document';
import type { ShotId } from '@shared/document/ids';
import { shotInputsHash } from '@shared/generation/inputsHash';
import { localStillsModel } from '@shared/generation/stills/makesPictures';
import { planStills } from '@shared/generation/stills/planStills';
import {
  type LocalChoices,
  stillExtensions,
  stillFormats,
  stillSize,
} from '@shared/generation/stills/stillChoices';
import { stillPlace } from '@shared/generation/stills/stillPlace';
import { CodedError } from '@shared/rpc/result';
import { frames, lengthSchema } from '@shared/time/frames';
import { z } from 'zod';
import type { StillContent, StillStore } from '../../jobs/stillStore';
import type { ClipFacts, ClipPlan, ClipTask, CollectedClip, ReportProgress } from '../provider';

const side = z.int().min(stillSides.min).max(stillSides.max);

/** The shot as it was when it was asked for, and which of its frames become pictures. */
export const stillsRequestSchema = z.object({
  stills: z.object({
    picture: shotPictureSchema,
    /** In the shot's own time. */
    frames: z.array(z.int()).min(1).max(10_000),
    width: side,
    height: side,
    format: z.enum(stillFormats),
  }),
});

/** The pictures of one shot as a job. */
export function planLocalStills(document: DocumentView, shotId: ShotId, choices: LocalChoices): ClipPlan {
  const { frameSize } = document.project();
  const stills = planStills(document, shotId, choices);
  const picture = buildShotPicture(document, shotId, { ignoreTake: true });
  const size = stillSize(frameSize, choices);
  const placeAt = (frame: number) =>
    stillPlace({ pose: poseAt(picture, frame), restFocalMm: picture.restFocalMm }, frameSize, size);
  return {
    request: {
      stills: {
        picture,
        frames: stills.map(({ frame }) => frame),
        ...size,
        format: choices.format,
      },
    },
    parts: [
      {
        shotId,
        inputsHash: shotInputsHash(document, shotId),
        sourceInFrames: picture.sourceInFrames,
        lengthFrames: picture.lengthFrames,
        mediaInFrames: 0,
      },
    ],
    pictures: stills.map(({ part, boardId, frame }) => ({
      part,
      boardId,
      place: placeAt(frame) ?? undefined,
    })),
    model: localStillsModel,
    estimate: null,
  };
}

/** Paints the pictures of a job, one after another; those that are there already are kept. */
export async function paintStills(
  store: StillStore,
  task: ClipTask,
  report: ReportProgress,
  signal: AbortSignal,
): Promise<void> {
  const contents = contentsOf(task);
  const total = contents.length;
  for (const [index, content] of contents.entries()) {
    report(index, total, { words: total === 1 ? null : `Picture ${index + 1} of ${total}` });
    await store.ensure(content, signal);
  }
  report(total, total, { words: null });
}

/** @throws CodedError `internal` when a picture is no longer there */
export function collectStills(
  store: StillStore,
  exists: (path: string) => boolean,
  task: ClipTask,
): CollectedClip {
  const { stills } = stillsRequestSchema.parse(task.clip.request);
  const files = contentsOf(task).map((content) => ({ path: store.pathOf(content), facts: factsOf(content) }));
  const [first, ...others] = files;
  if (!first || files.some(({ path }) => !exists(path)))
    throw new CodedError('internal', 'A painted picture is no longer in the cache. Try again.');
  const { frames: at, width, height, format } = stills;
  return {
    ...first,
    others,
    takeRequest: { still: { frames: at, width, height, format }, settings: task.clip.settings },
    seed: null,
  };
}

function contentsOf({ clip }: ClipTask): StillContent[] {
  const { frames: at, picture, width, height, format } = stillsRequestSchema.parse(clip.request).stills;
  const lengthFrames = lengthSchema.parse(1);
  return at.map((frame) => ({
    picture: { ...picture, sourceInFrames: frames(frame), lengthFrames },
    width,
    height,
    format,
  }));
}

function factsOf({ width, height, format }: StillContent): ClipFacts {
  return {
    mimeType: `image/${format}`,
    extension: stillExtensions[format],
    content: { type: 'image', width, height, hasAlpha: false },
  };
}

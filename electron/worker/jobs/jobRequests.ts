import { isSameJson } from '@shared/document/diff';
import { boardIdSchema, dialogueLineIdSchema, shotIdSchema, takeIdSchema } from '@shared/document/ids';
import { inputPartsSchema, layerTransformSchema } from '@shared/document/records';
import type { Job, JobId, Preset } from '@shared/generation/job';
import { lipSyncProviderId, speechProviderId } from '@shared/generation/speechService';
import { pictureLandingSchema } from '@shared/generation/stills/landing';
import { makesPictures } from '@shared/generation/stills/makesPictures';
import { cutSettingsSchema } from '@shared/interchange/cutSettings';
import { sheetSettingsSchema } from '@shared/sheets/settings';
import { nanoid } from 'nanoid';
import { z } from 'zod';
import type { ClipRequest } from '../providers/provider';
import type { JobRow } from './jobTable';
import type { Progress } from './progress';

const clipRequestSchema: z.ZodType<ClipRequest> = z.object({
  request: z.json(),
  submissionId: z.string(),
  settings: z.json(),
  dialogueLineId: dialogueLineIdSchema.optional(),
  pictures: z
    .array(
      z.object({
        part: z.string(),
        boardId: boardIdSchema.nullable(),
        place: layerTransformSchema.optional(),
      }),
    )
    .optional(),
  landing: z
    .discriminatedUnion('as', [
      z.object({ as: pictureLandingSchema }),
      z.object({
        as: z.literal('folder'),
        path: z.string(),
        names: z.array(z.string()),
        mayReplace: z.boolean(),
      }),
    ])
    .optional(),
  parts: z
    .array(
      z.object({
        shotId: shotIdSchema,
        label: z.string(),
        takeId: takeIdSchema,
        inputsHash: z.string(),
        inputParts: inputPartsSchema.nullable().default(null),
        sourceInFrames: z.int(),
        lengthFrames: z.int().min(1),
        mediaInFrames: z.int().min(0),
      }),
    )
    .min(1),
});

/** As format 1 kept it: one shot, named by the row. */
const clipRequest1Schema = z.object({
  request: z.json(),
  inputsHash: z.string(),
  sourceInFrames: z.int(),
  lengthFrames: z.int().min(1),
  takeId: takeIdSchema,
});

/** What a clip job asks for. @throws ZodError when the row holds none (a job that is done) */
export function clipRequestOf({ id, request, shotIds, label }: JobRow): ClipRequest {
  const value: unknown = JSON.parse(request);
  const old = clipRequest1Schema.safeParse(value);
  const [shotId] = shotIds;
  if (!old.success || !shotId) return clipRequestSchema.parse(value);
  const { request: words, ...part } = old.data;
  return {
    request: words,
    submissionId: id,
    settings: null,
    parts: [{ ...part, inputParts: null, shotId, label, mediaInFrames: 0 }],
  };
}

/** `JobRow.request` of a film: where to, and which shots (null = all). */
export const filmRequestSchema = z.object({ path: z.string(), shotIds: z.array(shotIdSchema).nullable() });

/** `JobRow.model` of a storyboard: it stands in the queue as films do, and makes another file. */
export const sheetModel = 'sheets';

/** `JobRow.request` of a storyboard. */
export const sheetRequestSchema = filmRequestSchema.extend({ settings: sheetSettingsSchema });

/** `JobRow.model` of a timeline for an editing program. */
export const cutModel = 'timeline';

/** `JobRow.request` of a timeline. */
export const cutRequestSchema = filmRequestSchema.extend({ settings: cutSettingsSchema });

/** Whether two clip jobs ask the same of the same provider: the second would bring nothing new. */
export function isSameJob(a: JobRow, b: JobRow): boolean {
  if (a.provider !== b.provider || a.preset !== b.preset || !isSameJson(a.shotIds, b.shotIds)) return false;
  const wish = (row: JobRow) => {
    const { request, parts, landing } = clipRequestOf(row);
    return {
      request,
      landing: landing ?? null,
      parts: parts.map((part) => ({ ...part, takeId: null, label: null })),
    };
  };
  return isSameJson(wish(a), wish(b));
}

/** A queued job that is not in the table yet. */
export function newJobRow(type: JobRow['type'], provider: string, preset: Preset, nowMs: number): JobRow {
  return {
    id: `job_${nanoid()}` as JobId,
    type,
    state: 'queued',
    provider,
    model: '',
    preset,
    shotIds: [],
    label: '',
    request: 'null',
    rank: null,
    attempt: 0,
    leaseOwner: null,
    mayBeSent: false,
    tries: 0,
    waitReason: null,
    waitMessage: null,
    waitUntilMs: null,
    estimate: null,
    approvedAtMs: null,
    remoteId: null,
    framesTotal: 0,
    outputPath: null,
    errorCode: null,
    errorMessage: null,
    createdAtMs: nowMs,
    startedAtMs: null,
    endedAtMs: null,
  };
}

/** What the window and the command line see of a row. @param live of a job that is running now */
export function jobView(row: JobRow, live: Progress | undefined): Job {
  const isDone = row.state === 'done';
  return {
    id: row.id,
    type: typeOf(row),
    state: row.state,
    provider: row.provider,
    model: row.model,
    preset: row.preset,
    shotId: row.shotIds[0] ?? null,
    shotIds: row.shotIds,
    label: row.label,
    progress: isDone ? 1 : (live?.fraction ?? 0),
    framesDone: isDone ? row.framesTotal : Math.min(live?.framesDone ?? 0, row.framesTotal),
    framesTotal: row.framesTotal,
    secondsLeft: live?.secondsLeft ?? null,
    step: live?.words ?? null,
    attempt: row.attempt,
    wait:
      row.waitReason === null
        ? null
        : { reason: row.waitReason, message: row.waitMessage ?? '', untilMs: row.waitUntilMs },
    estimate: row.estimate,
    error: row.errorCode === null ? null : { code: row.errorCode, message: row.errorMessage ?? '' },
    createdAtMs: row.createdAtMs,
    startedAtMs: row.startedAtMs,
    endedAtMs: row.endedAtMs,
    outputName: row.outputPath === null ? null : row.label,
  };
}

/** What a job is to a person: what speaks and what moves lips runs as clips do, and brings something else. */
function typeOf({ type, provider, model }: JobRow): Job['type'] {
  if (provider === speechProviderId) return 'speech';
  if (provider === lipSyncProviderId) return 'lipSync';
  if (type === 'film' && model === sheetModel) return 'sheets';
  if (type === 'film' && model === cutModel) return 'timeline';
  return makesPictures(model) ? 'stills' : type;
}

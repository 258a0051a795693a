import { isSameJson } from '@shared/document/diff';
import { shotIdSchema, takeIdSchema } from '@shared/document/ids';
import type { Job, JobId, Preset } from '@shared/generation/job';
import { nanoid } from 'nanoid';
import { z } from 'zod';
import type { ClipRequest } from '../providers/provider';
import type { JobRow } from './jobTable';
import type { Progress } from './progress';

/** `JobRow.request` of a clip. */
export const clipRequestSchema: z.ZodType<ClipRequest> = z.object({
  request: z.json(),
  inputsHash: z.string(),
  sourceInFrames: z.int(),
  lengthFrames: z.int().min(1),
  takeId: takeIdSchema,
});

/** `JobRow.request` of a film: where to, and which shots (null = all). */
export const filmRequestSchema = z.object({ path: z.string(), shotIds: z.array(shotIdSchema).nullable() });

/** Whether two clip jobs ask the same of the same provider: the second would bring nothing new. */
export function isSameJob(a: JobRow, b: JobRow): boolean {
  if (a.shotId !== b.shotId || a.provider !== b.provider || a.preset !== b.preset) return false;
  const withoutTake = (row: JobRow) => ({
    ...clipRequestSchema.parse(JSON.parse(row.request)),
    takeId: null,
  });
  return isSameJson(withoutTake(a), withoutTake(b));
}

/** A queued job that is not in the table yet. */
export function newJobRow(type: JobRow['type'], provider: string, preset: Preset, nowMs: number): JobRow {
  return {
    id: `job_${nanoid()}` as JobId,
    type,
    state: 'queued',
    provider,
    preset,
    shotId: null,
    label: '',
    request: 'null',
    attempt: 0,
    leaseOwner: null,
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
    type: row.type,
    state: row.state,
    provider: row.provider,
    preset: row.preset,
    shotId: row.shotId,
    label: row.label,
    progress: isDone ? 1 : (live?.fraction ?? 0),
    framesDone: isDone ? row.framesTotal : Math.min(live?.framesDone ?? 0, row.framesTotal),
    framesTotal: row.framesTotal,
    secondsLeft: live?.secondsLeft ?? null,
    attempt: row.attempt,
    error: row.errorCode === null ? null : { code: row.errorCode, message: row.errorMessage ?? '' },
    createdAtMs: row.createdAtMs,
    startedAtMs: row.startedAtMs,
    endedAtMs: row.endedAtMs,
    outputName: row.outputPath === null ? null : row.label,
  };
}

import type { ShotId } from '@shared/document/ids';
import type { CutSettings } from '@shared/interchange/cutSettings';
import type { SheetSettings } from '@shared/sheets/settings';
import { lengthOfShots } from '@shared/shots/sequence';
import { checkCutTarget } from '../cuts/cutTarget';
import { planSheetJob } from '../sheets/sheetJob';
import { filmShots } from './filmPlan';
import { checkFilmTarget, checkSheetTarget } from './filmTarget';
import {
  cutModel,
  cutRequestSchema,
  filmRequestSchema,
  newJobRow,
  sheetModel,
  sheetRequestSchema,
} from './jobRequests';
import type { JobRow } from './jobTable';
import type { JobQueueOptions } from './queueOptions';

/** What is to go out, and where to. `shotIds` null = all. */
export interface FilmWish {
  readonly path: string;
  readonly shotIds: readonly ShotId[] | null;
}
export interface SheetWish extends FilmWish {
  readonly settings: SheetSettings;
}
export interface CutWish extends FilmWish {
  readonly settings: CutSettings;
}

type PlanOptions = Pick<JobQueueOptions, 'document' | 'now' | 'projectFolder'>;

/** @throws CodedError as checkFilmTarget and filmShots */
export async function planFilmRow(
  wish: FilmWish,
  { document, now, projectFolder }: PlanOptions,
): Promise<JobRow> {
  const framesTotal = lengthOfShots(filmShots(document, wish.shotIds));
  const row = newJobRow('film', 'local', 'full', now());
  const { path } = await checkFilmTarget(wish.path, row.id, projectFolder);
  return asking({ ...row, framesTotal }, { path, shotIds: wish.shotIds });
}

/** @throws CodedError as checkSheetTarget and planSheetJob */
export async function planSheetRow(
  wish: SheetWish,
  { document, now, projectFolder }: PlanOptions,
): Promise<JobRow> {
  const { panels } = planSheetJob(document, wish.shotIds, now());
  const row = { ...newJobRow('film', 'local', 'full', now()), model: sheetModel };
  const { path } = await checkSheetTarget(wish, row.id, projectFolder);
  return asking({ ...row, framesTotal: panels.length }, { ...wish, path });
}

/** @throws CodedError as checkCutTarget and filmShots */
export async function planCutRow(
  wish: CutWish,
  { document, now, projectFolder }: PlanOptions,
): Promise<JobRow> {
  const shots = filmShots(document, wish.shotIds);
  const row = { ...newJobRow('film', 'local', 'full', now()), model: cutModel };
  const { path } = await checkCutTarget(wish.path, wish.settings.format, row.id, projectFolder);
  return asking({ ...row, framesTotal: shots.length }, { ...wish, path });
}

/** A row of the above that is asked for once more, as the film is now. @throws as they do */
export async function fileRowAnew(
  { id, model, request }: JobRow,
  { document, now, projectFolder }: PlanOptions,
): Promise<Partial<JobRow>> {
  const value: unknown = JSON.parse(request);
  if (model === sheetModel) {
    const wish = sheetRequestSchema.parse(value);
    const { panels } = planSheetJob(document, wish.shotIds, now());
    await checkSheetTarget(wish, id, projectFolder);
    return { state: 'queued', framesTotal: panels.length };
  }
  const { path, shotIds } = filmRequestSchema.parse(value);
  const shots = filmShots(document, shotIds);
  if (model === cutModel) {
    await checkCutTarget(path, cutRequestSchema.parse(value).settings.format, id, projectFolder);
    return { state: 'queued', framesTotal: shots.length };
  }
  await checkFilmTarget(path, id, projectFolder);
  return { state: 'queued', framesTotal: lengthOfShots(shots) };
}

/** It is called as its file. */
function asking(row: JobRow, request: FilmWish): JobRow {
  return { ...row, request: JSON.stringify(request), label: request.path.split(/[\\/]/).at(-1) ?? '' };
}

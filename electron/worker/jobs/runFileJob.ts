import type { Media } from '@shared/document/records';
import type { RpcError } from '@shared/rpc/result';
import { runCut } from '../cuts/cutJob';
import { checkCutTarget } from '../cuts/cutTarget';
import { RetryableError } from '../providers/provider';
import { runSheets } from '../sheets/sheetJob';
import { runFilm } from './filmJob';
import { momentOf, planFilmInTurns } from './filmPlan';
import { checkFilmTarget, checkSheetTarget } from './filmTarget';
import { cutModel, cutRequestSchema, filmRequestSchema, sheetModel, sheetRequestSchema } from './jobRequests';
import type { JobRow } from './jobTable';
import type { Progress } from './progress';
import type { JobQueueOptions } from './queueOptions';

/** What a job that makes a file outside the project is run with. */
export interface FileJobRun {
  readonly row: JobRow;
  readonly options: JobQueueOptions;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  /** How much there is to do, in what the job counts in, once it is known. */
  readonly onTotal: (total: number) => void;
}

/**
 * Makes the file of a film, a storyboard or a timeline.
 * @returns where it lies
 * @throws CodedError as runFilm, runSheets, runCut; RetryableError where there is no renderer
 */
export function runFileJob(run: FileJobRun): Promise<string> {
  if (run.row.model === sheetModel) return sheets(run);
  return run.row.model === cutModel ? cut(run) : film(run);
}

async function film({ row, options, signal, onProgress, onTotal }: FileJobRun): Promise<string> {
  const { document, segments, joiner, projectFolder, mediaBase, now } = options;
  if (!joiner) throw noRenderer();
  const request = filmRequestSchema.parse(JSON.parse(row.request));
  const target = await checkFilmTarget(request.path, row.id, projectFolder);
  // Pictures and sound are of one moment of the document.
  const moment = momentOf(document);
  const plan = await planFilmInTurns(moment, request.shotIds);
  onTotal(plan.lengthFrames);
  const base = { document: moment, plan, target, segments, joiner, projectFolder, mediaBase: mediaBase() };
  await runFilm({ ...base, signal, now, onProgress });
  return target.path;
}

async function sheets({ row, options, signal, onProgress }: FileJobRun): Promise<string> {
  const { document, printer, projectFolder, now, emit } = options;
  if (!printer) throw noRenderer();
  const request = sheetRequestSchema.parse(JSON.parse(row.request));
  const { shotIds, settings } = request;
  const target = await checkSheetTarget(request, row.id, projectFolder);
  // Texts and pictures are of one moment of the document.
  const moment = momentOf(document);
  const order = { document: moment, shotIds, settings, target, signal, now, onProgress };
  const strangeLetters = await runSheets({ ...printer, ...order });
  if (strangeLetters !== '') emit('problem.raised', strangeLettersProblem(row.label, strangeLetters));
  return target.path;
}

async function cut({ row, options, signal, onProgress, onTotal }: FileJobRun): Promise<string> {
  const { document, printer, segments, projectFolder, pathOf, now, emit } = options;
  if (!printer) throw noRenderer();
  const { path, shotIds, settings } = cutRequestSchema.parse(JSON.parse(row.request));
  const target = await checkCutTarget(path, settings.format, row.id, projectFolder);
  const missing = await runCut({
    document: momentOf(document),
    shotIds,
    settings,
    target,
    pictures: printer.pictures,
    segments,
    pathOf,
    signal,
    now,
    onProgress,
    onTotal,
  });
  if (missing.length > 0) emit('problem.raised', missingProblem(row.label, missing));
  return target.path;
}

const noRenderer = () => new RetryableError('There is no renderer here.');

const lettersNamed = 20;

function strangeLettersProblem(fileName: string, strangeLetters: string): RpcError {
  const letters = [...strangeLetters];
  const named = letters.slice(0, lettersNamed).join(' ') + (letters.length > lettersNamed ? ' …' : '');
  const message = `"${fileName}" has letters that the fonts for paper do not have, printed as 〓: ${named}`;
  return { code: 'unsupported', message };
}

const mediaNamed = 5;

function missingProblem(fileName: string, missing: readonly Pick<Media, 'name'>[]): RpcError {
  const more = missing.length > mediaNamed ? ` and ${missing.length - mediaNamed} more` : '';
  const names = missing.slice(0, mediaNamed).map(({ name }) => `"${name}"`);
  return {
    code: 'notFound',
    message: `"${fileName}" is written, but media are missing, and its clips are offline: ${names.join(', ')}${more}.`,
  };
}

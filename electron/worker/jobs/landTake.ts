import { constants } from 'node:fs';
import { copyFile, link, mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { MediaId } from '@shared/document/ids';
import type { Media, Take } from '@shared/document/records';
import type { Cost } from '@shared/generation/cost';
import type { JobId } from '@shared/generation/job';
import { CodedError } from '@shared/rpc/result';
import { convertFrames, frames } from '@shared/time/frames';
import type { Rate } from '@shared/time/rate';
import { nanoid } from 'nanoid';
import { requireAtPlace } from '../database/projectPlace';
import type { CommandCall, DocumentPort } from '../documentPort';
import { fingerprintFile, moveIntoPlace, temporaryPath } from '../media/storeFile';
import type { ClipRequest, CollectedClip, ProviderDescription, TakePart } from '../providers/provider';
import { syncFolder } from '../syncFolder';
import { fileErrorOf } from './fileError';
import { inspectVideo } from './inspectVideo';

export interface Landing {
  readonly jobId: JobId;
  readonly preset: Take['preset'];
  readonly model: string;
  readonly clip: ClipRequest;
  readonly provider: ProviderDescription;
  readonly collected: CollectedClip;
  /** Of the whole job. */
  readonly cost: Cost | null;
}

/**
 * Brings a finished clip into the project: the file into media/ under its content's hash, then media and a take for
 * each shot as one edit outside the person's undo line. Safe to repeat: takes have their ids from the job, so each
 * arrives once. A clip that was paid for is kept among the media when all its shots are gone.
 * @throws CodedError `notFound` when the shots are gone; `diskFull`, `readOnly`
 */
export async function landTakes(
  landing: Landing,
  port: Pick<DocumentPort, 'document' | 'runCommands'>,
  projectFolder: string,
  nowMs: number,
  signal: AbortSignal,
): Promise<void> {
  const { document, runCommands } = port;
  const { clip, collected, provider } = landing;
  const isGone = clip.parts.every(({ shotId }) => !document.has('shot', shotId));
  if (isGone && !provider.isPaid) throw shotsGone(clip.parts);
  const store = (file: ResultFile) => storeFile(file, landing, document, projectFolder, nowMs, signal);
  const { media, isKnown } = await store(collected);
  if (isGone) {
    if (!isKnown) await runCommands([{ command: 'media.add', args: { media: [media] } }], { source: 'job' });
    throw new CodedError(
      'notFound',
      `${shotsGone(clip.parts).message} It was paid for, so it is kept in Media as "${media.name}".`,
    );
  }
  const calls: CommandCall[] = [];
  const arrive = (part: TakePart, span: Span, of: Media, isThere: boolean): void => {
    if (!document.has('shot', part.shotId) || document.has('take', part.takeId)) return;
    const take = takeOf(landing, part, span, of.id, nowMs);
    // The very clip the shot has already: it is shown again instead of standing in the list twice.
    const same = isThere
      ? document.childrenOf('take', part.shotId).find((other) => isSameTake(other, take))
      : undefined;
    calls.push(
      same
        ? { command: 'take.setActive', args: { shotId: part.shotId, takeId: same.id } }
        : { command: 'take.arrive', args: { media: of, take } },
    );
  };
  const spans = spansOf(clip.parts, collected, lengthOf(media, document.project().rate));
  for (const part of clip.parts) arrive(part, spans.get(part) ?? part, media, isKnown);
  if (calls.length > 0) await runCommands(calls, { source: 'job' });
}

type ResultFile = Pick<CollectedClip, 'path' | 'facts'>;

/** Puts a result into media/ under its content's hash; its record, which is not in the document yet unless it is known. */
export async function storeFile(
  file: ResultFile,
  landing: Landing,
  document: DocumentPort['document'],
  projectFolder: string,
  nowMs: number,
  signal: AbortSignal,
): Promise<{ readonly media: Media; readonly isKnown: boolean }> {
  const label = labelOf(landing.clip.parts);
  const { fingerprint } = await fingerprintFile(file.path, label, { signal, onProgress: () => undefined });
  const path = `media/${fingerprint.slice(0, 2)}/${fingerprint}.${file.facts?.extension ?? 'mp4'}`;
  await bringIntoPlace(file.path, join(projectFolder, path), join(projectFolder, 'media'));
  const known = document.list('media').find((media) => media.fingerprint === fingerprint);
  if (known) return { media: known, isKnown: true };
  const { rate } = document.project();
  const media = await mediaRecord(file, landing, rate, fingerprint, path, projectFolder, nowMs);
  return { media, isKnown: false };
}

type Span = Pick<TakePart, 'mediaInFrames' | 'lengthFrames'>;

/** Where each part lies in the file that came: never past its end, never empty. */
function spansOf(
  parts: readonly TakePart[],
  { mediaInFrames }: CollectedClip,
  fileFrames: number,
): ReadonlyMap<TakePart, Span> {
  const starts = parts.map((part, index) =>
    Math.min(mediaInFrames?.[index] ?? part.mediaInFrames, Math.max(0, fileFrames - 1)),
  );
  return new Map(
    parts.map((part, index) => {
      const start = starts[index] ?? 0;
      // Of several, each reaches to the next one: what was asked for beyond a shot's length serves as its handle.
      const end = parts.length > 1 ? (starts[index + 1] ?? fileFrames) : start + part.lengthFrames;
      return [part, { mediaInFrames: start, lengthFrames: Math.max(1, Math.min(end, fileFrames) - start) }];
    }),
  );
}

/** Frames of a media at the project's rate; a picture stands for as long as it is wanted. */
function lengthOf({ content }: Media, rate: Rate): number {
  if (content.type !== 'video') return Number.MAX_SAFE_INTEGER;
  return Math.max(1, convertFrames(content.frameCount, content.rate, rate));
}

/** @param ofSeveral how many takes share the price of the part */
export function takeOf(
  { jobId, clip, collected, cost, provider, model, preset }: Landing,
  part: TakePart,
  span: Span,
  mediaId: MediaId,
  nowMs: number,
  ofSeveral = 1,
): Take {
  // The price is the job's: each take has its share by length.
  const whole = clip.parts.reduce((sum, { lengthFrames }) => sum + lengthFrames, 0);
  const share = (value: number) =>
    Math.round(((value * part.lengthFrames) / (whole * ofSeveral)) * 1e6) / 1e6;
  return {
    kind: 'take',
    id: part.takeId,
    shotId: part.shotId,
    mediaId,
    createdAtMs: nowMs,
    provider: provider.id,
    model,
    preset,
    request: collected.takeRequest,
    seed: collected.seed,
    cost: cost && { amount: share(cost.amount), unit: cost.unit },
    inputsHash: part.inputsHash,
    inputParts: part.inputParts,
    sourceInFrames: frames(part.sourceInFrames),
    lengthFrames: frames(span.lengthFrames),
    mediaInFrames: frames(span.mediaInFrames),
    jobId,
    note: '',
  };
}

export function isSameTake(take: Take, other: Take): boolean {
  return (
    take.mediaId === other.mediaId &&
    take.provider === other.provider &&
    take.preset === other.preset &&
    take.inputsHash === other.inputsHash &&
    take.sourceInFrames === other.sourceInFrames &&
    take.lengthFrames === other.lengthFrames &&
    take.mediaInFrames === other.mediaInFrames
  );
}

/** "2C" or "2C-2F". */
export function labelOf(parts: readonly Pick<TakePart, 'label'>[]): string {
  const [first, last] = [parts[0]?.label ?? '', parts.at(-1)?.label ?? ''];
  return parts.length > 1 ? `${first}-${last}` : first;
}

export function shotsGone(parts: readonly TakePart[]): CodedError {
  const what = parts.length > 1 ? `Shots ${labelOf(parts)} were` : `Shot ${labelOf(parts)} was`;
  return new CodedError('notFound', `${what} deleted while its clip was being made.`);
}

async function mediaRecord(
  { facts }: ResultFile,
  { preset, clip }: Landing,
  rate: Rate,
  fingerprint: string,
  path: string,
  projectFolder: string,
  nowMs: number,
): Promise<Media> {
  const file = join(projectFolder, path);
  const { size } = await stat(file);
  const label = labelOf(clip.parts);
  const { mimeType, content } = facts ?? (await ownFacts(file, rate));
  return {
    kind: 'media',
    fingerprintOf: 'whole',
    id: `med_${nanoid()}` as MediaId,
    name: preset === 'draft' ? `${label} draft` : label,
    fingerprint,
    byteSize: size,
    mimeType,
    importedAtMs: nowMs,
    storage: { mode: 'copied', path },
    content,
  };
}

async function ownFacts(file: string, rate: Rate): Promise<Pick<Media, 'mimeType' | 'content'>> {
  const { width, height, frameCount, codecName, codec } = await inspectVideo(file);
  return {
    mimeType: 'video/mp4',
    content: {
      type: 'video',
      width,
      height,
      rate,
      frameCount,
      codec: codecName ?? codec ?? '',
      sound: null,
    },
  };
}

/** Links the file to its place, or copies it where links do not work; whole under its name, or not there. */
async function bringIntoPlace(from: string, to: string, mediaFolder: string): Promise<void> {
  const temporary = temporaryPath(mediaFolder);
  try {
    requireAtPlace(mediaFolder);
    await mkdir(mediaFolder, { recursive: true });
    await link(from, temporary).catch(() => copyFile(from, temporary, constants.COPYFILE_FICLONE));
    const handle = await open(temporary, 'r+');
    await handle.sync();
    await handle.close();
    await moveIntoPlace(temporary, to);
    // Renaming a link onto another link of the same file leaves both: POSIX.
    await rm(temporary, { force: true });
    await syncFolder(dirname(to));
  } catch (error) {
    await rm(temporary, { force: true });
    throw fileErrorOf(error, to);
  }
}

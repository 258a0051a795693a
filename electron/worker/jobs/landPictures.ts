import { createHash } from 'node:crypto';
import type { BoardId, LayerId, TakeId } from '@shared/document/ids';
import type { Media, Take } from '@shared/document/records';
import { CodedError } from '@shared/rpc/result';
import type { CommandCall, DocumentPort } from '../documentPort';
import type { ClipFacts, CollectedClip, PicturePart, TakePart } from '../providers/provider';
import { isSameTake, type Landing, labelOf, shotsGone, storeFile, takeOf } from './landTake';
import { checkPictureFolder, putPicture } from './pictureFolder';

interface PictureFile {
  readonly path: string;
  readonly facts: ClipFacts;
}

/** Whether what came is pictures. */
export function isOfPictures({ facts }: CollectedClip): boolean {
  return facts?.content.type === 'image';
}

/**
 * Brings the pictures of a job to where they were asked for, all or none as far as the document goes, as one edit outside the person's undo line. Safe to
 * repeat: takes and layers have their ids from the job, and files are known by their content. What was paid for is kept among the media when
 * its shot is gone.
 * @throws CodedError `notFound` when the shot is gone; `diskFull`, `readOnly`, and as checkPictureFolder
 */
export async function landPictures(
  landing: Landing,
  { document, runCommands }: Pick<DocumentPort, 'document' | 'runCommands'>,
  projectFolder: string,
  nowMs: number,
  signal: AbortSignal,
): Promise<void> {
  const { clip, collected, provider } = landing;
  const files = [collected, ...(collected.others ?? [])] as readonly PictureFile[];
  const go = clip.landing ?? { as: 'take' };
  if (go.as === 'folder') {
    const folder = await checkPictureFolder(go.path, projectFolder);
    for (const [index, { path: from }] of files.entries()) {
      const name = go.names[index];
      if (name !== undefined) await putPicture(folder, { from, name }, go.mayReplace, signal);
    }
    return;
  }
  const [part] = clip.parts;
  if (!part) return;
  const isGone = clip.parts.every(({ shotId }) => !document.has('shot', shotId));
  if (isGone && !provider.isPaid) throw shotsGone(clip.parts);
  const stored = await storeAll(files, landing, document, projectFolder, nowMs, signal);
  const fresh = [...new Map(stored.map(({ media }) => [media.id, media])).values()].filter(
    ({ id }) => !document.has('media', id),
  );
  const calls: CommandCall[] = fresh.length === 0 ? [] : [{ command: 'media.add', args: { media: fresh } }];
  if (!isGone && go.as === 'take') calls.push(...takeCalls(landing, document, stored, nowMs));
  if (!isGone && go.as === 'layer') calls.push(...layerCalls(part, document, stored));
  if (calls.length > 0) await runCommands(calls, { source: 'job' });
  if (isGone) {
    throw new CodedError(
      'notFound',
      `${shotsGone(clip.parts).message} It was paid for, so it is kept in Media as "${stored[0]?.media.name}".`,
    );
  }
}

interface StoredPicture {
  readonly media: Media;
  readonly isKnown: boolean;
  readonly picture: PicturePart;
}

async function storeAll(
  files: readonly PictureFile[],
  landing: Landing,
  document: DocumentPort['document'],
  projectFolder: string,
  nowMs: number,
  signal: AbortSignal,
): Promise<StoredPicture[]> {
  const stored: StoredPicture[] = [];
  /** Two of the same job may be one picture, as boards without a change are. */
  const byFingerprint = new Map<string, Media>();
  for (const [index, file] of files.entries()) {
    const { media, isKnown } = await storeFile(file, landing, document, projectFolder, nowMs, signal);
    const picture = landing.clip.pictures?.[index] ?? {
      part: files.length > 1 ? `picture ${index + 1}` : '',
      boardId: null,
    };
    const name = [labelOf(landing.clip.parts), picture.part].filter((word) => word !== '').join(' ');
    const own = byFingerprint.get(media.fingerprint) ?? (isKnown ? media : { ...media, name });
    byFingerprint.set(media.fingerprint, own);
    stored.push({ media: own, isKnown, picture });
  }
  return stored;
}

/** A take for each picture; the first one shows. Each bears its share of the price. */
function takeCalls(
  landing: Landing,
  document: DocumentPort['document'],
  stored: readonly StoredPicture[],
  nowMs: number,
): CommandCall[] {
  const count = new Set(stored.map(({ media }) => media.id)).size;
  return landing.clip.parts.flatMap((part) => {
    if (!document.has('shot', part.shotId)) return [];
    const calls: CommandCall[] = [];
    let shown: TakeId | undefined;
    const used = new Set<string>();
    for (const [index, { media, isKnown }] of stored.entries()) {
      if (used.has(media.id)) continue;
      used.add(media.id);
      const takeId = index === 0 ? part.takeId : furtherId(part.takeId, index);
      const whole = { mediaInFrames: 0, lengthFrames: part.lengthFrames };
      // Takes are numbered by when they came: a millisecond apart they keep their order.
      const made: Take = { ...takeOf(landing, part, whole, media.id, nowMs + index, count), id: takeId };
      // The very picture the shot has already: it is shown again instead of standing in the list twice.
      const same = isKnown
        ? document.childrenOf('take', part.shotId).find((other) => isSameTake(other, made))
        : undefined;
      shown ??= same?.id ?? takeId;
      if (!same && !document.has('take', takeId))
        calls.push({ command: 'take.arrive', args: { media, take: made } });
    }
    if (shown !== undefined)
      calls.push({ command: 'take.setActive', args: { shotId: part.shotId, takeId: shown } });
    return calls;
  });
}

function layerCalls(
  { shotId, takeId }: TakePart,
  document: DocumentPort['document'],
  stored: readonly StoredPicture[],
): CommandCall[] {
  return stored.flatMap(({ media, picture }, index) => {
    const layerId = layerIdOf(takeId, index);
    if (document.has('layer', layerId)) return [];
    const boardId = boardOf(document, picture.boardId);
    const { place } = picture;
    return [{ command: 'layer.arrive', args: { layerId, shotId, mediaId: media.id, boardId, place } }];
  });
}

/** A board may be gone by now; then it is a layer of the whole shot. */
const boardOf = (document: DocumentPort['document'], boardId: BoardId | null): BoardId | null =>
  boardId !== null && document.has('board', boardId) ? boardId : null;

const hashOf = (takeId: TakeId, index: number): string =>
  createHash('sha256').update(`${takeId} ${index}`).digest('hex').slice(0, 24);

/** The same at every attempt. */
const furtherId = (takeId: TakeId, index: number): TakeId => `tak_${hashOf(takeId, index - 1)}` as TakeId;
export const layerIdOf = (takeId: TakeId, index: number): LayerId =>
  `lay_${hashOf(takeId, index)}` as LayerId;

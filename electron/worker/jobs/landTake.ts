import { constants } from 'node:fs';
import { copyFile, link, mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { MediaId, ShotId } from '@shared/document/ids';
import type { Media, Take } from '@shared/document/records';
import { CodedError } from '@shared/rpc/result';
import { frames } from '@shared/time/frames';
import { nanoid } from 'nanoid';
import type { DocumentPort } from '../documentPort';
import { fingerprintFile, moveIntoPlace, temporaryPath } from '../media/storeFile';
import type { ClipRequest, CollectedClip, ProviderDescription } from '../providers/provider';
import { fileErrorOf } from './fileError';
import { inspectVideo } from './inspectVideo';
import { syncFolder } from './segmentStore';

export interface Landing {
  readonly shotId: ShotId;
  /** "2C": names the media. */
  readonly label: string;
  readonly preset: Take['preset'];
  readonly clip: ClipRequest;
  readonly provider: ProviderDescription;
  readonly collected: CollectedClip;
}

/**
 * Brings a finished clip into the project: the file into media/ under its content's hash, then media and take as one
 * edit outside the person's undo line. Safe to repeat: the take's id is the job's, so it arrives once.
 * @throws CodedError `notFound` when the shot is gone; `diskFull`, `readOnly`
 */
export async function landTake(
  landing: Landing,
  { document, runCommand }: Pick<DocumentPort, 'document' | 'runCommand'>,
  projectFolder: string,
  nowMs: number,
  signal: AbortSignal,
): Promise<void> {
  const { clip, collected, provider, shotId, label, preset } = landing;
  if (document.has('take', clip.takeId)) return;
  if (!document.has('shot', shotId)) {
    throw new CodedError('notFound', `Shot ${label} was deleted while its clip was being made.`);
  }
  const { fingerprint } = await fingerprintFile(collected.path, label, {
    signal,
    onProgress: () => undefined,
  });
  const path = `media/${fingerprint.slice(0, 2)}/${fingerprint}.mp4`;
  await bringIntoPlace(collected.path, join(projectFolder, path), join(projectFolder, 'media'));
  const known = document.list('media').find((media) => media.fingerprint === fingerprint);
  // The very clip the shot has already: it is shown again instead of standing in the list twice.
  const same =
    known && document.childrenOf('take', shotId).find((take) => isSameTake(take, known.id, landing));
  if (same) {
    await runCommand('take.setActive', { shotId, takeId: same.id }, { source: 'job' });
    return;
  }
  const media =
    known ?? (await mediaRecord(landing, document.project().rate, fingerprint, path, projectFolder, nowMs));
  const take: Take = {
    kind: 'take',
    mediaInFrames: frames(0),
    jobId: null,
    note: '',
    id: clip.takeId,
    shotId,
    mediaId: media.id,
    createdAtMs: nowMs,
    provider: provider.id,
    model: provider.model,
    preset,
    request: collected.takeRequest,
    seed: collected.seed,
    cost: collected.cost,
    inputsHash: clip.inputsHash,
    sourceInFrames: frames(clip.sourceInFrames),
    lengthFrames: frames(clip.lengthFrames),
  };
  await runCommand('take.arrive', { media, take }, { source: 'job' });
}

function isSameTake(take: Take, mediaId: MediaId, { clip, provider, preset }: Landing): boolean {
  return (
    take.mediaId === mediaId &&
    take.provider === provider.id &&
    take.preset === preset &&
    take.inputsHash === clip.inputsHash &&
    take.sourceInFrames === clip.sourceInFrames &&
    take.lengthFrames === clip.lengthFrames
  );
}

async function mediaRecord(
  { label, preset }: Landing,
  rate: Extract<Media['content'], { type: 'video' }>['rate'],
  fingerprint: string,
  path: string,
  projectFolder: string,
  nowMs: number,
): Promise<Media> {
  const file = join(projectFolder, path);
  const [facts, { size }] = await Promise.all([inspectVideo(file), stat(file)]);
  return {
    kind: 'media',
    fingerprintOf: 'whole',
    id: `med_${nanoid()}` as MediaId,
    name: preset === 'draft' ? `${label} draft` : label,
    fingerprint,
    byteSize: size,
    mimeType: 'video/mp4',
    importedAtMs: nowMs,
    storage: { mode: 'copied', path },
    content: {
      type: 'video',
      width: facts.width,
      height: facts.height,
      rate,
      frameCount: facts.frameCount,
      codec: facts.codecName ?? facts.codec ?? '',
      sound: null,
    },
  };
}

/** Links the file to its place, or copies it where links do not work; whole under its name, or not there. */
async function bringIntoPlace(from: string, to: string, mediaFolder: string): Promise<void> {
  const temporary = temporaryPath(mediaFolder);
  try {
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

import { basename, dirname } from 'node:path';
import { CodedError } from '@shared/rpc/result';
import { decodeText } from '@shared/script/decodeText';
import { readScript } from '@shared/script/readScript';
import { maxScriptBytes, type Screenplay } from '@shared/script/screenplay';
import { ScriptError } from '@shared/script/scriptError';
import { BoardFileError, maxBoardFileBytes, readBoardFile } from '@shared/storyboarder/boardFile';
import { isFolderOf, readSceneFolder, readSceneNumber } from '@shared/storyboarder/sceneFolder';
import { readAtMost } from '../../readAtMost';
import { sourceErrorOf } from '../sourceError';
import { type LackingFile, type PlacedBoard, placeBoards } from './boardFiles';
import type { FoundStoryboards } from './findStoryboards';

/** A scene with its boards. */
interface ReadScene {
  readonly heading: string;
  /** In the screenplay, from 0; null = it is not in it. */
  readonly scriptIndex: number | null;
  readonly boards: readonly PlacedBoard[];
}

/** What a project, or single scenes, hold. */
export interface ReadStoryboards {
  readonly screenplay: Screenplay | null;
  readonly rate: ReturnType<typeof readBoardFile>['rate'];
  readonly aspect: number | null;
  readonly scenes: readonly ReadScene[];
  readonly lacking: readonly LackingFile[];
}

/** Reads scenes in the order of the script, those that are not in it last. What cannot be read is told. */
export async function readStoryboards(
  found: FoundStoryboards,
  signal: AbortSignal,
): Promise<ReadStoryboards> {
  const lacking: LackingFile[] = found.others.map((path) => {
    const name = basename(path);
    const message = `"${name}" was left out: a storyboard is imported by itself.`;
    return { name, error: new CodedError('refused', message) };
  });
  const screenplay = await readBesideScript(found.scripts, lacking);
  const scenes: ReadScene[] = [];
  let rate: ReadStoryboards['rate'] = null;
  let aspect: number | null = null;
  for (const path of found.scenes) {
    if (signal.aborted) break;
    const name = basename(path);
    try {
      const file = readBoardFile(decodeText(await readBytes(path, maxBoardFileBytes)).text);
      const placed = await placeBoards(path, file);
      lacking.push(...placed.lacking);
      for (const number of file.unreadable) {
        const message = `Board ${number} of "${name}" cannot be read and was left out.`;
        lacking.push({ name, error: new CodedError('unreadable', message) });
      }
      rate ??= file.rate;
      aspect ??= file.aspect;
      scenes.push({ ...sceneOf(path, screenplay), boards: placed.boards });
    } catch (error) {
      lacking.push({ name, error: sceneError(error, name) });
    }
  }
  const place = ({ scriptIndex }: ReadScene): number => scriptIndex ?? Number.POSITIVE_INFINITY;
  const inOrder = scenes.sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
  return { screenplay: withPlainNumbers(screenplay), rate, aspect, scenes: inOrder, lacking };
}

function sceneError(error: unknown, name: string): CodedError {
  if (error instanceof BoardFileError)
    return new CodedError('unreadable', `"${name}" cannot be taken as a storyboard. ${error.message}`);
  return sourceErrorOf(error, name);
}

/** A single scene is called as its file, one of a project as the script or its folder has it. */
function sceneOf(path: string, screenplay: Screenplay | null): Omit<ReadScene, 'boards'> {
  const folder = basename(dirname(path));
  const { number, heading } = readSceneFolder(folder);
  const scriptIndex = screenplay ? placeInScript(screenplay, folder) : null;
  const ownName = basename(path).replace(/\.storyboarder$/i, '');
  return { heading: (number === null ? ownName : heading).normalize('NFC').slice(0, 400), scriptIndex };
}

function placeInScript({ scenes }: Screenplay, folder: string): number | null {
  let headings = -1;
  const index = scenes.findIndex(({ number, heading }) => {
    if (heading !== '') headings += 1;
    return heading !== '' && isFolderOf(folder, number, headings);
  });
  return index < 0 ? null : index;
}

const withPlainNumbers = (screenplay: Screenplay | null): Screenplay | null =>
  screenplay && {
    ...screenplay,
    scenes: screenplay.scenes.map((scene) => ({
      ...scene,
      number: scene.number === null ? null : readSceneNumber(scene.number).number,
    })),
  };

/** Which of several is the film's own cannot be told. */
async function readBesideScript(
  paths: readonly string[],
  lacking: LackingFile[],
): Promise<Screenplay | null> {
  const [path] = paths;
  if (path === undefined) return null;
  const name = basename(path);
  if (paths.length > 1) {
    const message = `There are ${paths.length} screenplays beside the storyboards, so none was taken. Import the right one by File › Import Script.`;
    lacking.push({ name, error: new CodedError('refused', message) });
    return null;
  }
  try {
    return readScript(await readBytes(path, maxScriptBytes), name).screenplay;
  } catch (error) {
    const isOurs = error instanceof ScriptError;
    lacking.push({
      name,
      error: isOurs
        ? new CodedError('unreadable', `"${name}" cannot be taken as a screenplay. ${error.message}`)
        : sourceErrorOf(error, name),
    });
    return null;
  }
}

/** @throws CodedError `tooLarge`, `unsupported`; errors of the file system */
async function readBytes(path: string, maxBytes: number): Promise<Uint8Array> {
  const bytes = await readAtMost(path, maxBytes);
  if (!bytes)
    throw new CodedError('tooLarge', `"${basename(path)}" is larger than any storyboard: it was not read.`);
  return bytes;
}

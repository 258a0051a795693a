import { basename } from 'node:path';
import type { DocumentView } from '@shared/document/document';
import type { MediaId } from '@shared/document/ids';
import type { Media } from '@shared/document/records';
import {
  type Confidence,
  type FileMatch,
  isSameTime,
  matchFiles,
  movedPath,
  moveOf,
  nameKey,
  type WantedFile,
  wantedNames,
} from '@shared/media/relinkMatching';
import { CodedError } from '@shared/rpc/result';
import { nanoid } from 'nanoid';
import type { MachineFiles } from './machineFiles';
import type { MediaPlaces } from './mediaPlaces';
import type { MediaThreads } from './mediaThreads';
import { sourceErrorOf } from './sourceError';
import { type FileFacts, isFacts } from './thread/fileFacts.ts';
import type { FingerprintOf } from './thread/fingerprint.ts';

export interface SearchEnvironment {
  readonly document: DocumentView;
  readonly places: MediaPlaces;
  readonly machine: MachineFiles;
  readonly threads: MediaThreads;
  readonly signal: AbortSignal;
  /** `total` 0 = looking through folders: `done` files were seen. */
  readonly onProgress: (done: number, total: number, name: string) => void;
}

/** A file that may be that of a media. */
export interface ProposedMatch {
  readonly matchId: string;
  readonly mediaId: MediaId;
  readonly path: string;
  readonly facts: FileFacts;
  readonly confidence: Confidence;
}

export interface SearchResult {
  readonly matches: readonly ProposedMatch[];
  readonly filesSeen: number;
  readonly isCut: boolean;
}

/** Files of fitting names and sizes that are compared. */
const filesCompared = 200_000;
/**
 * A copy is read through when it is put back, and compared then: beyond this it is not read before for its name and size
 * alone.
 */
const readForNameBytes = 256 * 1024 * 1024;

interface OpenFile {
  readonly path: string;
  readonly facts: FileFacts;
  readonly prints: { whole?: string; samples?: string };
}

/**
 * Looks for the files of media below a folder: by size first, then by what is known of this machine's files, and reads
 * only what is left.
 * @throws CodedError `cancelled`, `notFound`, `unreadable` (the folder)
 */
export async function searchFolder(
  folder: string,
  media: readonly Media[],
  environment: SearchEnvironment,
): Promise<SearchResult> {
  const { threads, signal, onProgress } = environment;
  const wanted = media.map((each) => wantedFile(each, environment.places));
  const sizes = [...new Set(wanted.map(({ byteSize }) => byteSize))];
  const names = [...new Set(wanted.flatMap(wantedNames))];
  const name = basename(folder) || folder;
  const tree = await threads.run(
    { kind: 'tree', folder, limit: filesCompared, wanted: { sizes, names }, skipEndings: [] },
    { name, signal, timeoutMs: 300_000, onProgress: (seen) => onProgress(seen, 0, name) },
  );
  const [failure] = tree.failures;
  if (failure?.path === folder)
    throw sourceErrorOf(Object.assign(new Error(failure.errno), { code: failure.errno }), name);
  const files = tree.files.map(({ path, facts }): OpenFile => ({ path, facts, prints: {} }));
  const matches = await match(wanted, files, environment);
  return { matches, filesSeen: tree.filesSeen, isCut: tree.isCut };
}

/**
 * The file that a person says is that of a media, and those of others that moved as it did.
 * @throws CodedError `notFound`, `unreadable`
 */
export async function locateFile(
  path: string,
  chosen: Media,
  others: readonly Media[],
  environment: SearchEnvironment,
): Promise<SearchResult> {
  const { places, threads, signal } = environment;
  const wanted = wantedFile(chosen, places);
  const [facts] = await factsAt([path], environment);
  if (!facts) throw new CodedError('notFound', `"${basename(path)}" cannot be read.`);
  const file: OpenFile = { path, facts, prints: {} };
  if (facts.byteSize === wanted.byteSize) await readPrint(file, wanted.fingerprintOf, environment);
  const isSame = file.prints[wanted.fingerprintOf] === wanted.fingerprint;
  const own = proposal({ mediaId: chosen.id, path, confidence: isSame ? 'same' : 'different' }, facts);

  const move = moveOf(wanted.path, path);
  if (!move) return { matches: [own], filesSeen: 1, isCut: false };
  const neighbours = others.flatMap((media) => {
    const neighbour = wantedFile(media, places);
    const moved = movedPath(neighbour.path, move);
    return moved === null || moved === path ? [] : [{ neighbour, moved }];
  });
  const paths = [...new Set(neighbours.map(({ moved }) => moved))];
  const found =
    paths.length > 0 ? await threads.run({ kind: 'facts', paths }, { name: 'media', signal }) : [];
  const files = paths.flatMap((moved, index): OpenFile[] => {
    const there = found[index];
    return isFacts(there) ? [{ path: moved, facts: there, prints: {} }] : [];
  });
  const byPath = new Map(files.map((each) => [each.path, each]));
  // Each is proposed the file at its own new place, and no other.
  const matches: ProposedMatch[] = [own];
  for (const { neighbour, moved } of neighbours) {
    const there = byPath.get(moved);
    if (there) matches.push(...(await match([neighbour], [there], environment)));
  }
  return { matches, filesSeen: 1 + paths.length, isCut: false };
}

/** What is looked for: a media's file as it was when it was there. */
function wantedFile(media: Media, places: MediaPlaces): WantedFile {
  const { id, name, byteSize, fingerprint, fingerprintOf, storage } = media;
  const isCopied = storage.mode === 'copied';
  return {
    mediaId: id,
    path: isCopied ? name : (places.pathOf(media) ?? storage.path),
    name,
    byteSize,
    fingerprint,
    fingerprintOf,
    modifiedAtMs: isCopied ? null : storage.modifiedAtMs,
  };
}

async function match(
  wanted: readonly WantedFile[],
  files: readonly OpenFile[],
  environment: SearchEnvironment,
): Promise<ProposedMatch[]> {
  recallPrints(wanted, files, environment.machine);
  await readWhatIsNeeded(wanted, files, environment);
  const byPath = new Map(files.map((file) => [file.path, file.facts]));
  const found = files.map(({ path, facts, prints }) => ({
    path,
    byteSize: facts.byteSize,
    modifiedAtMs: facts.modifiedAtMs,
    fingerprints: prints,
  }));
  return matchFiles(wanted, found).map((each) => proposal(each, byPath.get(each.path) as FileFacts));
}

function proposal({ mediaId, path, confidence }: FileMatch, facts: FileFacts): ProposedMatch {
  return { matchId: nanoid(), mediaId: mediaId as MediaId, path, facts, confidence };
}

/** What was read before, and stands as it stood: a file that was moved on its disk is still itself. */
function recallPrints(
  wanted: readonly WantedFile[],
  files: readonly OpenFile[],
  machine: MachineFiles,
): void {
  const sizes = new Set(wanted.map(({ byteSize }) => byteSize));
  for (const { facts, prints } of files) {
    if (!sizes.has(facts.byteSize)) continue;
    for (const kind of ['whole', 'samples'] as const) {
      const known = machine.recall(facts, kind)?.fingerprint;
      if (known !== undefined) prints[kind] = known;
    }
  }
}

/**
 * Reads files of the right size until each media is found or all of its size are read: first those of its name. One of
 * its name, size and time is taken for it without being read.
 */
async function readWhatIsNeeded(
  wanted: readonly WantedFile[],
  files: readonly OpenFile[],
  environment: SearchEnvironment,
): Promise<void> {
  const bySize = new Map<number, OpenFile[]>();
  for (const file of files) {
    const group = bySize.get(file.facts.byteSize);
    if (group) group.push(file);
    else bySize.set(file.facts.byteSize, [file]);
  }
  let done = 0;
  const isFound = (media: WantedFile, file: OpenFile): boolean =>
    file.prints[media.fingerprintOf] === media.fingerprint;
  const read = async (file: OpenFile, of: FingerprintOf): Promise<void> => {
    if (file.prints[of] === undefined) await readPrint(file, of, environment);
  };
  for (const media of wanted) {
    done += 1;
    environment.onProgress(done, wanted.length, media.name);
    const candidates = bySize.get(media.byteSize) ?? [];
    if (candidates.some((file) => isFound(media, file))) continue;
    const names = new Set(wantedNames(media));
    const named = candidates.filter(({ path }) => names.has(nameKey(basename(path))));
    if (named.some(({ facts }) => isSameTime(media.modifiedAtMs, facts.modifiedAtMs))) continue;
    const isLong = media.fingerprintOf === 'whole' && media.byteSize > readForNameBytes;
    if (isLong && named.length > 0) continue;
    for (const file of [...named, ...candidates]) {
      await read(file, media.fingerprintOf);
      if (isFound(media, file)) break;
    }
  }
}

/** A file that cannot be read is no match. @throws CodedError `cancelled` */
async function readPrint(
  file: OpenFile,
  of: FingerprintOf,
  { threads, machine, signal }: SearchEnvironment,
): Promise<void> {
  const options = { name: basename(file.path), signal };
  try {
    const { fingerprint, facts } = await threads.run({ kind: 'fingerprint', path: file.path, of }, options);
    file.prints[of] = fingerprint;
    machine.remember([{ facts, of, fingerprint, look: null }]);
  } catch (error) {
    if (signal.aborted) throw error;
  }
}

async function factsAt(
  paths: readonly string[],
  { threads, signal }: SearchEnvironment,
): Promise<(FileFacts | undefined)[]> {
  const found = await threads.run({ kind: 'facts', paths }, { name: 'media', signal });
  return found.map((each) => (isFacts(each) ? each : undefined));
}

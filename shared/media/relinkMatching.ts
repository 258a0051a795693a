import { fileNameOf } from './fileName';

/** A media whose file is to be found. */
export interface WantedFile {
  readonly mediaId: string;
  /** As it was when it was there: whole path or below its media folder, either kind of slash. */
  readonly path: string;
  /** The media's name in the project; a copied file bears no other. */
  readonly name: string;
  readonly byteSize: number;
  readonly fingerprint: string;
  readonly fingerprintOf: 'whole' | 'samples';
  /** null = not known. */
  readonly modifiedAtMs: number | null;
}

/** A file that was found. */
export interface FoundFile {
  readonly path: string;
  readonly byteSize: number;
  readonly modifiedAtMs: number;
  /** As far as it has been read. */
  readonly fingerprints: { readonly whole?: string | undefined; readonly samples?: string | undefined };
}

/**
 * `same`: its content says so. `likely`: name, size and time of writing agree, and nobody has read it. `different`: it has
 * the name, and is another file.
 */
export type Confidence = 'same' | 'likely' | 'different';

export interface FileMatch {
  readonly mediaId: string;
  readonly path: string;
  readonly confidence: Confidence;
}

/** Cards of cameras keep times in steps of two seconds. */
const sameTimeMs = 2_000;

/** As names are compared: file systems write accents in two ways, and most do not mind capitals. */
export const nameKey = (name: string): string => name.normalize('NFC').toLowerCase();

/** The names by which a media's file may be found, compared. */
export function wantedNames({ path, name }: Pick<WantedFile, 'path' | 'name'>): readonly string[] {
  return [...new Set([nameKey(fileNameOf(path)), nameKey(name)])];
}

/** Whether two media or files were written at one time, as far as their disks can tell. */
export function isSameTime(a: number | null, b: number | null): boolean {
  return a !== null && b !== null && Math.abs(a - b) <= sameTimeMs;
}

/**
 * For each media the one file that fits best, if any. A file that is certainly one media is not proposed as another of the
 * same name. The order of the files does not matter.
 */
export function matchFiles(wanted: readonly WantedFile[], found: readonly FoundFile[]): FileMatch[] {
  const files = found.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const byPrint = groupBy(files, ({ fingerprints }) =>
    [
      fingerprints.whole && `whole ${fingerprints.whole}`,
      fingerprints.samples && `samples ${fingerprints.samples}`,
    ].filter((key) => key !== undefined && key !== ''),
  );
  const byName = groupBy(files, ({ path }) => [nameKey(fileNameOf(path))]);
  const matches = new Map<string, FileMatch>();
  const taken = new Set<string>();
  const take = (media: WantedFile, file: FoundFile, confidence: Confidence): void => {
    matches.set(media.mediaId, { mediaId: media.mediaId, path: file.path, confidence });
    taken.add(file.path);
  };
  for (const media of wanted) {
    const same = best(media, byPrint.get(`${media.fingerprintOf} ${media.fingerprint}`) ?? []);
    if (same) take(media, same, 'same');
  }
  const named = (media: WantedFile): FoundFile[] =>
    wantedNames(media)
      .flatMap((name) => byName.get(name) ?? [])
      .filter(({ path }) => !taken.has(path));
  for (const media of wanted) {
    if (matches.has(media.mediaId)) continue;
    const likely = best(
      media,
      named(media).filter((file) => isLikely(media, file)),
    );
    if (likely) take(media, likely, 'likely');
  }
  for (const media of wanted) {
    if (matches.has(media.mediaId)) continue;
    const other = best(media, named(media));
    // Two media of one name: the one whose path fits better is asked about first; both may look at it.
    if (other)
      matches.set(media.mediaId, { mediaId: media.mediaId, path: other.path, confidence: 'different' });
  }
  return wanted.flatMap(({ mediaId }) => matches.get(mediaId) ?? []);
}

function isLikely(media: WantedFile, file: FoundFile): boolean {
  if (file.byteSize !== media.byteSize) return false;
  // It was read, and is not the one.
  if (file.fingerprints[media.fingerprintOf] !== undefined) return false;
  return media.modifiedAtMs === null || isSameTime(media.modifiedAtMs, file.modifiedAtMs);
}

/** The file whose path is most like the media's: as many of the last folders as possible, then size, time and order. */
function best(media: WantedFile, files: readonly FoundFile[]): FoundFile | undefined {
  let chosen: FoundFile | undefined;
  let score: readonly number[] = [];
  for (const file of files) {
    const own = [
      sharedEnd(media.path, file.path),
      -Math.abs(file.byteSize - media.byteSize),
      isSameTime(media.modifiedAtMs, file.modifiedAtMs) ? 1 : 0,
    ];
    if (!chosen || isGreater(own, score)) [chosen, score] = [file, own];
  }
  return chosen;
}

function isGreater(a: readonly number[], b: readonly number[]): boolean {
  for (const [index, value] of a.entries()) {
    const other = b[index] ?? 0;
    if (value !== other) return value > other;
  }
  return false;
}

const partsOf = (path: string): string[] => path.split(/[\\/]/).filter((part) => part !== '');

/** How many parts two paths have in common at their ends. */
export function sharedEnd(a: string, b: string): number {
  const [x, y] = [partsOf(a).reverse(), partsOf(b).reverse()];
  let count = 0;
  while (count < x.length && count < y.length && nameKey(x[count] ?? '') === nameKey(y[count] ?? ''))
    count += 1;
  return count;
}

/** How a file has moved: its folder's beginning was one thing and is another. */
export interface Move {
  /** Parts, from the beginning of the path. */
  readonly from: readonly string[];
  /** A path as its file system writes it, without a slash at the end. */
  readonly to: string;
}

/**
 * What a found file says of its neighbours: `/a/b/day 1/x.mov` found at `/c/day 1/x.mov` means that what was below `/a/b`
 * is below `/c`. null when the file has another name: that says nothing of others.
 */
export function moveOf(before: string, after: string): Move | null {
  const shared = sharedEnd(before, after);
  if (shared === 0) return null;
  const from = partsOf(before);
  const to = partsOf(after);
  // The folder of the file itself is the least that has moved.
  const kept = Math.min(shared, from.length, to.length);
  return { from: from.slice(0, from.length - kept), to: beginningOf(after, to.length - kept) };
}

/** The first parts of a path, as it writes them. */
function beginningOf(path: string, parts: number): string {
  const isAbsolute = /^[\\/]/.exec(path)?.[0] ?? '';
  const slash = path.includes('\\') && !path.includes('/') ? '\\' : '/';
  return isAbsolute + partsOf(path).slice(0, parts).join(slash);
}

/** Where a file would lie now if it went along; null when it lay elsewhere. */
export function movedPath(path: string, { from, to }: Move): string | null {
  const parts = partsOf(path);
  if (parts.length <= from.length || from.some((part, index) => part !== parts[index])) return null;
  const slash = to.includes('\\') && !to.includes('/') ? '\\' : '/';
  const rest = parts.slice(from.length).join(slash);
  return to === '' || /[\\/]$/.test(to) ? `${to}${rest}` : `${to}${slash}${rest}`;
}

function groupBy<T>(
  items: readonly T[],
  keysOf: (item: T) => readonly (string | undefined)[],
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      if (key === undefined) continue;
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  }
  return groups;
}

import { longestRise } from './longestRise';

/** Pairs that are compared word by word: beyond, a rewritten stretch is taken as new. */
const maxFuzzyPairs = 10_000;
/** Cells of the table for equal ones; beyond, only those that are there once are anchors. */
const maxTableCells = 400_000;

export interface Alignment<A, B> {
  readonly a: readonly A[];
  readonly b: readonly B[];
  readonly keyOfA: (item: A) => string;
  readonly keyOfB: (item: B) => string;
  /** How alike two are that are not equal, from 0 to 1; below `least` they are not the same. */
  readonly alike: (a: A, b: B) => number;
  readonly least: number;
}

/**
 * Which of `b` each of `a` has become, in order: equal ones first, then between them those that are alike, then equal ones that have
 * changed places.
 * @returns for each of `a` an index of `b`, or -1
 */
export function align<A, B>(alignment: Alignment<A, B>): number[] {
  const { a, b, keyOfA, keyOfB } = alignment;
  const keysA = a.map(keyOfA);
  const keysB = b.map(keyOfB);
  const found = new Array<number>(a.length).fill(-1);
  for (const [left, right] of equalPairs(keysA, keysB)) found[left] = right;
  pairAlike(alignment, found);
  pairMoved(keysA, keysB, found);
  return found;
}

type Pair = readonly [left: number, right: number];

function equalPairs(a: readonly string[], b: readonly string[]): Pair[] {
  const pairs: Pair[] = [];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) {
    pairs.push([start, start]);
    start += 1;
  }
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
    pairs.push([endA, endB]);
  }
  const middleA = a.slice(start, endA);
  const middleB = b.slice(start, endB);
  const middle =
    middleA.length * middleB.length <= maxTableCells
      ? commonSeries(middleA, middleB)
      : anchors(middleA, middleB);
  for (const [left, right] of middle) pairs.push([left + start, right + start]);
  return pairs;
}

/** A longest common series. */
function commonSeries(a: readonly string[], b: readonly string[]): Pair[] {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  const at = (left: number, right: number): number => lengths[left * width + right] as number;
  for (let left = a.length - 1; left >= 0; left -= 1) {
    for (let right = b.length - 1; right >= 0; right -= 1) {
      lengths[left * width + right] =
        a[left] === b[right]
          ? at(left + 1, right + 1) + 1
          : Math.max(at(left + 1, right), at(left, right + 1));
    }
  }
  const pairs: Pair[] = [];
  for (let left = 0, right = 0; left < a.length && right < b.length; ) {
    if (a[left] === b[right]) pairs.push([left++, right++]);
    else if (at(left + 1, right) >= at(left, right + 1)) left += 1;
    else right += 1;
  }
  return pairs;
}

/** Those that are in both once, as far as they are in the same order. */
function anchors(a: readonly string[], b: readonly string[]): Pair[] {
  const onceB = placesOnce(b);
  const pairs = [...placesOnce(a)].flatMap(([key, left]): Pair[] => {
    const right = onceB.get(key);
    return right === undefined ? [] : [[left, right]];
  });
  pairs.sort(([left], [right]) => left - right);
  return longestRise(pairs.map(([, right]) => right)).map((index) => pairs[index] as Pair);
}

function placesOnce(keys: readonly string[]): Map<string, number> {
  const places = new Map<string, number>();
  const twice = new Set<string>();
  keys.forEach((key, index) => {
    if (places.has(key)) twice.add(key);
    else places.set(key, index);
  });
  for (const key of twice) places.delete(key);
  return places;
}

function pairAlike<A, B>(alignment: Alignment<A, B>, found: number[]): void {
  let left = 0;
  let right = 0;
  while (left < found.length) {
    let end = left;
    while (end < found.length && found[end] === -1) end += 1;
    const limit = end < found.length ? (found[end] as number) : alignment.b.length;
    pairGap(alignment, found, [left, end], [right, limit]);
    left = end + 1;
    right = limit + 1;
  }
}

/** The pairs of a gap that are most alike together, in order. */
function pairGap<A, B>(
  { a, b, alike, least }: Alignment<A, B>,
  found: number[],
  [startA, endA]: Pair,
  [startB, endB]: Pair,
): void {
  const rows = endA - startA;
  const columns = endB - startB;
  if (rows <= 0 || columns <= 0 || rows * columns > maxFuzzyPairs) return;
  const width = columns + 1;
  const best = new Float64Array((rows + 1) * width);
  const scores = new Float64Array(rows * columns);
  const at = (row: number, column: number): number => best[row * width + column] as number;
  for (let row = rows - 1; row >= 0; row -= 1) {
    for (let column = columns - 1; column >= 0; column -= 1) {
      const score = alike(a[startA + row] as A, b[startB + column] as B);
      scores[row * columns + column] = score;
      const paired = score >= least ? score + at(row + 1, column + 1) : 0;
      best[row * width + column] = Math.max(paired, at(row + 1, column), at(row, column + 1));
    }
  }
  for (let row = 0, column = 0; row < rows && column < columns; ) {
    const score = scores[row * columns + column] as number;
    if (score >= least && at(row, column) === score + at(row + 1, column + 1)) {
      found[startA + row] = startB + column;
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
}

function pairMoved(a: readonly string[], b: readonly string[], found: number[]): void {
  const taken = new Set(found);
  const free = Map.groupBy(
    [...b.keys()].filter((index) => !taken.has(index)),
    (index) => b[index] as string,
  );
  found.forEach((present, index) => {
    if (present === -1) found[index] = free.get(a[index] as string)?.shift() ?? -1;
  });
}

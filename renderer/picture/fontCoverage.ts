/** What is asked of a `FontFace`. */
export type CoveringFace = Pick<FontFace, 'family' | 'weight' | 'unicodeRange' | 'status'>;

interface Range {
  readonly start: number;
  readonly end: number;
  readonly face: CoveringFace;
}

/**
 * Which of a page's faces a character is set in. `document.fonts.check` goes through all of them anew each time, which
 * takes 20 ms where a script comes in a hundred parts.
 */
export class FontCoverage {
  /** Ranges of one family in order of their beginning; those of a family do not overlap. */
  readonly #families: readonly (readonly Range[])[];

  /** @param weight as CSS counts it: 400, 700 */
  constructor(faces: Iterable<CoveringFace>, weight: number) {
    const byFamily = new Map<string, Range[]>();
    for (const face of faces) {
      if (!hasWeight(face.weight, weight)) continue;
      const ranges = byFamily.get(face.family) ?? [];
      byFamily.set(face.family, ranges);
      for (const part of face.unicodeRange.split(',')) {
        const range = parseRange(part.trim());
        if (range) ranges.push({ ...range, face });
      }
    }
    this.#families = [...byFamily.values()].map((ranges) => ranges.sort((a, b) => a.start - b.start));
  }

  /** Faces of all families that say they have the character. */
  facesOf(character: string): CoveringFace[] {
    const point = character.codePointAt(0) ?? 0;
    return this.#families.flatMap((ranges) => {
      const range = lastFrom(ranges, point);
      return range && point <= range.end ? [range.face] : [];
    });
  }
}

/** @param weight `400`, `normal`, or from one to another: `100 900` */
function hasWeight(weight: string, wanted: number): boolean {
  const [from = 400, to = from] = weight.split(' ').map((word) => {
    if (word === 'normal') return 400;
    return word === 'bold' ? 700 : Number(word);
  });
  return from <= wanted && wanted <= to;
}

/** `U+26`, `U+0-7F`, `U+4??`; see CSS Fonts 4, "Character range: the unicode-range descriptor". */
function parseRange(text: string): { start: number; end: number } | null {
  const [, first = '', last] = /^U\+([0-9A-F?]{1,6})(?:-([0-9A-F]{1,6}))?$/i.exec(text) ?? [];
  if (first === '') return null;
  const start = Number.parseInt(first.replaceAll('?', '0'), 16);
  const end = Number.parseInt(last ?? first.replaceAll('?', 'F'), 16);
  return { start, end };
}

/** The last range that begins at the point or before it. */
function lastFrom(ranges: readonly Range[], point: number): Range | undefined {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle] as Range).start <= point) low = middle + 1;
    else high = middle;
  }
  return ranges[low - 1];
}

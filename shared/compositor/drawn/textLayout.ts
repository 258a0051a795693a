import type { DrawnText } from './content';
import { interWidths } from './interWidths';

/** One line of a text. Lengths in the units of the text's `lineHeight`: frame widths at the scale 1. */
export interface TextLine {
  readonly text: string;
  /** Left end and baseline, from the middle of the text's box. */
  readonly x: number;
  readonly baseline: number;
}

export interface TextLayout {
  readonly lines: readonly TextLine[];
  readonly width: number;
  readonly height: number;
  readonly fontSize: number;
}

/** Bundled with the program: the same letters in the window, in the hidden page and in tests. */
export const textFamilies = '"Inter Variable", "Noto Sans JP Variable", sans-serif';

export function textWeight({ isBold }: Pick<DrawnText, 'isBold'>): 400 | 700 {
  return isBold ? 700 : 400;
}

/** A line is so many times as high as its letters' size. */
const lineSpacing = 1.25;
/** Of Inter, in font sizes. */
const [ascent, descent] = [0.96875, 0.2412];
/** A text of nothing but spaces still has a box that one can take hold of, in font sizes. */
const leastWidth = 0.3;

/**
 * Where the lines of a text lie. Pure: widths come from a table of the bundled font, so that the box of a text is the same in the
 * worker, where there is no canvas, as on the screen.
 */
export function layoutText({
  text,
  lineHeight,
  align,
  isBold,
}: Pick<DrawnText, 'text' | 'lineHeight' | 'align' | 'isBold'>): TextLayout {
  const fontSize = lineHeight / lineSpacing;
  const widths = isBold ? bold : regular;
  const rows = text.split(/\r\n|[\n\r\u2028\u2029]/);
  const rowWidths = rows.map((row) => fontSize * rowWidth(row, widths));
  const width = Math.max(fontSize * leastWidth, ...rowWidths);
  const height = rows.length * lineHeight;
  const baseline = (lineHeight - (ascent + descent) * fontSize) / 2 + ascent * fontSize;
  const lines = rows.map((row, index): TextLine => {
    const free = width - (rowWidths[index] ?? 0);
    return {
      text: row,
      x: -width / 2 + (align === 'left' ? 0 : align === 'right' ? free : free / 2),
      baseline: -height / 2 + index * lineHeight + baseline,
    };
  });
  return { lines, width, height, fontSize };
}

type Widths = ReadonlyMap<number, number>;

const table = (runs: (typeof interWidths)['regular']): Widths =>
  new Map(runs.flatMap(([first, widths]) => widths.map((width, index) => [first + index, width / 1_000])));
const regular = table(interWidths.regular);
const bold = table(interWidths.bold);

/** In font sizes. */
function rowWidth(row: string, widths: Widths): number {
  let total = 0;
  for (const character of row) {
    const code = character.codePointAt(0) ?? 0;
    total += widths.get(code) ?? otherWidth(code);
  }
  return total;
}

/** Advance of what is not in Inter's table, in font sizes: Japanese and its kind exactly, other scripts roughly. */
function otherWidth(code: number): number {
  if (code < 0x20 || (code >= 0x300 && code <= 0x36f) || (code >= 0x200b && code <= 0x200f)) return 0;
  if (code >= 0xff61 && code <= 0xff9f) return 0.5;
  const isWide =
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x20000 && code <= 0x3ffff);
  if (isWide) return 1;
  return code >= 0x1f000 ? 1.25 : 0.62;
}

import { fontWidths } from './fontWidths';

/** The paper's fonts are Noto Sans JP in two weights. */
export type Weight = keyof typeof fontWidths;

export interface TextStyle {
  readonly weight: Weight;
  /** pt */
  readonly size: number;
}

const usualWidth = 1000;
const tables: Readonly<Record<Weight, ReadonlyMap<number, number>>> = {
  regular: readTable(fontWidths.regular),
  bold: readTable(fontWidths.bold),
};

function readTable(text: string): ReadonlyMap<number, number> {
  const widths = new Map<number, number>();
  for (const run of text.split(' ')) {
    const [codes = '', width = ''] = run.split('=');
    const [from = '', to = from] = codes.split('-');
    for (let code = Number.parseInt(from, 16); code <= Number.parseInt(to, 16); code += 1)
      widths.set(code, Number(width));
  }
  return widths;
}

/** Width of one letter, thousandths of the size. One that the fonts do not have stands as a full square. */
export function letterWidth(code: number, weight: Weight): number {
  return tables[weight].get(code) ?? usualWidth;
}

/** Width of a text on one line, pt. Letters stand beside each other as they are: no kerning, no ligatures. */
export function textWidth(text: string, { weight, size }: TextStyle): number {
  const table = tables[weight];
  let width = 0;
  for (const letter of text) width += table.get(letter.codePointAt(0) ?? 0) ?? usualWidth;
  return (width * size) / 1000;
}

/** The text, or as much of it as fits with "…" behind it; empty where not even that fits. */
export function clipText(text: string, style: TextStyle, width: number): string {
  if (textWidth(text, style) <= width) return text;
  const letters = [...text];
  const room = width - textWidth('…', style);
  if (room < 0) return '';
  let used = 0;
  let count = 0;
  for (const letter of letters) {
    used += textWidth(letter, style);
    if (used > room) break;
    count += 1;
  }
  return `${letters.slice(0, count).join('').trimEnd()}…`;
}

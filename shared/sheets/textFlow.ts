import { breakLines } from './breakLines';
import type { SheetLine, SheetPanel } from './content';
import { clipText, type TextStyle, textWidth } from './measureText';
import { ink, type PageText } from './pageItems';
import type { SheetSettings } from './settings';

/** One line of text, ready to be put anywhere. */
export interface FlowLine {
  readonly spans: readonly {
    readonly dx: number;
    readonly text: string;
    readonly style: TextStyle;
    readonly colour: string;
  }[];
  /** pt, with the room above it. */
  readonly height: number;
  /** Room above it that is left out at the top of a column, pt. */
  readonly gap: number;
}

/** Height of a line as a multiple of the letters' size: Japanese needs more than Latin. */
const leading = 1.42;
const paragraphGap = 0.45;

export interface Block {
  readonly text: string;
  readonly style: TextStyle;
  readonly colour: string;
  /** Stands before the text, on its first line. */
  readonly lead?: { readonly text: string; readonly style: TextStyle };
}

export function flowBlock({ text, style, colour, lead }: Block, width: number): FlowLine[] {
  const leadText = lead ? clipText(lead.text, lead.style, width * 0.7) : '';
  const space = lead ? textWidth('  ', style) : 0;
  const indent = lead ? textWidth(leadText, lead.style) + space : 0;
  return breakLines(text, style, width, indent).map((line, index): FlowLine => {
    const isFirst = index === 0;
    const gap = isFirst ? style.size * paragraphGap : 0;
    const own = { dx: isFirst ? indent : 0, text: line, style, colour };
    const before = isFirst && lead ? [{ dx: 0, text: leadText, style: lead.style, colour: ink.text }] : [];
    return { spans: [...before, own], height: style.size * leading + gap, gap };
  });
}

type Shown = Pick<SheetSettings, 'showsAction' | 'showsDialogue' | 'showsNotes'>;

/** How the cut is made, what happens, and notes. */
export function actionFlow(panel: SheetPanel, shown: Shown, size: number, width: number): FlowLine[] {
  const regular: TextStyle = { weight: 'regular', size };
  const blocks: Block[] = [];
  if (shown.showsAction && panel.transition !== '')
    blocks.push({ text: panel.transition, style: { weight: 'bold', size }, colour: ink.dim });
  if (shown.showsAction && panel.action !== '')
    blocks.push({ text: panel.action, style: regular, colour: ink.text });
  return blocks.flatMap((block) => flowBlock(block, width));
}

export function noteFlow({ notes }: SheetPanel, shown: Shown, size: number, width: number): FlowLine[] {
  if (!shown.showsNotes || notes === '') return [];
  return flowBlock({ text: notes, style: { weight: 'regular', size: size * 0.94 }, colour: ink.dim }, width);
}

/** What is said, with who says it. */
export function dialogueFlow({ lines }: SheetPanel, shown: Shown, size: number, width: number): FlowLine[] {
  if (!shown.showsDialogue) return [];
  const style: TextStyle = { weight: 'regular', size };
  const spoken = (line: SheetLine): Block => ({
    text: line.text,
    style,
    colour: ink.text,
    ...(line.speaker === '' ? {} : { lead: { text: line.speaker, style: { weight: 'bold', size } } }),
  });
  return lines.filter(({ text }) => text !== '').flatMap((line) => flowBlock(spoken(line), width));
}

/** As many lines as a column has room for, and those that are left. At least nothing: a column may be too low for one. */
export function fillColumn(
  lines: readonly FlowLine[],
  height: number,
): { readonly here: readonly FlowLine[]; readonly rest: readonly FlowLine[] } {
  let used = -(lines[0]?.gap ?? 0);
  let count = 0;
  for (const line of lines) {
    used += line.height;
    if (used > height + 0.01) break;
    count += 1;
  }
  return { here: lines.slice(0, count), rest: lines.slice(count) };
}

/** Lines one below the other from `top`; the first without the room above it. */
export function placeLines(lines: readonly FlowLine[], x: number, top: number): PageText[] {
  let bottom = top - (lines[0]?.gap ?? 0);
  return lines.flatMap(({ spans, height }) => {
    bottom += height;
    return spans
      .filter(({ text }) => text !== '')
      .map(({ dx, text, style, colour }): PageText => {
        // The letters' feet: what is below them takes a third of the line's spare room and the descenders.
        const y = bottom - style.size * 0.34;
        return textItem(text, x + dx, y, style, colour);
      });
  });
}

export function textItem(
  text: string,
  x: number,
  y: number,
  { weight, size }: TextStyle,
  colour: string = ink.text,
): PageText {
  return { type: 'text', x, y, text, size, weight, colour, width: textWidth(text, { weight, size }) };
}

/** A text that ends at `right`. */
export function textItemLeftOf(
  text: string,
  right: number,
  y: number,
  style: TextStyle,
  colour: string = ink.text,
): PageText {
  return textItem(text, right - textWidth(text, style), y, style, colour);
}

/** Lines that are the last of a text that goes on where it is not printed. */
export function cutOff(lines: readonly FlowLine[], width: number): FlowLine[] {
  const last = lines.at(-1);
  const span = last?.spans.at(-1);
  if (!last || !span) return [...lines];
  const text = clipText(`${span.text} ……`, span.style, width - span.dx);
  return [...lines.slice(0, -1), { ...last, spans: [...last.spans.slice(0, -1), { ...span, text }] }];
}

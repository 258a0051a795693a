import type { CustomField, CustomValue } from '../document/records';
import { numberProblem, type ShotCells } from '../edits/shotCells';
import { customValueProblem } from '../shots/customFields';
import { angleNamed, colourNamed, moveNamed, sizeNamed, statusNamed, transitionNamed } from '../shots/words';
import { type Frames, frames } from '../time/frames';
import { parseTypedFrames } from '../time/timecode';
import type { TableContext, TableShot } from './tableContext';

/** What a typed or pasted text means for a cell: new values, or why it means nothing, in words. */
export type ReadCell =
  | {
      readonly cells: ShotCells;
      readonly problem?: undefined /** A scene that is not there yet. */;
      readonly newScene?: string;
    }
  | { readonly problem: string; readonly cells?: undefined };

const isEmpty = (text: string): boolean => /^[\s–—-]*$/.test(text);

function readNamed<Key extends 'size' | 'angle' | 'colour'>(
  key: Key,
  text: string,
  find: (text: string) => ShotCells[Key] | undefined,
  what: string,
): ReadCell {
  if (isEmpty(text)) return { cells: { [key]: null } as ShotCells };
  const value = find(text);
  return value === undefined
    ? { problem: `"${text.trim()}" is no ${what}.` }
    : { cells: { [key]: value } as ShotCells };
}

export const readSize = (text: string): ReadCell =>
  readNamed('size', text, (wanted) => sizeNamed(wanted) ?? undefined, 'shot size, such as CU or WS');
export const readAngle = (text: string): ReadCell =>
  readNamed(
    'angle',
    text,
    (wanted) => angleNamed(wanted) ?? undefined,
    'camera angle, such as Low or Eye level',
  );
export const readColour = (text: string): ReadCell =>
  readNamed('colour', /^\s*none\s*$/i.test(text) ? '' : text, colourNamed, 'colour, such as Red or #6fb08a');

export function readStatus(text: string): ReadCell {
  if (isEmpty(text)) return { cells: { status: 'draft' } };
  const status = statusNamed(text);
  return status
    ? { cells: { status } }
    : { problem: `"${text.trim()}" is no status, such as Draft or Approved.` };
}

export function readMove(text: string): ReadCell {
  if (isEmpty(text) || /^\s*(static|none|locked.off)\s*$/i.test(text)) return { cells: { move: null } };
  const move = moveNamed(text);
  return move
    ? { cells: { move } }
    : { problem: `"${text.trim()}" is no camera move, such as Dolly in or Pan left.` };
}

export function readLens(text: string): ReadCell {
  if (isEmpty(text)) return { cells: { lensMm: null } };
  const number = Number(
    text
      .trim()
      .replace(/\s*mm\.?$/i, '')
      .replace(',', '.'),
  );
  return number >= 4 && number <= 2000
    ? { cells: { lensMm: number } }
    : { problem: `"${text.trim()}" is no lens. Write it in mm, as 35.` };
}

/** "3+12", "84" frames, "2.5s", "+12", "00:00:02:00". */
export function readLength(text: string, row: TableShot | null, { project }: TableContext): ReadCell {
  try {
    const current = row?.shot.lengthFrames ?? frames(0);
    const length = parseTypedFrames(
      text.trim().replace(/\s*(sec|seconds|秒)\.?$/i, 's'),
      current,
      project.rate,
    );
    return length >= 1
      ? { cells: { lengthFrames: length } }
      : { problem: 'A shot is at least one frame long.' };
  } catch {
    return { problem: `"${text.trim()}" is no length. Write seconds and frames as 3+12, or 2.5s.` };
  }
}

/** "Dissolve 0+12"; "Cut" or nothing for none. */
export function readTransition(text: string, row: TableShot | null, { project }: TableContext): ReadCell {
  if (isEmpty(text) || /^\s*cut\s*$/i.test(text)) return { cells: { transitionIn: null } };
  const match = /^(.*?)(?:\s+(\d\S*))?$/s.exec(text.trim());
  const type = transitionNamed(match?.[1] ?? '');
  if (!type) return { problem: `"${text.trim()}" is no transition, such as Dissolve 0+12.` };
  const before: Frames = row?.shot.transitionIn?.lengthFrames ?? frames(0);
  try {
    const lengthFrames = match?.[2] === undefined ? before : parseTypedFrames(match[2], before, project.rate);
    return { cells: { transitionIn: { type, lengthFrames } } };
  } catch {
    return { problem: `"${match?.[2]}" is no length. Write seconds and frames as 0+12.` };
  }
}

export function readNumber(text: string, row: TableShot | null, { project }: TableContext): ReadCell {
  const label = text.trim();
  if (row?.label === label) return { cells: {} };
  if (!project.numbering.isLocked)
    return { problem: 'Numbers follow the order of the shots until they are locked.' };
  if (label === '') return { problem: 'Numbers are locked: a shot cannot be without one.' };
  const problem = numberProblem(label);
  return problem ? { problem } : { cells: { number: label } };
}

/** A scene by its number, its heading, or both. */
export function readScene(text: string, row: TableShot | null, { sequence }: TableContext): ReadCell {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return { problem: 'Every shot is in a scene.' };
  const found = sequence.scenes.find(({ label, scene }) => {
    const heading = scene.heading.trim().toLowerCase();
    return [label.toLowerCase(), heading, `${label.toLowerCase()} ${heading}`].includes(wanted);
  });
  if (found) return { cells: found.scene.id === row?.scene.id ? {} : { sceneId: found.scene.id } };
  if (row) return { problem: `There is no scene "${text.trim()}".` };
  return { cells: {}, newScene: text.trim().slice(0, 400) };
}

const yes = /^(yes|true|y|x|1|✓|✔|☑|はい|○)$/i;
const no = /^(no|false|n|0|☐|いいえ|×)$/i;

export function readCustom(field: CustomField, text: string): ReadCell {
  const plain = text.trim();
  const given = (value: CustomValue | null): ReadCell => ({ cells: { customFields: { [field.id]: value } } });
  if (plain === '') return given(null);
  if (field.type === 'checkbox') {
    if (yes.test(plain)) return given(true);
    return no.test(plain) ? given(false) : { problem: `"${plain}" is neither yes nor no.` };
  }
  if (field.type === 'number') {
    const number = Number(plain.replace(/^(-?\d+),(\d+)$/, '$1.$2'));
    return Number.isFinite(number) ? given(number) : { problem: `"${plain}" is no number.` };
  }
  if (field.type === 'choice') {
    const choice = field.choices.find((each) => each.toLowerCase() === plain.toLowerCase());
    const problem = choice === undefined ? customValueProblem(field, plain) : null;
    return problem ? { problem } : given(choice ?? null);
  }
  return plain.length > 400
    ? { problem: `"${field.name}" takes up to 400 letters.` }
    : given(text.replace(/\s+$/, ''));
}

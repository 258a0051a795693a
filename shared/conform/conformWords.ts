import { counted } from '../generation/problemWords';
import { transitionTitles } from '../shots/words';
import type { SoundChange } from './compareSounds';
import { type ConformPlan, type ConformRow, isSame } from './planConform';

/** What becomes of a row, in a word. */
export type ConformState = 'changed' | 'moved' | 'same' | 'split' | 'copy' | 'new' | 'gap' | 'gone';

export function stateOf(row: ConformRow): ConformState {
  if (row.kind === 'part') return 'split';
  if (row.kind !== 'shot') return row.kind;
  if (isSame(row)) return 'same';
  return row.isMoved && isSame({ ...row, isMoved: false }) ? 'moved' : 'changed';
}

export function countStates({ rows }: ConformPlan): Record<ConformState, number> {
  const counts = { changed: 0, moved: 0, same: 0, split: 0, copy: 0, new: 0, gap: 0, gone: 0 };
  for (const row of rows) counts[stateOf(row)] += 1;
  return counts;
}

/** The shot's label; of a clip that is none, its name. */
export function titleOf(row: ConformRow): string {
  if (row.kind === 'gap') return 'Nothing';
  if (row.kind === 'gone') return row.listed.label;
  if (row.kind === 'new')
    return row.picture.item.name || row.picture.item.media?.name || 'Clip without a name';
  return row.use.listed.label;
}

const framesWords = (count: number): string => counted(count, 'frame');

/** What changes, in a line: "12 frames longer, moved". */
export function changeWords(row: ConformRow): string {
  switch (row.kind) {
    case 'gone':
      return `no longer in the cut: ${row.isTaken ? 'omitted' : 'stays'}`;
    case 'gap':
      return `${framesWords(row.end - row.start)} without a picture: an empty shot`;
    case 'new':
      return newWords(row);
    case 'part':
      return withHow(row, `split off, ${framesWords(row.use.end - row.use.start)}`);
    case 'copy':
      return withHow(row, `there again, ${framesWords(row.use.end - row.use.start)}: a copy`);
    case 'shot':
      return withHow(row, shotWords(row));
  }
}

function shotWords({ change, isMoved }: Extract<ConformRow, { kind: 'shot' }>): string {
  const { shot, inFrames, lengthFrames, boards, transitionIn, isRestored, parts } = change;
  const head = inFrames - shot.sourceInFrames;
  const length = lengthFrames - shot.lengthFrames;
  return [
    ...(isRestored ? ['back in the film'] : []),
    ...(head === 0
      ? []
      : [`starts ${framesWords(Math.abs(head))} ${head > 0 ? 'later' : 'earlier'} in itself`]),
    ...(length === 0 ? [] : [`${framesWords(Math.abs(length))} ${length > 0 ? 'longer' : 'shorter'}`]),
    ...(boards === null ? [] : ['other lengths of its boards']),
    ...(parts === 0 ? [] : [`split into ${parts + 1}`]),
    ...(transitionIn
      ? [`${transitionTitles[transitionIn.type].toLowerCase()} of ${framesWords(transitionIn.lengthFrames)}`]
      : []),
    ...(isMoved ? ['moved'] : []),
  ].join(', ');
}

function newWords({ picture, media, why }: Extract<ConformRow, { kind: 'new' }>): string {
  const length = framesWords(picture.end - picture.start);
  const file = picture.item.media?.name ?? '';
  const shows = media
    ? `with "${media.name}"`
    : file === ''
      ? 'without a picture'
      : `"${file}" is not in the project`;
  return `${why}: a new shot of ${length}, ${shows}`;
}

function withHow({ use }: Extract<ConformRow, { kind: 'shot' | 'part' | 'copy' }>, words: string): string {
  const how = use.by === 'uid' ? '' : use.by === 'name' ? 'found by its name' : 'found by its file';
  return [words, how].filter((text) => text !== '').join(', ');
}

/** "12 frames later, 3 frames shorter". */
export function soundWords({ clip, to, isCopy }: SoundChange): string {
  if (isCopy) return `there again, ${framesWords(to.lengthFrames)}`;
  const start = to.startFrame - clip.startFrame;
  const length = to.lengthFrames - clip.lengthFrames;
  const parts = [
    ...(start === 0 ? [] : [`${framesWords(Math.abs(start))} ${start > 0 ? 'later' : 'earlier'}`]),
    ...(length === 0 ? [] : [`${framesWords(Math.abs(length))} ${length > 0 ? 'longer' : 'shorter'}`]),
  ];
  return parts.length === 0 ? 'another part of it' : parts.join(', ');
}

/** What the cut has and is not taken, a sentence each. */
export function leftWords({ over, sounds }: ConformPlan): string[] {
  return [
    ...(over.length === 0
      ? []
      : [
          `${counted(over.length, 'clip')} over shots ${is(over.length)} not taken: ${named(over.map(({ item }) => item.name))}.`,
        ]),
    ...(sounds.unknown.length === 0
      ? []
      : [
          `${counted(sounds.unknown.length, 'sound')} that ${is(sounds.unknown.length)} not of this film ${is(sounds.unknown.length)} not taken: ${named(sounds.unknown.map(({ name }) => name))}.`,
        ]),
    ...(sounds.gone.length === 0
      ? []
      : [
          `${counted(sounds.gone.length, 'sound')} of the film ${is(sounds.gone.length)} not in the cut, and ${sounds.gone.length === 1 ? 'stays' : 'stay'}: ${named(sounds.gone.map(({ name }) => name))}.`,
        ]),
  ];
}

const is = (count: number): string => (count === 1 ? 'is' : 'are');

function named(names: readonly string[]): string {
  const few = [...new Set(names.map((name) => name || 'without a name'))];
  const rest = few.length - 3;
  return `${few.slice(0, 3).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** "3 shots changed, 2 moved"; '' = nothing changes. */
export function summaryWords(plan: ConformPlan): string {
  const counts = countStates(plan);
  const words: readonly (readonly [ConformState, string])[] = [
    ['changed', 'changed'],
    ['moved', 'moved'],
    ['split', 'split off'],
    ['copy', 'copied'],
    ['new', 'new'],
    ['gap', 'empty'],
    ['gone', 'no longer in the cut'],
  ];
  const shots = words
    .filter(([state]) => counts[state] > 0)
    .map(([state, word], index) => `${index === 0 ? counted(counts[state], 'shot') : counts[state]} ${word}`);
  const sounds = plan.sounds.changes.length;
  return [...shots, ...(sounds > 0 ? [`${counted(sounds, 'sound')} changed`] : [])].join(', ');
}

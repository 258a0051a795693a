import { z } from 'zod';
import type { DocumentView } from '../document/document';
import type { ShotId } from '../document/ids';
import type { Media } from '../document/records';
import { cutSchema, maxCutItems } from '../interchange/cutSchema';
import { type ListedShot, selectSequence } from '../shots/sequence';
import { runAtOnce, type Steps } from '../steps/runSteps';
import { firstEndingAfter } from '../timeline/model';
import { compareSounds, type SoundChange, type SoundChanges } from './compareSounds';
import { type CutEntry, type CutOrder, cutOrder } from './cutOrder';
import { type SeenPicture, seenPictures } from './cutPictures';
import { ShotFinder } from './matchCut';
import { isSameShot, type ShotChange, shotChange, transitionsAt } from './shotChange';
import { type ShotUse, shotUses } from './shotUses';

/** What a person chooses of a cut. */
export const conformSchema = z.object({
  cut: cutSchema,
  /** Changes, by their keys, that are not taken. */
  leftOut: z
    .array(z.string().max(120))
    .max(4 * maxCutItems)
    .default([]),
});
export type Conform = z.infer<typeof conformSchema>;

/** What becomes of something in the cut, or of a shot that is not in it. */
export type ConformRow =
  | {
      readonly kind: 'shot';
      readonly key: string;
      readonly use: ShotUse;
      readonly change: ShotChange;
      readonly isMoved: boolean;
      readonly isTaken: boolean;
    }
  /** A part of a shot that becomes a shot of its own, or a copy of one. */
  | {
      readonly kind: 'part' | 'copy';
      readonly key: string;
      readonly use: ShotUse;
      readonly isTaken: boolean;
    }
  /** A clip that is no shot yet. */
  | {
      readonly kind: 'new';
      readonly key: string;
      readonly picture: SeenPicture;
      readonly why: string;
      /** What it shows, if that is in the project. */
      readonly media: Media | null;
      readonly isTaken: boolean;
    }
  /** Nothing: it becomes an empty shot, so that what follows stays in its place. */
  | {
      readonly kind: 'gap';
      readonly key: string;
      readonly start: number;
      readonly end: number;
      readonly isTaken: boolean;
    }
  /** A shot that the cut no longer has. Taken = omitted. */
  | { readonly kind: 'gone'; readonly key: string; readonly listed: ListedShot; readonly isTaken: boolean };

export interface ConformPlan {
  /** In the order of the cut; a shot that is gone stands behind the one that it follows in the film. */
  readonly rows: readonly ConformRow[];
  /** Clips over shots, which are left alone. */
  readonly over: readonly SeenPicture[];
  readonly order: CutOrder;
  readonly sounds: SoundChanges;
  readonly takenSounds: readonly SoundChange[];
}

/** What a cut would do to a film. Changes nothing; the same document and choices always give the same. */
export function planConform(document: DocumentView, choices: Conform): ConformPlan {
  return runAtOnce(planConformInSteps(document, choices));
}

/** The same in steps, most of them of a shot or a clip; `document` must stay as it is between them. */
export function* planConformInSteps(document: DocumentView, { cut, leftOut }: Conform): Steps<ConformPlan> {
  const { rate } = document.project();
  const left = new Set(leftOut);
  const isTaken = (key: string): boolean => !left.has(key);
  const finder = yield* ShotFinder.learn(document);
  const { pictures, over } = seenPictures(cut, rate, finder);
  yield;
  const uses = shotUses(document, pictures);
  const byFirst = new Map(uses.map((use) => [use.first, use]));
  const owned = Map.groupBy(uses, ({ listed }) => listed.shot.id);
  const transitions = transitionsAt(cut, rate);
  const inOrder: ConformRow[] = [];
  let end = 0;
  for (const picture of pictures) {
    const use = byFirst.get(picture);
    if (!use && picture.match.kind === 'shot') continue;
    if (picture.start > end) inOrder.push(gapRow(end, picture.start, isTaken));
    end = use?.end ?? picture.end;
    inOrder.push(
      use
        ? rowOfUse(document, use, owned.get(use.listed.shot.id) ?? [], transitions, isTaken)
        : newRow(picture, finder, isTaken),
    );
    yield;
  }
  const entries = inOrder.flatMap((row): CutEntry[] => (row.isTaken ? [entryOf(row)] : []));
  const order = cutOrder(document, entries);
  const rows = inOrder.map((row) =>
    row.kind === 'shot' &&
    (order.moved.has(row.use.listed.shot.id) || order.movedScenes.has(row.use.listed.scene.id))
      ? { ...row, isMoved: true }
      : row,
  );
  yield;
  const all = withGone(document, rows, new Set(owned.keys()), isTaken);
  const filmLength = selectSequence(document).lengthFrames;
  const sounds = compareSounds(document, cut, filmLength, filmFrames(document, all, order));
  return { rows: all, over, order, sounds, takenSounds: sounds.changes.filter(({ key }) => isTaken(key)) };
}

const gapRow = (start: number, end: number, isTaken: (key: string) => boolean): ConformRow => {
  const key = `gap@${start}`;
  return { kind: 'gap', key, start, end, isTaken: isTaken(key) };
};

function newRow(picture: SeenPicture, finder: ShotFinder, isTaken: (key: string) => boolean): ConformRow {
  const key = `new@${picture.start}`;
  const why = picture.match.kind === 'none' ? picture.match.why : '';
  return { kind: 'new', key, picture, why, media: finder.mediaOf(picture.item.media), isTaken: isTaken(key) };
}

function rowOfUse(
  document: DocumentView,
  use: ShotUse,
  all: readonly ShotUse[],
  transitions: ReturnType<typeof transitionsAt>,
  isTaken: (key: string) => boolean,
): ConformRow {
  const { key, role } = use;
  // What is cut out of a shot goes with what stays of it.
  const own = all.find((each) => each.role === 'own');
  const isWithOwn = role === 'own' || (own !== undefined && isTaken(own.key));
  if (role !== 'own') return { kind: role, key, use, isTaken: isTaken(key) && isWithOwn };
  const change = shotChange(document, use, all, transitions);
  return { kind: 'shot', key, use, change, isMoved: false, isTaken: isTaken(key) };
}

function entryOf(row: ConformRow): CutEntry {
  if (row.kind === 'shot') return { key: row.key, shotId: row.use.listed.shot.id, sceneId: null };
  const sceneId = row.kind === 'part' || row.kind === 'copy' ? row.use.listed.scene.id : null;
  return { key: row.key, shotId: null, sceneId };
}

/** With the shots of the film that the cut no longer has, each behind the one that it follows. */
function withGone(
  document: DocumentView,
  rows: readonly ConformRow[],
  inCut: ReadonlySet<ShotId>,
  isTaken: (key: string) => boolean,
): ConformRow[] {
  const first: ConformRow[] = [];
  const behind = new Map<string, ConformRow[]>();
  let present = first;
  for (const listed of selectSequence(document).shots) {
    const { id } = listed.shot;
    if (inCut.has(id)) {
      present = [];
      behind.set(id, present);
    } else
      present.push({ kind: 'gone', key: id, listed: { ...listed, isOmitted: false }, isTaken: isTaken(id) });
  }
  return [...first, ...rows.flatMap((row) => [row, ...(behind.get(row.key) ?? [])])];
}

/** Length in the film of what a row becomes. */
export function lengthOf(row: ConformRow): number {
  if (row.kind === 'gone') return row.isTaken ? 0 : row.listed.shot.lengthFrames;
  if (row.kind === 'gap') return row.end - row.start;
  if (row.kind === 'new') return row.picture.end - row.picture.start;
  const { listed, start, end } = row.use;
  if (row.kind !== 'shot' || row.isTaken) return end - start;
  return listed.isOmitted ? 0 : listed.shot.lengthFrames;
}

/** Where the moments of the cut lie in the film that it gives: elsewhere where not all of it is taken. */
function filmFrames(
  document: DocumentView,
  rows: readonly ConformRow[],
  order: CutOrder,
): (cutFrame: number) => number {
  const byKey = new Map<string, ConformRow>(rows.map((row) => [row.key, row]));
  const starts = new Map<string, number>();
  const omitted = selectSequence(document).listedById;
  let at = 0;
  for (const member of order.scenes.flatMap(({ members }) => members)) {
    starts.set(member, at);
    const row = byKey.get(member);
    if (row) at += lengthOf(row);
    else if (omitted.get(member)?.isOmitted === false) at += omitted.get(member)?.shot.lengthFrames ?? 0;
  }
  const spans = rows.flatMap((row) => {
    const span =
      row.kind === 'gap' ? row : row.kind === 'new' ? row.picture : row.kind === 'gone' ? null : row.use;
    const film = starts.get(row.key);
    return span && film !== undefined
      ? [{ start: span.start, end: span.end, film, length: lengthOf(row) }]
      : [];
  });
  return (cutFrame) => {
    const next = firstEndingAfter(spans, cutFrame, ({ start }) => start);
    const span = spans[next - 1];
    if (!span) return cutFrame;
    // What begins where nothing of the film is comes to lie at the end of what is before it; behind the cut it goes on as it does.
    const isLast = next === spans.length;
    return span.film + (isLast ? cutFrame - span.start : Math.min(cutFrame - span.start, span.length));
  };
}

/** Whether a row says nothing that the film does not already have. */
export function isSame(row: ConformRow): boolean {
  return row.kind === 'shot' && !row.isMoved && isSameShot(row.change);
}

/** Whether anything would change. */
export function changesAnything({ rows, takenSounds }: ConformPlan): boolean {
  return takenSounds.length > 0 || rows.some((row) => row.isTaken && !isSame(row));
}

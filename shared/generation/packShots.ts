import type { DocumentView } from '../document/document';
import type { ElementId, ShotId } from '../document/ids';
import type { Shot } from '../document/records';
import { type SequenceShot, selectSequence } from '../shots/sequence';
import type { Rate } from '../time/rate';
import { askedSeconds, obstacleTo, type PackedShot } from './clipLimits';
import type { Model } from './model';
import { elementIdsOf } from './shotElements';

export interface PackOptions {
  /** Shots of one group as a person bracketed them, kept as they are where they fit. */
  readonly kept?: readonly (readonly ShotId[])[];
  /** Elements that go into one submission; null = any. */
  readonly maxElements: number | null;
}

/**
 * Puts shots into as few submissions as make sense: neighbours of one scene, within the model's shots and seconds, that
 * hang together. A shot that a person has begin a clip always does; one to be with the shot before it is, wherever both fit
 * into one. Where several ways need equally few, it takes the one that asks for the fewest seconds (rounding costs
 * money), and then the one whose groups have most in common. Every shot once, in film order. Optimal, by dynamic
 * programming: a group is at most `maxShots` long.
 */
export function packShots(
  document: DocumentView,
  shotIds: readonly ShotId[],
  model: Model,
  options: Partial<PackOptions> = {},
): ShotId[][] {
  return packGroups(packedShots(document, shotIds), document.project().rate, model, options).map((group) =>
    group.map(({ shotId }) => shotId),
  );
}

/** @param elementsOf the elements of a shot, for those who know them already */
export function packedShots(
  document: DocumentView,
  shotIds: readonly ShotId[],
  elementsOf: (shot: Shot) => readonly ElementId[] = (shot) => elementIdsOf(document, shot),
): PackedShot[] {
  const { byShotId } = selectSequence(document);
  const chosen = [...new Set(shotIds)]
    .map((id) => byShotId.get(id))
    .filter((entry): entry is SequenceShot => entry !== undefined)
    .sort((a, b) => a.index - b.index);
  return chosen.map(({ shot, index }, position) => {
    const elementIds = elementsOf(shot);
    return {
      shotId: shot.id,
      sceneId: shot.sceneId,
      lengthFrames: shot.lengthFrames,
      elementIds,
      placeIds: elementIds.filter((id) => document.get('element', id)?.type === 'place'),
      isNext: chosen[position - 1]?.index === index - 1,
      join: shot.clipJoin,
    };
  });
}

interface Best {
  /** Shots that should be with the one before them and are not. */
  readonly parted: number;
  readonly groups: number;
  readonly seconds: number;
  readonly bond: number;
  /** Where the last group begins. */
  readonly from: number;
}

/** As `packShots`, of shots looked up already. */
export function packGroups(
  shots: readonly PackedShot[],
  rate: Rate,
  model: Model,
  { kept = [], maxElements = null }: Partial<PackOptions> = {},
): PackedShot[][] {
  const maxShots = model.multiShot?.maxShots ?? 1;
  const fits = (group: readonly PackedShot[]) => obstacleTo(group, rate, model, maxElements) === null;
  const keptStarts = keptGroups(shots, kept, fits);
  const best: Best[] = [{ parted: 0, groups: 0, seconds: 0, bond: 0, from: 0 }];
  for (let end = 1; end <= shots.length; end += 1) {
    for (let from = end - 1; from >= Math.max(0, end - maxShots); from -= 1) {
      const group = shots.slice(from, end);
      // What keeps shots apart is not mended by one more of them.
      if (group.length > 1 && !fits(group)) break;
      if (!respects(keptStarts, from, end)) continue;
      const before = best[from];
      if (!before) continue;
      const candidate = {
        parted: before.parted + (from > 0 && group[0]?.join === 'join' ? 1 : 0),
        groups: before.groups + 1,
        seconds: before.seconds + askedSeconds(group, rate, model),
        bond: before.bond + bondOf(group),
        from,
      };
      const known = best[end];
      if (!known || !isBetter(known, candidate)) best[end] = candidate;
    }
  }
  const groups: PackedShot[][] = [];
  for (let end = shots.length; end > 0; end = (best[end] as Best).from) {
    groups.unshift(shots.slice((best[end] as Best).from, end));
  }
  return groups;
}

function isBetter(candidate: Best, other: Best): boolean {
  if (candidate.parted !== other.parted) return candidate.parted < other.parted;
  if (candidate.groups !== other.groups) return candidate.groups < other.groups;
  if (Math.abs(candidate.seconds - other.seconds) > 1e-9) return candidate.seconds < other.seconds;
  return candidate.bond > other.bond;
}

/** How much neighbours have in common. */
function bondOf(group: readonly PackedShot[]): number {
  let bond = 0;
  for (let index = 1; index < group.length; index += 1) {
    const before = new Set(group[index - 1]?.elementIds);
    bond += group[index]?.elementIds.filter((id) => before.has(id)).length ?? 0;
  }
  return bond;
}

/** Index ranges that stay together. */
function keptGroups(
  shots: readonly PackedShot[],
  kept: readonly (readonly ShotId[])[],
  fits: (group: readonly PackedShot[]) => boolean,
): { readonly from: number; readonly end: number }[] {
  const indexOf = new Map(shots.map(({ shotId }, index) => [shotId, index]));
  return kept.flatMap((ids) => {
    const indexes = ids.flatMap((id) => indexOf.get(id) ?? []).sort((a, b) => a - b);
    const from = indexes[0];
    if (from === undefined) return [];
    const end = from + indexes.length;
    const isRun = indexes.every((index, position) => index === from + position);
    return isRun && (indexes.length === 1 || fits(shots.slice(from, end))) ? [{ from, end }] : [];
  });
}

/** A group is a kept one, or touches none. */
function respects(
  kept: readonly { readonly from: number; readonly end: number }[],
  from: number,
  end: number,
): boolean {
  return kept.every(
    (range) => (range.from === from && range.end === end) || end <= range.from || range.end <= from,
  );
}

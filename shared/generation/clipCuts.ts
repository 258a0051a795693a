import type { ShotId } from '../document/ids';
import type { Shot } from '../document/records';
import type { Rate } from '../time/rate';
import { type ClipObstacle, obstacleTo, type PackedShot } from './clipLimits';
import type { PackRules } from './groupShots';
import { packGroups } from './packShots';

/** What is to be said of some shots so that packing does as a person wants it. */
export type ClipJoins = Readonly<Record<string, Shot['clipJoin']>>;

/** Shots of one run, in film order, with all that decides how they are packed. */
export interface Packing extends PackRules {
  readonly rate: Rate;
  readonly shots: readonly PackedShot[];
}

export function packed({ shots, rate, model, options }: Packing): PackedShot[][] {
  return packGroups(shots, rate, model, options);
}

/** Why shots could not be one clip even if a person asked for it; null = they can. */
export function obstacleToJoining(
  { rate, model, options }: Omit<Packing, 'shots'>,
  group: readonly PackedShot[],
): ClipObstacle | null {
  const asked = group.map((shot): PackedShot => ({ ...shot, join: 'join' }));
  return obstacleTo(asked, rate, model, options.maxElements);
}

/**
 * The fewest marks that make packing begin clips with exactly these shots: `start` where a clip begins anew, `join` where
 * one goes on. Other marks stay as they are unless packing would then answer with other cuts elsewhere.
 * @param starts the shots that are to begin a clip; the first of `shots` always does
 * @returns null where the limits do not allow it
 */
export function joinsForCuts(packing: Packing, starts: ReadonlySet<ShotId>): ClipJoins | null {
  const { shots } = packing;
  const joins = new Map<ShotId, Shot['clipJoin']>();
  const isWanted = ({ shotId }: PackedShot, index: number): boolean => index === 0 || starts.has(shotId);
  for (;;) {
    const marked = shots.map((shot) => ({ ...shot, join: joins.get(shot.shotId) ?? shot.join }));
    const begun = new Set(packed({ ...packing, shots: marked }).map(([first]) => first?.shotId));
    const wrong = marked.filter((shot, index) => isWanted(shot, index) !== begun.has(shot.shotId));
    if (wrong.length === 0)
      return Object.fromEntries(
        shots.flatMap(({ shotId, join }) => {
          const wanted = joins.get(shotId);
          return wanted === undefined || wanted === join ? [] : [[shotId, wanted]];
        }),
      );
    const before = joins.size;
    for (const shot of wrong) joins.set(shot.shotId, starts.has(shot.shotId) ? 'start' : 'join');
    // All is said already, and still not done.
    if (joins.size === before) return null;
  }
}

/** What frees some shots again: packing decides where their clips begin. */
export function freedJoins(shots: readonly PackedShot[]): ClipJoins {
  return Object.fromEntries(
    shots.flatMap(({ shotId, join }) => (join === 'auto' ? [] : [[shotId, 'auto' as const]])),
  );
}

import type { ElementId, ShotId } from '../document/ids';
import type { Shot } from '../document/records';
import type { Rate } from '../time/rate';
import type { Model } from './model';
import { counted } from './problemWords';
import { planSeconds, totalSeconds } from './seconds';

/** A shot with what grouping looks at. */
export interface PackedShot {
  readonly shotId: ShotId;
  readonly sceneId: string;
  readonly lengthFrames: number;
  /** Places among its elements: a cut to another place begins a new picture anyway. */
  readonly placeIds: readonly ElementId[];
  readonly elementIds: readonly ElementId[];
  /** Follows the one before it in the film. */
  readonly isNext: boolean;
  /** What a person wants of the cut before it. */
  readonly join: Shot['clipJoin'];
}

/** Why shots cannot go out together. */
export type ClipObstacle =
  /** The model makes one shot at once, or each is to go alone. */
  | { readonly type: 'single' }
  | { readonly type: 'shots'; readonly count: number; readonly most: number }
  | { readonly type: 'seconds'; readonly count: number; readonly most: number }
  | { readonly type: 'elements'; readonly count: number; readonly most: number }
  | { readonly type: 'scene' }
  | { readonly type: 'gap' }
  /** To another place, and nobody has asked for that. */
  | { readonly type: 'place' }
  /** One of them is to begin a clip. */
  | { readonly type: 'start' };

/** Seconds that shots are asked for with when they go out together. */
export function askedSeconds(group: readonly PackedShot[], rate: Rate, model: Model): number {
  return totalSeconds(
    planSeconds(
      group.map(({ lengthFrames }) => lengthFrames),
      rate,
      model,
    ).map((seconds) => ({ seconds })),
  );
}

/** The most a model makes at once, seconds. */
export function longestClip({ seconds }: Pick<Model, 'seconds'>): number {
  if (seconds === null) return Number.POSITIVE_INFINITY;
  return 'choices' in seconds ? Math.max(...seconds.choices) : seconds.max;
}

/**
 * What keeps neighbouring shots from going out together; null = nothing. One more shot never mends it. A shot alone
 * always may: what is wrong with it is the check's to say.
 */
export function obstacleTo(
  group: readonly PackedShot[],
  rate: Rate,
  model: Model,
  maxElements: number | null,
): ClipObstacle | null {
  const [first] = group;
  if (!first || group.length === 1) return null;
  if (!model.multiShot || model.multiShot.maxShots === 1) return { type: 'single' };
  for (let index = 1; index < group.length; index += 1) {
    const shot = group[index] as PackedShot;
    if (shot.sceneId !== first.sceneId) return { type: 'scene' };
    if (!shot.isNext) return { type: 'gap' };
    if (shot.join === 'start') return { type: 'start' };
    if (!isContinuous(group[index - 1] as PackedShot, shot)) return { type: 'place' };
  }
  if (group.length > model.multiShot.maxShots)
    return { type: 'shots', count: group.length, most: model.multiShot.maxShots };
  const seconds = askedSeconds(group, rate, model);
  const longest = longestClip(model);
  if (seconds > longest) return { type: 'seconds', count: seconds, most: longest };
  if (maxElements !== null) {
    const elements = new Set(group.flatMap(({ elementIds }) => elementIds)).size;
    if (elements > maxElements) return { type: 'elements', count: elements, most: maxElements };
  }
  return null;
}

/** The same place, as far as both say where they are; a person may want them together all the same. */
function isContinuous(before: PackedShot, after: PackedShot): boolean {
  if (after.join === 'join' || before.placeIds.length === 0 || after.placeIds.length === 0) return true;
  return after.placeIds.some((id) => before.placeIds.includes(id));
}

/** "7 shots, at most 6". */
export function obstacleWords(obstacle: ClipObstacle): string {
  switch (obstacle.type) {
    case 'single':
      return 'Every shot goes alone';
    case 'shots':
      return `${counted(obstacle.count, 'shot')}, at most ${obstacle.most}`;
    case 'seconds':
      return `${Math.round(obstacle.count * 100) / 100} s, at most ${obstacle.most} s`;
    case 'elements':
      return `${counted(obstacle.count, 'element')}, at most ${obstacle.most}`;
    case 'scene':
      return 'Another scene';
    case 'gap':
      return 'Not next to each other';
    case 'place':
      return 'Another place';
    case 'start':
      return 'A shot that begins a clip';
    default:
      return obstacle satisfies never;
  }
}

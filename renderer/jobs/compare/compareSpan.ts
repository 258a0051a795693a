import type { Shot, Take } from '@shared/document/records';

type Span = Pick<Shot | Take, 'sourceInFrames' | 'lengthFrames'>;

/** Frames of the shot's own time that takes are compared over, the end not in: all that any of them shows. */
export interface CompareSpan {
  readonly startFrame: number;
  readonly endFrame: number;
}

export function compareSpan(takes: readonly Span[]): CompareSpan {
  const starts = takes.map(({ sourceInFrames }) => sourceInFrames);
  const ends = takes.map(({ sourceInFrames, lengthFrames }) => sourceInFrames + lengthFrames);
  if (takes.length === 0) return { startFrame: 0, endFrame: 1 };
  return { startFrame: Math.min(...starts), endFrame: Math.max(...ends) };
}

/** Where a take stands at a frame of the shot's own time. */
export function placeInTake(
  { sourceInFrames, lengthFrames }: Span,
  frame: number,
): 'before' | 'within' | 'after' {
  if (frame < sourceInFrames) return 'before';
  return frame < sourceInFrames + lengthFrames ? 'within' : 'after';
}

/** Most that are looked at side by side: more could not be told apart, nor decoded in step. */
export const mostCompared = 4;

/**
 * Which takes stand side by side when somebody asks to compare.
 * @param takes of the shot, oldest first
 * @param wanted the one that was asked from; null = the shot's as a whole
 */
export function firstCompared<Id extends string>(
  takes: readonly { readonly id: Id }[],
  activeId: Id | null,
  wanted: Id | null,
): readonly Id[] {
  const ids = takes.map(({ id }) => id);
  if (wanted === null) {
    const newest = ids.slice(-mostCompared);
    if (activeId === null || newest.includes(activeId) || !ids.includes(activeId)) return newest;
    return [activeId, ...newest.slice(1)];
  }
  const other = activeId !== null && activeId !== wanted ? activeId : ids.findLast((id) => id !== wanted);
  return ids.filter((id) => id === wanted || id === other);
}

/** Puts a take in or takes it out, in the order of `order`; null = it cannot be done. */
export function toggledCompared<Id extends string>(
  order: readonly Id[],
  compared: readonly Id[],
  id: Id,
): readonly Id[] | null {
  const isIn = compared.includes(id);
  if (isIn ? compared.length <= 1 : compared.length >= mostCompared) return null;
  const next = isIn ? compared.filter((each) => each !== id) : [...compared, id];
  return order.filter((each) => next.includes(each));
}

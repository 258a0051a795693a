import type { ShotPicture } from '@shared/compositor/shotPicture';
import { isStill } from '@shared/compositor/stillness';

/** Frames' worth of work that a still shot is, however long: what stands still is encoded once. */
const stillFrames = 12;

/** What rendering a shot costs, in frames that move. */
export function expectedWork(picture: ShotPicture): number {
  return isStill(picture) ? Math.min(stillFrames, picture.lengthFrames) : picture.lengthFrames;
}

/**
 * The order in which shots are given to the renderers: the longest work first, so that no renderer ends long before the others.
 * Equal ones stay in the order of the film.
 */
export function longestFirst<T>(work: readonly T[], pictureOf: (item: T) => ShotPicture): T[] {
  const costs = new Map(work.map((item) => [item, expectedWork(pictureOf(item))]));
  return work.toSorted((a, b) => (costs.get(b) ?? 0) - (costs.get(a) ?? 0));
}

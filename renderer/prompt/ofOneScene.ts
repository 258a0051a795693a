import type { ShotId } from '@shared/document/ids';
import type { Sequence } from '@shared/shots/sequence';

/**
 * Of chosen shots those of the scene of the shot at hand, or of the first in the film where that is not among them. No clip
 * goes on into another scene, and a whole film takes long to be put into clips.
 */
export function ofOneScene(
  shotIds: readonly ShotId[],
  at: ShotId,
  { byShotId, listedById }: Sequence,
): readonly ShotId[] {
  const sceneOf = (id: ShotId): string | undefined => listedById.get(id)?.scene.id;
  const placeOf = (id: ShotId): number => byShotId.get(id)?.index ?? Number.POSITIVE_INFINITY;
  const first = shotIds.reduce(
    (before, id) => (placeOf(id) < placeOf(before) ? id : before),
    shotIds[0] ?? at,
  );
  const sceneId = sceneOf(shotIds.includes(at) ? at : first);
  return shotIds.filter((id) => sceneOf(id) === sceneId);
}

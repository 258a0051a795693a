import type { SceneId, ShotId } from '@shared/document/ids';
import type { Sequence } from '@shared/shots/sequence';

/** What goes out: the whole film, the selected shots, or a scene. */
export type DeliveredRange = 'all' | 'selected' | SceneId;

export interface RangeOption {
  readonly value: DeliveredRange;
  readonly label: string;
  readonly isDisabled?: boolean;
}

/** What can be chosen, scenes without shots left out. */
export function rangeOptions({ scenes, byShotId }: Sequence, selected: readonly ShotId[]): RangeOption[] {
  const count = selected.filter((id) => byShotId.has(id)).length;
  return [
    { value: 'all', label: 'Whole film' },
    { value: 'selected', label: `Selected shots (${count})`, isDisabled: count === 0 },
    ...scenes
      .filter(({ shots, isOmitted }) => !isOmitted && shots.length > 0)
      .map(({ scene, label }) => ({
        value: scene.id,
        label: ['Scene', label, scene.heading].filter((words) => words !== '').join(' '),
      })),
  ];
}

/** The shots of a range in film order; null = all. */
export function shotsOfRange(
  { shots }: Sequence,
  range: DeliveredRange,
  selected: readonly ShotId[],
): ShotId[] | null {
  if (range === 'all') return null;
  const chosen = new Set<string>(selected);
  return shots
    .filter(({ shot }) => (range === 'selected' ? chosen.has(shot.id) : shot.sceneId === range))
    .map(({ shot }) => shot.id);
}

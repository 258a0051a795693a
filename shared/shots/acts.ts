import type { SceneId } from '../document/ids';
import type { Scene } from '../document/records';

/** What scenes are gathered in: an act has sequences, a sequence has scenes. */
export type SceneGroup = 'act' | 'sequence';

/** The names in use, in film order, each once; none for scenes without one. */
export function groupNames(scenes: readonly Scene[], group: SceneGroup): readonly string[] {
  return [...new Set(scenes.map((scene) => scene[group]))].filter((name) => name !== '');
}

/** A scene and those right behind it that are in the same group as it is now: what an act that begins here takes in. */
export function scenesFrom(
  scenes: readonly Scene[],
  sceneId: SceneId,
  group: SceneGroup,
): readonly SceneId[] {
  const at = scenes.findIndex(({ id }) => id === sceneId);
  const first = scenes[at];
  if (!first) return [];
  const behind = scenes.slice(at + 1).findIndex((scene) => scene[group] !== first[group]);
  return scenes.slice(at, behind < 0 ? undefined : at + 1 + behind).map(({ id }) => id);
}

/** "Act 1 · The storm"; empty for a scene in neither. */
export const groupText = ({ act, sequence }: Scene): string => [act, sequence].filter(Boolean).join(' · ');

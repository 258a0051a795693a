import { counted } from '../generation/problemWords';
import { isSame, type ScenePlan, type ScriptPlan } from './planScript';

/** What becomes of a scene, in a word. */
export type SceneState = 'new' | 'changed' | 'moved' | 'same' | 'gone';

export function stateOf(plan: ScenePlan): SceneState {
  if (plan.kind !== 'known') return plan.kind;
  if (isSame(plan)) return 'same';
  return plan.isMoved && isSame({ ...plan, isMoved: false }) ? 'moved' : 'changed';
}

/** Scenes in each state. */
export function countStates({ scenes }: ScriptPlan): Record<SceneState, number> {
  const counts = { new: 0, changed: 0, moved: 0, same: 0, gone: 0 };
  for (const plan of scenes) counts[stateOf(plan)] += 1;
  return counts;
}

/** What changes in a scene, in a line: "2 lines new, 1 line changed, moved". */
export function changeWords(plan: ScenePlan): string {
  if (plan.kind === 'gone') return 'no longer in the script';
  if (plan.kind === 'new') {
    const { items } = plan.script;
    const lines = items.filter(({ type }) => type === 'dialogue').length;
    const paragraphs = items.filter(({ type }) => type === 'action').length;
    const parts = [
      ...(paragraphs > 0 ? [counted(paragraphs, 'paragraph')] : []),
      ...(lines > 0 ? [counted(lines, 'line')] : []),
    ];
    return parts.length === 0 ? 'nothing in it yet' : parts.join(', ');
  }
  const { fields, lineEdits, newLines, newShots, goneLineIds, keptLines, shotEdits } = plan.change;
  const added = newLines.length + newShots.reduce((sum, { lines }) => sum + lines.length, 0);
  const parts = [
    ...(fields.heading === undefined ? [] : [`was "${plan.scene.heading || 'Untitled scene'}"`]),
    ...(fields.number === undefined ? [] : [`gets number ${fields.number}`]),
    ...(lineEdits.length > 0 ? [`${counted(lineEdits.length, 'line')} changed`] : []),
    ...(added > 0 ? [`${counted(added, 'line')} new`] : []),
    ...(goneLineIds.length > 0 ? [`${counted(goneLineIds.length, 'line')} gone`] : []),
    ...(keptLines > 0 ? [`${counted(keptLines, 'line')} gone from the script and kept`] : []),
    ...(shotEdits.length > 0 ? [`action of ${counted(shotEdits.length, 'shot')} changed`] : []),
    ...(newShots.length > 0 ? [`${counted(newShots.length, 'shot')} new`] : []),
    ...(plan.isMoved ? ['moved'] : []),
  ];
  if (parts.length > 0) return parts.join(', ');
  return fields.notes === undefined ? '' : 'text of the script kept with the scene';
}

/** "3 scenes new, 2 changed"; '' = nothing changes. */
export function summaryWords(plan: ScriptPlan): string {
  const counts = countStates(plan);
  const parts = (['new', 'changed', 'moved', 'gone'] as const).flatMap((state) =>
    counts[state] > 0 ? [[state, counts[state]] as const] : [],
  );
  return parts
    .map(([state, count], index) =>
      index === 0 ? `${counted(count, 'scene')} ${state}` : `${count} ${state}`,
    )
    .join(', ');
}

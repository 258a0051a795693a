import type { Draft } from '../../document/draft';
import type { SceneId, ShotId } from '../../document/ids';
import { filmLabels } from '../labels';

/**
 * The last step of every edit: while numbers are locked, what is new gets a number that it keeps; while they are not, shots
 * keep none. So no command has to think of it, and none can forget it.
 */
export function settleNumbers(draft: Draft): void {
  const touched = draft.touched().filter(({ kind }) => kind === 'scene' || kind === 'shot');
  if (touched.length === 0) return;
  const shotIds = idsOf(touched, 'shot') as ShotId[];
  if (!draft.project().numbering.isLocked) {
    for (const id of shotIds) if (draft.get('shot', id)?.number) draft.update('shot', id, { number: null });
    return;
  }
  const sceneIds = idsOf(touched, 'scene') as SceneId[];
  giveUpTakenNumbers(draft, sceneIds, shotIds);
  const hasNew =
    sceneIds.some((id) => draft.get('scene', id)?.number === null) ||
    shotIds.some((id) => draft.get('shot', id)?.number === null);
  if (hasNew) keepNumbers(draft);
}

const idsOf = (touched: ReturnType<Draft['touched']>, kind: 'scene' | 'shot'): string[] =>
  touched.filter((record) => record.kind === kind).map(({ id }) => id);

/** Writes the number that every scene and shot has now, where none is kept. */
export function keepNumbers(draft: Draft): void {
  const { scenes, shots } = filmLabels(draft);
  for (const scene of draft.list('scene')) {
    const number = scenes.get(scene.id);
    if (scene.number === null && number) draft.update('scene', scene.id, { number });
  }
  for (const shot of draft.list('shot')) {
    const number = shots.get(shot.id);
    if (shot.number === null && number) draft.update('shot', shot.id, { number });
  }
}

/** What was pasted or copied brings its number along: it keeps it only where nothing else has it. */
function giveUpTakenNumbers(draft: Draft, sceneIds: readonly SceneId[], shotIds: readonly ShotId[]): void {
  for (const id of sceneIds) {
    const number = draft.isNew('scene', id) ? draft.get('scene', id)?.number : null;
    if (number && isShared(draft.list('scene'), (scene) => scene.number, number))
      draft.update('scene', id, { number: null });
  }
  for (const id of shotIds) {
    const number = draft.isNew('shot', id) ? draft.get('shot', id)?.number?.label : null;
    if (number && isShared(draft.list('shot'), (shot) => shot.number?.label, number))
      draft.update('shot', id, { number: null });
  }
}

function isShared<T>(records: readonly T[], read: (record: T) => string | null | undefined, number: string) {
  const same = records.filter((record) => read(record)?.toUpperCase() === number.toUpperCase());
  return same.length > 1;
}

import type { ShotId } from '@shared/document/ids';
import { type Shot, shotStatuses } from '@shared/document/records';
import { statusTitles } from '@shared/shots/words';
import { currentSequence } from '../state/documentStore';
import { type RunOptions, runCommand } from '../state/runCommand';
import { RotateCcw } from '../ui/icons';
import type { MenuEntry } from '../ui/menuEntry';
import { colourEntries } from './colourEntries';

/** What the menus of boards and of the shot list do to all chosen shots alike. */
export function shotEntries(
  shots: readonly Shot[],
  options: RunOptions = {},
): { readonly status: MenuEntry; readonly colour: MenuEntry; readonly scene: MenuEntry } {
  const shotIds = shots.map(({ id }) => id);
  const editAll = (fields: Partial<Pick<Shot, 'status' | 'colour'>>): void =>
    void runCommand('shot.edit', { shotIds, fields }, options);
  return {
    status: {
      id: 'status',
      label: 'Status',
      entries: shotStatuses.map((status) => ({
        id: status,
        label: statusTitles[status],
        isChecked: shots.every((shot) => shot.status === status),
        run: () => editAll({ status }),
      })),
    },
    colour: {
      id: 'colour',
      label: 'Colour',
      entries: colourEntries(
        (colour) => shots.every((shot) => shot.colour === colour),
        (colour) => editAll({ colour }),
      ),
    },
    scene: {
      id: 'scene',
      label: 'Move to Scene',
      entries: currentSequence().scenes.map(({ scene, label }) => ({
        id: scene.id,
        label: `${label}  ${scene.heading || 'Untitled scene'}`,
        run: () => void runCommand('shot.move', { shotIds, sceneId: scene.id, beforeShotId: null }),
      })),
    },
  };
}

/** Brings back what was omitted, where any of the shots is. */
export function restoreEntries(shots: readonly Shot[]): readonly MenuEntry[] {
  if (!shots.some(({ status }) => status === 'omitted')) return [];
  const shotIds: readonly ShotId[] = shots.map(({ id }) => id);
  return [
    {
      id: 'shot.restore',
      label: shots.length === 1 ? 'Restore' : 'Restore Omitted Shots',
      icon: RotateCcw,
      run: () => void runCommand('shot.restore', { shotIds }),
    },
  ];
}

import type { SceneId, ShotId } from '@shared/document/ids';
import { shotStatuses } from '@shared/document/records';
import { runAction } from '../state/actions';
import { currentDocument, currentSequence } from '../state/documentStore';
import { runCommand } from '../state/runCommand';
import { select, selectedOf, sessionStore } from '../state/sessionStore';
import { Clapperboard, Copy, Frame, Plus, RotateCcw, Sparkles, Trash2 } from '../ui/icons';
import { labelColours } from '../ui/labelColours';
import type { MenuEntry } from '../ui/menuEntry';

const statusTitles: Readonly<Record<(typeof shotStatuses)[number], string>> = {
  draft: 'Draft',
  inProgress: 'In Progress',
  review: 'For Review',
  approved: 'Approved',
  omitted: 'Omitted',
};

/** The menu of what lies under the pointer: shots, a scene's line, or the empty sheet. */
export function boardMenu(event: MouseEvent): readonly MenuEntry[] {
  const target = event.target instanceof Element ? event.target : null;
  const shotId = target?.closest<HTMLElement>('[data-shot]')?.dataset['shot'] as ShotId | undefined;
  if (shotId) {
    if (!selectedOf('shot').includes(shotId)) select([shotId]);
    return shotMenu(selectedOf('shot'));
  }
  const sceneId = target?.closest<HTMLElement>('[data-scene]')?.dataset['scene'] as SceneId | undefined;
  const common: MenuEntry[] = [
    { id: 'shot.add', label: 'New Shot', icon: Plus, keys: 'KeyN', run: () => runAction('shot.add') },
    {
      id: 'scene.add',
      label: 'New Scene',
      icon: Clapperboard,
      keys: '$mod+Shift+KeyN',
      run: () => runAction('scene.add'),
    },
  ];
  if (!sceneId) return common;
  const document = currentDocument();
  const scenes = document.list('scene');
  const scene = document.get('scene', sceneId);
  const { isLocked } = document.project().numbering;
  const index = scenes.findIndex((scene) => scene.id === sceneId);
  return [
    {
      id: 'sceneShot',
      label: 'New Shot in This Scene',
      icon: Plus,
      run: () => void runCommand('shot.add', { sceneId }),
    },
    ...common.slice(1),
    { id: 'line', separator: true },
    {
      id: 'up',
      label: 'Move Scene Up',
      isDisabled: index <= 0,
      run: () => void runCommand('scene.move', { sceneId, index: index - 1 }),
    },
    {
      id: 'down',
      label: 'Move Scene Down',
      isDisabled: index >= scenes.length - 1,
      run: () => void runCommand('scene.move', { sceneId, index: index + 1 }),
    },
    {
      id: 'sceneColour',
      label: 'Colour',
      entries: colourEntries(
        (colour) => scene?.colour === colour,
        (colour) => void runCommand('scene.edit', { sceneId, fields: { colour } }),
      ),
    },
    { id: 'line2', separator: true },
    ...(scene?.isOmitted
      ? [
          {
            id: 'scene.restore',
            label: 'Restore Scene',
            icon: RotateCcw,
            run: () => void runCommand('scene.restore', { sceneId }),
          },
        ]
      : []),
    {
      id: 'scene.delete',
      label: isLocked ? 'Omit Scene and Its Shots' : 'Delete Scene and Its Shots',
      icon: Trash2,
      isDanger: true,
      isDisabled: isLocked && scene?.isOmitted === true,
      run: () => void runCommand('scene.delete', { sceneId }),
    },
  ];
}

function shotMenu(shotIds: readonly ShotId[]): readonly MenuEntry[] {
  const document = currentDocument();
  const shots = shotIds.flatMap((id) => document.get('shot', id) ?? []);
  const count = shots.length;
  // What is deleted keeps its number while numbers are locked.
  const { isLocked } = document.project().numbering;
  const verb = isLocked ? 'Omit' : 'Delete';
  const editAll = (fields: Record<string, unknown>): void =>
    void runCommand('shot.edit', { shotIds, fields });
  return [
    {
      id: 'open',
      label: 'Open on the Stage',
      icon: Frame,
      run: () => sessionStore.setState({ workspace: 'stage' }),
    },
    {
      id: 'generate',
      label: count === 1 ? 'Generate Clip' : `Generate ${count} Clips`,
      icon: Sparkles,
      run: () => runAction('generate.shots'),
    },
    { id: 'line', separator: true },
    { id: 'shot.add', label: 'New Shot After', icon: Plus, keys: 'KeyN', run: () => runAction('shot.add') },
    {
      id: 'edit.duplicate',
      label: 'Duplicate',
      icon: Copy,
      keys: '$mod+KeyD',
      run: () => runAction('edit.duplicate'),
    },
    {
      id: 'status',
      label: 'Status',
      entries: shotStatuses.map((status) => ({
        id: status,
        label: statusTitles[status],
        isChecked: shots.every((shot) => shot.status === status),
        run: () => editAll({ status }),
      })),
    },
    {
      id: 'colour',
      label: 'Colour',
      entries: colourEntries(
        (colour) => shots.every((shot) => shot.colour === colour),
        (colour) => editAll({ colour }),
      ),
    },
    {
      id: 'scene',
      label: 'Move to Scene',
      entries: currentSequence().scenes.map(({ scene, label }) => ({
        id: scene.id,
        label: `${label}  ${scene.heading || 'Untitled scene'}`,
        run: () => void runCommand('shot.move', { shotIds, sceneId: scene.id, beforeShotId: null }),
      })),
    },
    { id: 'line2', separator: true },
    ...(shots.some(({ status }) => status === 'omitted')
      ? [
          {
            id: 'shot.restore',
            label: count === 1 ? 'Restore' : 'Restore Omitted Shots',
            icon: RotateCcw,
            run: () => void runCommand('shot.restore', { shotIds }),
          },
        ]
      : []),
    {
      id: 'edit.delete',
      label: count === 1 ? verb : `${verb} ${count} Shots`,
      icon: Trash2,
      keys: 'Delete',
      isDanger: true,
      isDisabled: isLocked && shots.every(({ status }) => status === 'omitted'),
      run: () => void runCommand('shot.delete', { shotIds }),
    },
  ];
}

/** The colours to choose from, the present one ticked. */
function colourEntries(
  isPresent: (colour: string | null) => boolean,
  choose: (colour: string | null) => void,
): readonly MenuEntry[] {
  return [['None', null] as const, ...labelColours].map(([label, colour]) => ({
    id: colour ?? 'none',
    label,
    isChecked: isPresent(colour),
    run: () => choose(colour),
  }));
}

import type { SceneId } from '@shared/document/ids';
import { groupNames, type SceneGroup } from '@shared/shots/acts';
import { copyEntries, pasteEntry } from '../clipboard/clipboardMenu';
import { currentDocument } from '../state/documentStore';
import { runCommand } from '../state/runCommand';
import { select } from '../state/sessionStore';
import { Clapperboard, CopyPlus, ListTree, MousePointer2, Plus, RotateCcw, Trash2 } from '../ui/icons';
import type { MenuEntry } from '../ui/menuEntry';
import { colourEntries } from './colourEntries';
import { showScene } from './sceneDialogStore';

/** The menu of a scene's line. */
export function sceneMenu(sceneId: SceneId): readonly MenuEntry[] {
  const document = currentDocument();
  const scenes = document.list('scene');
  const scene = document.get('scene', sceneId);
  const index = scenes.findIndex(({ id }) => id === sceneId);
  const shots = document.childrenOf('shot', sceneId);
  // Behind its last shot; a scene comes behind it.
  const pastePlace = { sceneId, afterShotId: shots.at(-1)?.id };
  const run =
    (command: string, args: Record<string, unknown> = {}) =>
    (): void =>
      void runCommand(command, { sceneId, ...args });
  return [
    { id: 'shot', label: 'New Shot in This Scene', icon: Plus, run: run('shot.add') },
    {
      id: 'before',
      label: 'New Scene Before',
      icon: Clapperboard,
      run: () => void runCommand('scene.add', { index }),
    },
    {
      id: 'after',
      label: 'New Scene After',
      icon: Clapperboard,
      run: () => void runCommand('scene.add', { index: index + 1 }),
    },
    { id: 'line', separator: true },
    {
      id: 'scene.showDetails',
      label: 'Scene Details…',
      icon: ListTree,
      run: () => showScene(sceneId),
    },
    groupEntry(sceneId, 'act', 'Act'),
    groupEntry(sceneId, 'sequence', 'Sequence'),
    {
      id: 'select',
      label: 'Select Its Shots',
      icon: MousePointer2,
      isDisabled: shots.length === 0,
      run: () => select(shots.map(({ id }) => id)),
    },
    ...copyEntries({ kind: 'scene', ids: [sceneId] }, 'Scene'),
    pasteEntry(pastePlace, 'Paste into This Scene'),
    { id: 'duplicate', label: 'Duplicate Scene', icon: CopyPlus, run: run('scene.duplicate') },
    {
      id: 'merge',
      label: 'Merge with the Next Scene',
      isDisabled: index >= scenes.length - 1,
      run: run('scene.mergeWithNext'),
    },
    {
      id: 'up',
      label: 'Move Scene Up',
      isDisabled: index <= 0,
      run: run('scene.move', { index: index - 1 }),
    },
    {
      id: 'down',
      label: 'Move Scene Down',
      isDisabled: index >= scenes.length - 1,
      run: run('scene.move', { index: index + 1 }),
    },
    {
      id: 'colour',
      label: 'Colour',
      entries: colourEntries(
        (colour) => scene?.colour === colour,
        (colour) => run('scene.edit', { fields: { colour } })(),
      ),
    },
    { id: 'line2', separator: true },
    ...(scene?.isOmitted
      ? [{ id: 'restore', label: 'Restore Scene', icon: RotateCcw, run: run('scene.restore') }]
      : []),
    deleteEntry(sceneId, index, shots.length),
  ];
}

/** The names there are; a new one is written among the details. */
function groupEntry(sceneId: SceneId, group: SceneGroup, label: string): MenuEntry {
  const scenes = currentDocument().list('scene');
  const present = scenes.find(({ id }) => id === sceneId)?.[group];
  const put = (name: string) => (): void =>
    void runCommand('scene.setGroups', { sceneIds: [sceneId], fields: { [group]: name } });
  return {
    id: group,
    label,
    entries: [
      { id: 'none', label: 'None', isChecked: present === '', run: put('') },
      ...groupNames(scenes, group).map((name) => ({
        id: `named ${name}`,
        label: name,
        isChecked: present === name,
        run: put(name),
      })),
      { id: 'line', separator: true },
      { id: 'new', label: `New ${label}…`, run: () => showScene(sceneId) },
    ],
  };
}

/** What becomes of the shots is asked where there are any, and only what can be. */
function deleteEntry(sceneId: SceneId, index: number, shotCount: number): MenuEntry {
  const document = currentDocument();
  const scenes = document.list('scene');
  const { isLocked } = document.project().numbering;
  const isGone = isLocked && document.get('scene', sceneId)?.isOmitted === true;
  const verb = isLocked ? 'Omit' : 'Delete';
  const run = (shots: 'delete' | 'toPrevious' | 'toNext') => (): void =>
    void runCommand('scene.delete', { sceneId, shots });
  const base = { id: 'delete', icon: Trash2, isDanger: true } as const;
  if (shotCount === 0 || scenes.length === 1 || isGone)
    return {
      ...base,
      label: shotCount === 0 ? `${verb} Scene` : `${verb} Scene and Its Shots`,
      isDisabled: isGone,
      run: run('delete'),
    };
  return {
    id: 'delete',
    label: `${verb} Scene`,
    icon: Trash2,
    isDanger: true,
    entries: [
      {
        ...base,
        id: 'all',
        label: `And Its ${shotCount === 1 ? 'Shot' : `${shotCount} Shots`}`,
        run: run('delete'),
      },
      ...(index > 0
        ? [{ id: 'previous', label: 'Shots Go to the Previous Scene', run: run('toPrevious') }]
        : []),
      ...(index < scenes.length - 1
        ? [{ id: 'next', label: 'Shots Go to the Next Scene', run: run('toNext') }]
        : []),
    ],
  };
}

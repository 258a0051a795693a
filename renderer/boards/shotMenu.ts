import { defaultFocalMm } from '@shared/document/factories';
import type { ShotId } from '@shared/document/ids';
import { clipJoins, type Shot, shotAngles, shotSizes } from '@shared/document/records';
import { hasNeighbourFrames } from '@shared/generation/neighbourFrames';
import { sizeNames } from '@shared/shots/words';
import { secondsToFrames } from '@shared/time/frames';
import { copyEntries, pasteEntry } from '../clipboard/clipboardMenu';
import { restoreEntries, shotEntries } from '../scenes/shotEntries';
import { runAction } from '../state/actions';
import { currentDocument, currentSequence } from '../state/documentStore';
import { runCommand } from '../state/runCommand';
import { sessionStore } from '../state/sessionStore';
import { isShotTakeStale } from '../state/takeState';
import {
  ArrowLeftRight,
  Clapperboard,
  CopyPlus,
  Frame,
  Plus,
  RefreshCw,
  Scissors,
  Sparkles,
  Trash2,
} from '../ui/icons';
import type { MenuEntry } from '../ui/menuEntry';

const clipJoinTitles: Readonly<Record<(typeof clipJoins)[number], string>> = {
  auto: 'As Packing Finds Best',
  start: 'Begins a Clip',
  join: 'With the Shot Before',
};

/** Focal lengths of a common set of prime lenses, mm. */
const lensesMm = [18, 24, 28, 35, 50, 65, 85, 100, 135, 200] as const;

/** The menu of one shot or several: what is chosen is done to all. */
export function shotMenu(shotIds: readonly ShotId[]): readonly MenuEntry[] {
  const document = currentDocument();
  const shots = shotIds.flatMap((id) => document.get('shot', id) ?? []);
  const count = shots.length;
  // What is deleted keeps its number while numbers are locked.
  const { isLocked } = document.project().numbering;
  const verb = isLocked ? 'Omit' : 'Delete';
  const editAll = (fields: Record<string, unknown>): void =>
    void runCommand('shot.edit', { shotIds, fields });
  const both = shotEntries(shots);
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
    ...staleEntry(),
    {
      id: 'shot.rerollWithNeighbours',
      label: 'Re-roll with Neighbours’ Frames…',
      icon: ArrowLeftRight,
      isDisabled: count !== 1 || !hasNeighbourFrames(document, shotIds[0] as ShotId),
      run: () => runAction('shot.rerollWithNeighbours'),
    },
    { id: 'line', separator: true },
    { id: 'shot.add', label: 'New Shot After', icon: Plus, keys: 'KeyN', run: () => runAction('shot.add') },
    { id: 'beforeCopy', separator: true },
    ...copyEntries({ kind: 'shot', ids: [...shotIds] }),
    pasteEntry(),
    {
      id: 'edit.duplicate',
      label: 'Duplicate',
      icon: CopyPlus,
      keys: '$mod+KeyD',
      run: () => runAction('edit.duplicate'),
    },
    { id: 'afterCopy', separator: true },
    {
      id: 'length',
      label: 'Length',
      entries: lengthEntries(shotIds),
    },
    {
      id: 'size',
      label: 'Size',
      entries: choiceEntries(shots, shotSizes, 'size', editAll),
    },
    {
      id: 'angle',
      label: 'Angle',
      entries: choiceEntries(shots, shotAngles, 'angle', editAll),
    },
    {
      id: 'lens',
      label: 'Lens',
      entries: lensesMm.map((lensMm) => ({
        id: String(lensMm),
        label: `${lensMm} mm`,
        isChecked: shots.every((shot) => (shot.lensMm ?? defaultFocalMm) === lensMm),
        run: () => void runCommand('shot.setLens', { shotIds, lensMm }),
      })),
    },
    both.status,
    both.colour,
    {
      id: 'clip',
      label: 'In Multi-Shot Clips',
      entries: clipJoins.map((clipJoin) => ({
        id: clipJoin,
        label: clipJoinTitles[clipJoin],
        isChecked: shots.every((shot) => shot.clipJoin === clipJoin),
        run: () => editAll({ clipJoin }),
      })),
    },
    both.scene,
    {
      id: 'newScene',
      label: count === 1 ? 'New Scene from This Shot' : `New Scene from ${count} Shots`,
      icon: Clapperboard,
      run: () => void runCommand('scene.addFromShots', { shotIds }),
    },
    {
      id: 'splitScene',
      label: 'Split Scene at This Shot',
      isDisabled: count !== 1 || isFirstOfScene(shots[0]),
      run: () => void runCommand('scene.splitAtShot', { shotId: shotIds[0] }),
    },
    {
      id: 'shot.combine',
      label: count < 2 ? 'Combine Shots into One' : `Combine ${count} Shots into One`,
      keys: '$mod+Alt+KeyJ',
      isDisabled: count < 2,
      run: () => runAction('shot.combine'),
    },
    ...(count === 1 && document.childrenOf('board', shotIds[0] ?? '').length > 1
      ? [
          {
            id: 'board.splitIntoShots',
            label: 'Split Boards into Shots',
            icon: Scissors,
            run: () => void runCommand('board.splitIntoShots', { shotId: shotIds[0] }),
          },
        ]
      : []),
    { id: 'line2', separator: true },
    ...restoreEntries(shots),
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

/** Whatever is chosen: what is stale lies all over a film. */
function staleEntry(): readonly MenuEntry[] {
  const document = currentDocument();
  const count = currentSequence().shots.filter(({ shot }) => isShotTakeStale(document, shot)).length;
  if (count === 0) return [];
  return [
    {
      id: 'stale',
      label: count === 1 ? 'Regenerate Stale Take…' : `Regenerate ${count} Stale Takes…`,
      icon: RefreshCw,
      run: () => runAction('generate.stale'),
    },
  ];
}

/** To a length, by a step, or in proportion. */
function lengthEntries(shotIds: readonly ShotId[]): readonly MenuEntry[] {
  const { rate } = currentDocument().project();
  const frameCount = (seconds: number): number => Math.max(1, secondsToFrames(seconds, rate));
  const set = (seconds: number): MenuEntry => ({
    id: `${seconds}s`,
    label: seconds === 1 ? '1 second' : `${seconds} seconds`,
    run: () => void runCommand('shot.setLength', { shotIds, lengthFrames: frameCount(seconds) }),
  });
  const change = (label: string, byFrames: number): MenuEntry => ({
    id: label,
    label,
    run: () => void runCommand('shot.changeLength', { shotIds, byFrames }),
  });
  const scale = (label: string, factor: number): MenuEntry => ({
    id: label,
    label,
    run: () => void runCommand('shot.scaleLength', { shotIds, factor }),
  });
  return [
    ...[1, 2, 3, 5, 10].map(set),
    { id: 'line', separator: true },
    change('One Frame Longer', 1),
    change('One Frame Shorter', -1),
    change('Half a Second Longer', frameCount(0.5)),
    change('Half a Second Shorter', -frameCount(0.5)),
    { id: 'line2', separator: true },
    scale('Twice as Long', 2),
    scale('Half as Long', 0.5),
  ];
}

function choiceEntries(
  shots: readonly Shot[],
  values: readonly string[],
  field: 'size' | 'angle',
  editAll: (fields: Record<string, unknown>) => void,
): readonly MenuEntry[] {
  return [null, ...values].map((value) => ({
    id: value ?? 'none',
    label: value ?? 'None',
    ...(value !== null && field === 'size' ? { detail: sizeNames[value as keyof typeof sizeNames] } : {}),
    isChecked: shots.every((shot) => shot[field] === value),
    run: () => editAll({ [field]: value }),
  }));
}

function isFirstOfScene(shot: Shot | undefined): boolean {
  return shot === undefined || currentDocument().childrenOf('shot', shot.sceneId)[0]?.id === shot.id;
}

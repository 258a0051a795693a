import { type Element, elementTypes } from '@shared/document/records';
import { selectElementUsage } from '@shared/elements/usage';
import { copyEntries, pasteEntry } from '../clipboard/clipboardMenu';
import { currentDocument, currentSequence } from '../state/documentStore';
import { runCommand } from '../state/runCommand';
import { currentShotId, select, selectedOf } from '../state/sessionStore';
import { MousePointer2, Pencil, Pin, Trash2 } from '../ui/icons';
import type { MenuEntry } from '../ui/menuEntry';
import { elementTypeLooks } from './elementTypes';

/** The menu of an element's card. */
export function elementMenu(element: Element): readonly MenuEntry[] {
  const { byShotId } = currentSequence();
  const used = selectElementUsage(currentDocument()).get(element.id) ?? [];
  const shotIds = pinTargets();
  const [first] = shotIds;
  const where =
    shotIds.length === 1 && first ? `Shot ${byShotId.get(first)?.label ?? ''}` : `${shotIds.length} Shots`;
  return [
    {
      id: 'pin',
      label: first ? `Pin on ${where}` : 'Pin on the Current Shot',
      icon: Pin,
      isDisabled: !first,
      run: () =>
        void runCommand(
          'element.pin',
          { elementId: element.id, shotIds, lookId: null },
          { keepSelection: true },
        ),
    },
    {
      id: 'select',
      label: used.length === 1 ? 'Select Its Shot' : `Select Its ${used.length} Shots`,
      icon: MousePointer2,
      isDisabled: used.length === 0,
      run: () => select([...used]),
    },
    { id: 'beforeCopy', separator: true },
    ...copyEntries({ kind: 'element', ids: [element.id] }),
    pasteEntry(),
    { id: 'afterCopy', separator: true },
    { id: 'rename', label: 'Rename', icon: Pencil, run: () => renameElement(element.id) },
    {
      id: 'type',
      label: 'Change Type',
      entries: elementTypes.map((type) => ({
        id: type,
        label: elementTypeLooks[type].title,
        isChecked: element.type === type,
        run: () => void runCommand('element.edit', { elementId: element.id, fields: { type } }),
      })),
    },
    { id: 'line', separator: true },
    {
      id: 'delete',
      label: 'Delete Element and Its Pins',
      icon: Trash2,
      isDanger: true,
      run: () => void runCommand('element.delete', { elementId: element.id }),
    },
  ];
}

/** Where an element is pinned by a button or a menu: on the selected shots, else on the one at the playhead. */
export function pinTargets(): readonly NonNullable<ReturnType<typeof currentShotId>>[] {
  const selected = selectedOf('shot');
  const current = currentShotId();
  return selected.length > 0 ? selected : current ? [current] : [];
}

/** Chooses an element and goes to its name, when its fields are there. */
export function renameElement(elementId: Element['id']): void {
  select([elementId]);
  requestAnimationFrame(() =>
    document.querySelector<HTMLInputElement>('[data-element-detail] input')?.focus(),
  );
}

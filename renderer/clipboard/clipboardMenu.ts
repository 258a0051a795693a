import type { PastePlace } from '@shared/clipboard/pasteFragment';
import type { ClipSelection } from '@shared/clipboard/selection';
import { ClipboardPaste, Copy, Scissors } from '../ui/icons';
import type { MenuEntry } from '../ui/menuEntry';
import { invokeClipboard } from './clipboardEvents';

/** Cut and Copy of what a menu is about. `what`: in words, where it is not plain. */
export function copyEntries(selection: ClipSelection, what = ''): readonly MenuEntry[] {
  return [
    {
      id: 'edit.cut',
      label: `Cut ${what}`.trim(),
      icon: Scissors,
      keys: '$mod+KeyX',
      run: () => invokeClipboard('cut', { selection }),
    },
    {
      id: 'edit.copy',
      label: `Copy ${what}`.trim(),
      icon: Copy,
      keys: '$mod+KeyC',
      run: () => invokeClipboard('copy', { selection }),
    },
  ];
}

/** Paste where a menu was opened. `place` absent = behind the selection, or at the playhead. */
export function pasteEntry(place?: Partial<PastePlace>, label = 'Paste'): MenuEntry {
  return {
    id: 'edit.paste',
    label,
    icon: ClipboardPaste,
    keys: '$mod+KeyV',
    run: () => invokeClipboard('paste', place ? { place } : {}),
  };
}

import { collectFragment } from '@shared/clipboard/collect';
import { fragmentFormat, maxFragmentLength } from '@shared/clipboard/fragment';
import type { ClipKind, ClipSelection } from '@shared/clipboard/selection';
import { clipSummary } from '@shared/clipboard/summary';
import { currentDocument, documentStore } from '../state/documentStore';
import { raiseNotice } from '../state/notices';
import { runCommand } from '../state/runCommand';
import { selectedOf } from '../state/sessionStore';

/** The most particular thing selected comes first, as for Delete. */
const kinds: readonly ClipKind[] = ['layer', 'clip', 'board', 'dialogueLine', 'element', 'shot'];

/** What Copy would take; null = nothing that can be copied is selected. */
export function selectionToCopy(): ClipSelection | null {
  for (const kind of kinds) {
    const ids = selectedOf(kind);
    if (ids.length > 0) return { kind, ids: ids.slice(0, 10_000) } as ClipSelection;
  }
  return null;
}

/**
 * Puts things on the clipboard: for Ekonte as a fragment, for other programs in words.
 * @returns whether they are there
 */
export function copyTo(data: DataTransfer, selection: ClipSelection): boolean {
  const document = currentDocument();
  const { opened, isLoaded } = documentStore.getState();
  if (!isLoaded) {
    // Without what is inside its pictures a shot that is cut would come back empty.
    raiseNotice({ tone: 'info', message: 'The film is still being opened, so the clipboard is as it was.' });
    return false;
  }
  const fragment = collectFragment(document, selection, opened?.location ?? '');
  if (!fragment) return false;
  const text = JSON.stringify(fragment);
  if (text.length > maxFragmentLength) {
    raiseNotice({
      tone: 'warning',
      message: 'This is too much to copy at once, so the clipboard is as it was. Copy it in parts.',
    });
    return false;
  }
  data.setData(fragmentFormat, text);
  data.setData('text/plain', clipSummary(document, selection));
  return true;
}

export function cutTo(data: DataTransfer, selection: ClipSelection): void {
  if (copyTo(data, selection)) void runCommand('edit.cut', { what: selection });
}

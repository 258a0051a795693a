import type { PastePlace } from '@shared/clipboard/pasteFragment';
import type { ClipSelection } from '@shared/clipboard/selection';
import { call } from '../state/bridge';
import { raiseError, raiseNotice } from '../state/notices';
import { copyTo, cutTo, selectionToCopy } from './copying';
import { pasteFrom } from './pasting';

export type ClipboardEdit = 'cut' | 'copy' | 'paste';

/** What one of our own menus or keys has asked for, until the browser's event for it is here. */
interface Wanted {
  readonly edit: ClipboardEdit;
  readonly selection: ClipSelection | null;
  readonly place: Partial<PastePlace> | null;
  readonly take: ((data: DataTransfer) => boolean) | null;
}

/** How long the browser may take from being asked to its event. */
const eventLimitMs = 1_000;

let wanted: Wanted | null = null;

interface InvokeOptions {
  /** What to copy instead of the selection. */
  readonly selection?: ClipSelection;
  /** Where to paste instead of at the selection. */
  readonly place?: Partial<PastePlace>;
  /** Takes what is pasted ahead of the film, as cells of a table do. @returns false = it is not for it */
  readonly take?: (data: DataTransfer) => boolean;
}

/** Copies, cuts or pastes: the browser's own event does it, since only that may read and write the clipboard. */
export function invokeClipboard(edit: ClipboardEdit, { selection, place, take }: InvokeOptions = {}): void {
  const own: Wanted = { edit, selection: selection ?? null, place: place ?? null, take: take ?? null };
  const forget = (): void => {
    if (wanted === own) wanted = null;
  };
  wanted = own;
  call('clipboard.invoke', { edit }).then(
    // An event that has not come by now is somebody else's when it does.
    () => window.setTimeout(forget, eventLimitMs),
    (error: unknown) => {
      forget();
      raiseError(error);
    },
  );
}

/** Whether the event is about the text of a field or of a dialog, which the browser copies and pastes by itself. */
function isAboutText(event: ClipboardEvent, isTyping: (target: EventTarget | null) => boolean): boolean {
  const { target } = event;
  if (isTyping(target)) return true;
  if (target instanceof Element && target.closest('[role="dialog"]')) return true;
  return event.type !== 'paste' && document.getSelection()?.isCollapsed === false;
}

/** Answers the clipboard's events. Once for the window. @param isTyping whether key presses on an element are text */
export function followClipboard(isTyping: (target: EventTarget | null) => boolean): void {
  const handle = (event: ClipboardEvent): void => {
    const asked = wanted?.edit === event.type ? wanted : null;
    wanted = null;
    const data = event.clipboardData;
    if (!data || (!asked && isAboutText(event, isTyping))) return;
    if (event.type === 'paste') {
      if (!asked?.take?.(data) && !pasteFrom(data, asked?.place ?? null)) {
        if (asked) sayNothingToPaste(data);
        return;
      }
    } else {
      const selection = asked?.selection ?? selectionToCopy();
      if (!selection) return;
      if (event.type === 'cut') cutTo(data, selection);
      else copyTo(data, selection);
    }
    event.preventDefault();
    event.stopPropagation();
  };
  for (const type of ['cut', 'copy', 'paste'] as const) window.addEventListener(type, handle, true);
}

/** A table in the empty shot list is taken by the list. */
function sayNothingToPaste(data: DataTransfer): void {
  if (data.getData('text/plain').includes('\t')) return;
  raiseNotice({ tone: 'info', message: 'There is nothing on the clipboard that can be pasted here.' });
}

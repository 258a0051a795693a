import type { ActionImplementation } from '../state/actions';
import { isWritable } from '../state/documentStore';
import { invokeClipboard } from './clipboardEvents';
import { selectionToCopy } from './copying';

/** Cut, Copy and Paste of what is selected. In text fields the same keys are the browser's. */
export const clipboardActions: readonly ActionImplementation[] = [
  {
    id: 'edit.cut',
    isEnabled: () => isWritable() && selectionToCopy() !== null,
    run: () => invokeClipboard('cut'),
  },
  { id: 'edit.copy', isEnabled: () => selectionToCopy() !== null, run: () => invokeClipboard('copy') },
  // What is on the clipboard is known when it is pasted, and not before: nobody may look at it unasked.
  { id: 'edit.paste', isEnabled: isWritable, run: () => invokeClipboard('paste') },
];

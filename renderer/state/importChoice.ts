import type { ImportChoice } from '@shared/rpc/table';
import { settingsStore } from './settingsStore';

/** Whether Alt is held in the drop that is being handled. */
let isAltDrop = false;

/**
 * What becomes of the files of an import: the person's setting; a drop with Alt does the other of copying and linking.
 */
export function importChoice(): ImportChoice {
  const { importing } = settingsStore.getState();
  return isAltDrop ? { ...importing, link: !importing.link } : importing;
}

/** Notes Alt before a drop is handled, for whoever handles it. Once for the window. */
export function followDrops(): void {
  window.addEventListener(
    'drop',
    ({ altKey }) => {
      isAltDrop = altKey;
      // After all that handle it.
      window.setTimeout(() => {
        isAltDrop = false;
      });
    },
    { capture: true },
  );
}

import { ContextMenu as BaseContextMenu } from '@base-ui/react/context-menu';
import { type ReactElement, useState } from 'react';
import styles from './Menu.module.css';
import { MenuEntries } from './MenuEntries';
import type { MenuEntry } from './menuEntry';

export interface ContextMenuProps {
  /**
   * Asked with the event of each opening: a canvas finds out by it what lies under the pointer (clientX, clientY).
   * An empty list opens nothing.
   */
  readonly entries: (event: MouseEvent) => readonly MenuEntry[];
  /** The element whose area answers to the right button. */
  readonly children: ReactElement;
}

export function ContextMenu({ entries, children }: ContextMenuProps) {
  const [shown, setShown] = useState<readonly MenuEntry[]>([]);
  return (
    <BaseContextMenu.Root
      onOpenChange={(isOpen, details) => {
        if (!isOpen) return;
        const event = details.event;
        const next = event instanceof MouseEvent ? entries(event) : [];
        if (next.length === 0) details.cancel();
        else setShown(next);
      }}
    >
      <BaseContextMenu.Trigger render={children} />
      <BaseContextMenu.Portal>
        <BaseContextMenu.Positioner className={styles.positioner}>
          <BaseContextMenu.Popup className={styles.popup}>
            <MenuEntries entries={shown} />
          </BaseContextMenu.Popup>
        </BaseContextMenu.Positioner>
      </BaseContextMenu.Portal>
    </BaseContextMenu.Root>
  );
}

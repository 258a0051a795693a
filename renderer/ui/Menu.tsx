import { Menu as BaseMenu } from '@base-ui/react/menu';
import { type ReactElement, useState } from 'react';
import styles from './Menu.module.css';
import { MenuEntries } from './MenuEntries';
import type { MenuEntry } from './menuEntry';

export interface MenuProps {
  /** Asked each time the menu opens, so that states and ticks are those of that moment. */
  readonly entries: () => readonly MenuEntry[];
  /** The button that opens it. */
  readonly children: ReactElement;
  readonly align?: 'start' | 'center' | 'end' | undefined;
}

export function Menu({ entries, children, align = 'start' }: MenuProps) {
  const [shown, setShown] = useState<readonly MenuEntry[]>([]);
  return (
    <BaseMenu.Root
      modal={false}
      onOpenChange={(isOpen) => {
        if (isOpen) setShown(entries());
      }}
    >
      <BaseMenu.Trigger render={children} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner className={styles.positioner} sideOffset={4} align={align}>
          <BaseMenu.Popup className={styles.popup}>
            <MenuEntries entries={shown} />
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

import { ScrollArea as BaseScrollArea } from '@base-ui/react/scroll-area';
import type { KeyboardEventHandler, ReactNode, Ref } from 'react';
import { cx } from './cx';
import styles from './ScrollArea.module.css';

export interface ScrollAreaProps {
  readonly children: ReactNode;
  /** The scrolling element, for virtual lists. */
  readonly viewportRef?: Ref<HTMLDivElement> | undefined;
  readonly className?: string | undefined;
  readonly onKeyDown?: KeyboardEventHandler<HTMLElement> | undefined;
}

/** Fills its place and scrolls its content; the bar lies over it and shows while it is of use. */
export function ScrollArea({ children, viewportRef, className, onKeyDown }: ScrollAreaProps) {
  return (
    <BaseScrollArea.Root className={cx(styles.root, className)} onKeyDown={onKeyDown}>
      <BaseScrollArea.Viewport ref={viewportRef} className={styles.viewport}>
        {/* Base UI writes "min-width: fit-content"; a panel's content keeps to the panel's width. */}
        <BaseScrollArea.Content style={{ minWidth: 0 }}>{children}</BaseScrollArea.Content>
      </BaseScrollArea.Viewport>
      <BaseScrollArea.Scrollbar className={styles.bar}>
        <BaseScrollArea.Thumb className={styles.thumb} />
      </BaseScrollArea.Scrollbar>
    </BaseScrollArea.Root>
  );
}

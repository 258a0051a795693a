import type { ReactNode } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { cx } from './cx';
import styles from './Split.module.css';

export interface SplitProps {
  readonly id: string;
  readonly direction: 'row' | 'column';
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

/** Panes with lines between them that can be dragged, and moved with the arrow keys. */
export function Split({ id, direction, children, className }: SplitProps) {
  return (
    <Group
      id={id}
      className={cx(styles.group, className)}
      orientation={direction === 'row' ? 'horizontal' : 'vertical'}
    >
      {children}
    </Group>
  );
}

export interface SplitPaneProps {
  readonly id: string;
  /** px. With a size, the pane keeps its px when the window grows; the pane without one takes the room. */
  readonly size?: number | undefined;
  /** px */
  readonly minSize?: number | undefined;
  readonly maxSize?: number | undefined;
  /** px, at each change: for remembering. */
  readonly onResize?: ((size: number) => void) | undefined;
  readonly children: ReactNode;
}

export function SplitPane({ id, size, minSize, maxSize, onResize, children }: SplitPaneProps) {
  return (
    <Panel
      id={id}
      className={styles.pane}
      defaultSize={size}
      minSize={minSize}
      maxSize={maxSize}
      groupResizeBehavior={size === undefined ? 'preserve-relative-size' : 'preserve-pixel-size'}
      onResize={({ inPixels }) => onResize?.(Math.round(inPixels))}
    >
      {children}
    </Panel>
  );
}

export function SplitHandle({ label }: { readonly label: string }) {
  return <Separator className={styles.handle} aria-label={label} />;
}

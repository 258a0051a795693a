import type { ReactNode, Ref } from 'react';
import { Group, type Layout, Panel, type PanelImperativeHandle, Separator } from 'react-resizable-panels';
import { cx } from './cx';
import styles from './Split.module.css';

export type SplitLayout = Layout;
export type SplitPaneHandle = PanelImperativeHandle;

export interface SplitProps {
  readonly id: string;
  readonly direction: 'row' | 'column';
  /** Remembered sizes by pane id, in percent. */
  readonly layout?: SplitLayout | undefined;
  /** At the end of a drag. */
  readonly onLayoutChange?: ((layout: SplitLayout) => void) | undefined;
  readonly children: ReactNode;
}

/** Panes with lines between them that can be dragged, and moved with the arrow keys. */
export function Split({ id, direction, layout, onLayoutChange, children }: SplitProps) {
  return (
    <Group
      id={id}
      className={styles.group}
      orientation={direction === 'row' ? 'horizontal' : 'vertical'}
      defaultLayout={layout}
      onLayoutChanged={(next) => onLayoutChange?.(next)}
    >
      {children}
    </Group>
  );
}

export interface SplitPaneProps {
  readonly id: string;
  /** px or "30%"; a number is px. */
  readonly defaultSize?: number | string | undefined;
  readonly minSize?: number | string | undefined;
  readonly maxSize?: number | string | undefined;
  readonly isCollapsible?: boolean | undefined;
  /** Keeps its px when the window grows; leave it out for the pane that takes the room. */
  readonly keepsPixels?: boolean | undefined;
  readonly paneRef?: Ref<SplitPaneHandle> | undefined;
  readonly onResize?: ((isCollapsed: boolean) => void) | undefined;
  readonly children: ReactNode;
}

export function SplitPane({
  id,
  defaultSize,
  minSize,
  maxSize,
  isCollapsible = false,
  keepsPixels = false,
  paneRef,
  onResize,
  children,
}: SplitPaneProps) {
  return (
    <Panel
      id={id}
      className={styles.pane}
      defaultSize={defaultSize}
      minSize={minSize}
      maxSize={maxSize}
      collapsible={isCollapsible}
      collapsedSize={0}
      groupResizeBehavior={keepsPixels ? 'preserve-pixel-size' : 'preserve-relative-size'}
      panelRef={paneRef}
      onResize={(size) => onResize?.(size.inPixels === 0)}
    >
      {children}
    </Panel>
  );
}

export function SplitHandle({
  label,
  className,
}: {
  readonly label: string;
  readonly className?: string | undefined;
}) {
  return <Separator className={cx(styles.handle, className)} aria-label={label} />;
}

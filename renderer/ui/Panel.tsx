import { Collapsible } from '@base-ui/react/collapsible';
import type { ReactNode } from 'react';
import { cx } from './cx';
import { ChevronRight } from './icons';
import styles from './Panel.module.css';

/** A column of the window: header on top, content filling the rest. */
export function Panel({
  label,
  children,
  className,
}: {
  readonly label: string;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}) {
  return (
    <section className={cx(styles.panel, className)} aria-label={label}>
      {children}
    </section>
  );
}

export interface PanelHeaderProps {
  readonly title?: ReactNode;
  /** Facts and fields beside the title. */
  readonly children?: ReactNode;
  /** Buttons at the right end. */
  readonly actions?: ReactNode;
  readonly className?: string | undefined;
}

/** 30 px head of a panel. */
export function PanelHeader({ title, children, actions, className }: PanelHeaderProps) {
  return (
    <header className={cx(styles.header, className)}>
      {title !== undefined && <h2 className={styles.title}>{title}</h2>}
      {children}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}

export interface SectionProps {
  readonly title: ReactNode;
  /** A fact at the right end of the head: a count, "Dolly in". */
  readonly detail?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** Leave out for a section that is always open. */
  readonly isOpen?: boolean | undefined;
  readonly onOpenChange?: ((isOpen: boolean) => void) | undefined;
  readonly className?: string | undefined;
}

/** A titled part of a panel, set off by a line; collapsible when it is told whether it is open. */
export function Section({ title, detail, actions, children, isOpen, onOpenChange, className }: SectionProps) {
  const head = (
    <>
      <span className={styles.sectionTitle}>{title}</span>
      {detail !== undefined && <span className={styles.detail}>{detail}</span>}
    </>
  );
  if (isOpen === undefined) {
    return (
      <section className={cx(styles.section, className)}>
        <div className={styles.sectionHead}>
          {head}
          {actions}
        </div>
        <div className={styles.sectionBody}>{children}</div>
      </section>
    );
  }
  return (
    <Collapsible.Root
      render={<section />}
      className={cx(styles.section, className)}
      open={isOpen}
      onOpenChange={(next) => onOpenChange?.(next)}
    >
      <div className={styles.sectionHead}>
        <Collapsible.Trigger className={styles.fold}>
          <ChevronRight aria-hidden className={styles.chevron} />
          {head}
        </Collapsible.Trigger>
        {actions}
      </div>
      <Collapsible.Panel className={styles.sectionBody}>{children}</Collapsible.Panel>
    </Collapsible.Root>
  );
}

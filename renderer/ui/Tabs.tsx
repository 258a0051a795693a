import { Tabs as BaseTabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import { cx } from './cx';
import styles from './Tabs.module.css';

export interface Tab<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** Things there that want attention; 0 shows nothing. */
  readonly count?: number | undefined;
  readonly panel: ReactNode;
}

export interface TabsProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly tabs: readonly Tab<Value>[];
  readonly onChange: (value: Value) => void;
  /** At the right end of the tab row. */
  readonly actions?: ReactNode;
  readonly className?: string | undefined;
}

/** A panel head of tabs (30 px) with the chosen panel below, filling the rest. Only the chosen panel is mounted. */
export function Tabs<Value extends string>({
  label,
  value,
  tabs,
  onChange,
  actions,
  className,
}: TabsProps<Value>) {
  return (
    <BaseTabs.Root
      className={cx(styles.root, className)}
      value={value}
      onValueChange={(next) => {
        const chosen = tabs.find((tab) => tab.value === next);
        if (chosen) onChange(chosen.value);
      }}
    >
      <div className={styles.head}>
        <BaseTabs.List className={styles.list} aria-label={label} activateOnFocus>
          {tabs.map((tab) => (
            <BaseTabs.Tab key={tab.value} value={tab.value} className={styles.tab}>
              {tab.label}
              {tab.count !== undefined && tab.count > 0 && <span className={styles.count}>{tab.count}</span>}
            </BaseTabs.Tab>
          ))}
          <BaseTabs.Indicator className={styles.indicator} />
        </BaseTabs.List>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
      {tabs.map((tab) => (
        <BaseTabs.Panel key={tab.value} value={tab.value} className={styles.panel}>
          {tab.panel}
        </BaseTabs.Panel>
      ))}
    </BaseTabs.Root>
  );
}

import { type KeyboardEvent, type ReactNode, useId } from 'react';
import { focusAlongRow } from './alongRow';
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

/**
 * A panel head of tabs (30 px) with the chosen panel below, filling the rest. Only the chosen panel is mounted. Plain buttons,
 * for the same reason as those of SegmentedControl.
 */
export function Tabs<Value extends string>({
  label,
  value,
  tabs,
  onChange,
  actions,
  className,
}: TabsProps<Value>) {
  const id = useId();
  const tabId = (of: Value): string => `${id}-${of}`;
  const panelId = `${id}-panel`;
  // Going along the tabs chooses them.
  const handleKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const reached = focusAlongRow(event);
    const chosen = reached && tabs.find((tab) => tabId(tab.value) === reached.id);
    if (chosen) onChange(chosen.value);
  };
  return (
    <div className={cx(styles.root, className)}>
      <div className={styles.head}>
        <div role="tablist" aria-label={label} className={styles.list} onKeyDown={handleKeyDown}>
          {tabs.map((tab) => {
            const isChosen = tab.value === value;
            return (
              <button
                key={tab.value}
                type="button"
                role="tab"
                id={tabId(tab.value)}
                className={styles.tab}
                aria-selected={isChosen}
                aria-controls={isChosen ? panelId : undefined}
                tabIndex={isChosen ? 0 : -1}
                onClick={() => {
                  if (!isChosen) onChange(tab.value);
                }}
              >
                {tab.label}
                {tab.count !== undefined && tab.count > 0 && (
                  <span className={styles.count}>{tab.count}</span>
                )}
              </button>
            );
          })}
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
      {tabs.map(
        (tab) =>
          tab.value === value && (
            <div
              key={tab.value}
              role="tabpanel"
              id={panelId}
              aria-labelledby={tabId(tab.value)}
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a panel of tabs is reached by the Tab key
              tabIndex={0}
              className={styles.panel}
            >
              {tab.panel}
            </div>
          ),
      )}
    </div>
  );
}

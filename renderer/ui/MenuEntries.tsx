import { Menu as BaseMenu } from '@base-ui/react/menu';
import { cx } from './cx';
import { Check, ChevronRight, type Icon } from './icons';
import { Kbd } from './Kbd';
import styles from './Menu.module.css';
import type { MenuEntry } from './menuEntry';

/** The lines of a menu; inside a Base UI menu or context menu popup. */
export function MenuEntries({ entries }: { readonly entries: readonly MenuEntry[] }) {
  // A menu of words only has no empty column before them.
  const hasMarks = entries.some(
    (entry) => ('icon' in entry && entry.icon) || ('isChecked' in entry && entry.isChecked !== undefined),
  );
  return entries.map((entry) => <Entry key={entry.id} entry={entry} hasMark={hasMarks} />);
}

function Entry({ entry, hasMark }: { readonly entry: MenuEntry; readonly hasMark: boolean }) {
  if ('separator' in entry) return <BaseMenu.Separator className={styles.separator} />;
  if ('heading' in entry) return <div className={styles.heading}>{entry.heading}</div>;
  if ('entries' in entry) {
    return (
      <BaseMenu.SubmenuRoot>
        <BaseMenu.SubmenuTrigger className={cx(styles.item, entry.isDanger && styles.danger)}>
          {hasMark && <Mark icon={entry.icon} />}
          <span className={styles.label}>{entry.label}</span>
          <ChevronRight aria-hidden className={styles.more} />
        </BaseMenu.SubmenuTrigger>
        <BaseMenu.Portal>
          <BaseMenu.Positioner className={styles.positioner} sideOffset={2} alignOffset={-4}>
            <BaseMenu.Popup className={styles.popup}>
              <MenuEntries entries={entry.entries} />
            </BaseMenu.Popup>
          </BaseMenu.Positioner>
        </BaseMenu.Portal>
      </BaseMenu.SubmenuRoot>
    );
  }
  const { label, detail, icon, keys, isDisabled, hint, isChecked, isDanger, run } = entry;
  const content = (
    <>
      {hasMark && <Mark icon={isChecked === true ? Check : icon} />}
      <span className={detail === undefined ? styles.label : styles.shortLabel}>{label}</span>
      {detail !== undefined && <span className={styles.detail}>{detail}</span>}
      {keys !== undefined && <Kbd keys={keys} />}
    </>
  );
  const className = cx(styles.item, isDanger && styles.danger);
  return isChecked === undefined ? (
    <BaseMenu.Item className={className} disabled={isDisabled} title={hint} onClick={run}>
      {content}
    </BaseMenu.Item>
  ) : (
    <BaseMenu.CheckboxItem
      className={className}
      disabled={isDisabled}
      title={hint}
      checked={isChecked}
      onCheckedChange={run}
      closeOnClick
    >
      {content}
    </BaseMenu.CheckboxItem>
  );
}

function Mark({ icon: IconOfEntry }: { readonly icon: Icon | undefined }) {
  return <span className={styles.mark}>{IconOfEntry && <IconOfEntry aria-hidden />}</span>;
}

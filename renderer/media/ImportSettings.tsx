import { settingsStore, useSettings } from '../state/settingsStore';
import { Dialog } from '../ui/Dialog';
import { SegmentedControl } from '../ui/SegmentedControl';
import { Select } from '../ui/Select';
import styles from './MediaDialogs.module.css';
import { closeMediaDialog } from './mediaDialogStore';

const sizes = [
  ['never', 'Never', null],
  ['100', '100 MB and more', 100_000_000],
  ['500', '500 MB and more', 500_000_000],
  ['1000', '1 GB and more', 1_000_000_000],
  ['4000', '4 GB and more', 4_000_000_000],
  ['10000', '10 GB and more', 10_000_000_000],
] as const;

/** How files are taken in unless said otherwise: a person's preference, in every project. */
export function ImportSettings() {
  const { link, linkFromBytes } = useSettings((settings) => settings.importing);
  const set = (changes: Partial<{ link: boolean; linkFromBytes: number | null }>): void =>
    settingsStore.setState(({ importing }) => ({ importing: { ...importing, ...changes } }));
  const chosen = sizes.find(([, , bytes]) => bytes === linkFromBytes)?.[0] ?? null;
  return (
    <Dialog isOpen isForReading onClose={closeMediaDialog} title="Import settings" width={460}>
      <div className={styles.settings}>
        <div className={styles.setting}>
          <SegmentedControl
            label="Imported files"
            value={link ? 'link' : 'copy'}
            segments={[
              { value: 'copy', label: 'Copy into the project' },
              { value: 'link', label: 'Link where they are' },
            ]}
            onChange={(value) => set({ link: value === 'link' })}
          />
          <p className={styles.hint}>
            {link
              ? 'Files stay in their folders. A project that moves to another computer needs them there, too.'
              : 'The project holds all it needs: its folder can be moved or copied as a whole.'}{' '}
            Hold Alt while you drop files to do the other.
          </p>
        </div>
        <div className={styles.setting}>
          <span className={styles.label}>Always link large files</span>
          <Select
            label="Always link large files"
            value={chosen}
            options={sizes.map(([value, label]) => ({ value, label }))}
            onChange={(value) => set({ linkFromBytes: sizes.find(([size]) => size === value)?.[2] ?? null })}
          />
          <p className={styles.hint}>
            Rushes of many gigabytes stay on their disk even where others are copied.
          </p>
        </div>
      </div>
    </Dialog>
  );
}

import { allColumns } from '@shared/shotlist/columns';
import { shownColumns } from '@shared/shotlist/listView';
import { useMemo, useState } from 'react';
import { useDocument, useSequence } from '../../state/documentStore';
import { useSelected, useSession } from '../../state/sessionStore';
import { settingsStore, useSettings } from '../../state/settingsStore';
import { Button } from '../../ui/Button';
import { Checkbox } from '../../ui/Checkbox';
import { Dialog } from '../../ui/Dialog';
import form from '../../ui/DialogForm.module.css';
import { FieldRow } from '../../ui/FieldRow';
import { Select } from '../../ui/Select';
import { closeHandOver, exportList } from '../handOver';
import { type DeliveredRange, rangeOptions, shotsOfRange } from '../rangeChoice';

/** The shot list for a spreadsheet. */
export function ShotListDialog() {
  const settings = useSettings(({ lists }) => lists);
  const sequence = useSequence();
  const selected = useSelected('shot');
  const view = useSession(({ listView }) => listView);
  const fields = useDocument((document) => document.list('customField'));
  const [range, setRange] = useState<DeliveredRange>('all');
  const all = useMemo(() => allColumns(fields), [fields]);
  const columns = settings.columns === 'all' ? all : shownColumns(view, all);
  const names = columns.filter(({ type }) => type !== 'picture').map(({ title }) => title);
  const set = (changed: Partial<typeof settings>): void =>
    settingsStore.setState({ lists: { ...settings, ...changed } });
  const save = async (): Promise<void> => {
    const shotIds = shotsOfRange(sequence, range, selected);
    const ids = columns.map(({ id }) => id);
    const order = { format: 'csv', shotIds, columns: ids, isForExcel: settings.isForExcel } as const;
    if (await exportList(order)) closeHandOver();
  };
  return (
    <Dialog
      isOpen
      onClose={closeHandOver}
      title="Export shot list"
      actions={
        <>
          <Button variant="plain" onClick={closeHandOver}>
            Cancel
          </Button>
          <Button variant="accent" onClick={() => void save()}>
            Save as CSV…
          </Button>
        </>
      }
    >
      <div className={form.form}>
        <FieldRow label="Shots">
          <Select
            label="Shots"
            value={range}
            options={rangeOptions(sequence, selected)}
            onChange={setRange}
          />
        </FieldRow>
        <FieldRow label="Columns">
          <Select
            label="Columns"
            value={settings.columns}
            options={[
              { value: 'shown', label: 'Those the shot list shows' },
              { value: 'all', label: 'All' },
            ]}
            onChange={(choice) => set({ columns: choice })}
          />
        </FieldRow>
        <p className={form.note}>{names.join(', ')}</p>
        <Checkbox
          label="For Excel (UTF-8 with its mark)"
          isChecked={settings.isForExcel}
          onChange={(isForExcel) => set({ isForExcel })}
        />
      </div>
    </Dialog>
  );
}

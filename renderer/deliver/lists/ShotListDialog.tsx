import { allColumns } from '@shared/shotlist/columns';
import { shownColumns } from '@shared/shotlist/listView';
import { useMemo, useState } from 'react';
import { useDocument, useSequence } from '../../state/documentStore';
import { useSelected, useSession } from '../../state/sessionStore';
import { settingsStore, useSettings } from '../../state/settingsStore';
import { Checkbox } from '../../ui/Checkbox';
import form from '../../ui/DialogForm.module.css';
import { FieldRow } from '../../ui/FieldRow';
import { Select } from '../../ui/Select';
import { HandOverDialog } from '../HandOverDialog';
import { exportList } from '../handOver';
import { RangeField } from '../RangeField';
import { type DeliveredRange, shotsOfRange } from '../rangeChoice';

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
  const order = () => ({
    format: 'csv' as const,
    shotIds: shotsOfRange(sequence, range, selected),
    columns: columns.map(({ id }) => id),
    isForExcel: settings.isForExcel,
  });
  return (
    <HandOverDialog title="Export shot list" saveLabel="Save as CSV…" save={() => exportList(order())}>
      <div className={form.form}>
        <RangeField range={range} onChange={setRange} />
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
    </HandOverDialog>
  );
}

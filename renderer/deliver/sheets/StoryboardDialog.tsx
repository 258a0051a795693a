import { pageCount } from '@shared/sheets/layoutSheets';
import type { SheetLayout, SheetSettings } from '@shared/sheets/settings';
import { useMemo, useState } from 'react';
import { useSequence } from '../../state/documentStore';
import { useSelected } from '../../state/sessionStore';
import { settingsStore, useSettings } from '../../state/settingsStore';
import { Checkbox } from '../../ui/Checkbox';
import { FieldRow } from '../../ui/FieldRow';
import { IconButton } from '../../ui/IconButton';
import { ChevronLeft, ChevronRight } from '../../ui/icons';
import { SegmentedControl } from '../../ui/SegmentedControl';
import { Select } from '../../ui/Select';
import { TextField } from '../../ui/TextField';
import { HandOverDialog } from '../HandOverDialog';
import { exportSheets } from '../handOver';
import { RangeField } from '../RangeField';
import { type DeliveredRange, shotsOfRange } from '../rangeChoice';
import { SheetPreview } from './SheetPreview';
import styles from './Storyboard.module.css';
import { useSheetPlan } from './useSheetPlan';

const layouts: readonly { readonly value: SheetLayout; readonly label: string }[] = [
  { value: '1', label: '1 panel a page' },
  { value: '2', label: '2 panels a page' },
  { value: '3', label: '3 panels a page' },
  { value: '4', label: '4 panels a page' },
  { value: '6', label: '6 panels a page' },
  { value: '9', label: '9 panels a page' },
  { value: 'ekonte', label: 'Ekonte sheet (絵コンテ)' },
];

const shownParts = [
  ['showsFraming', 'Size, angle, lens'],
  ['showsAction', 'Action'],
  ['showsDialogue', 'Dialogue'],
  ['showsNotes', 'Notes'],
  ['showsLength', 'Length'],
  ['showsCamera', 'Camera moves'],
] as const satisfies readonly (readonly [keyof SheetSettings, string])[];

const previewRoom = { width: 620, height: 560 };

/** The storyboard as it will lie on the crew's table. What is chosen is kept for the next time. */
export function StoryboardDialog() {
  const settings = useSettings(({ sheets }) => sheets);
  const sequence = useSequence();
  const selected = useSelected('shot');
  const [range, setRange] = useState<DeliveredRange>('all');
  const [page, setPage] = useState(0);
  const shotIds = useMemo(() => shotsOfRange(sequence, range, selected), [sequence, range, selected]);
  const plan = useSheetPlan(shotIds, settings);
  const pages = plan ? pageCount(plan) : 1;
  const isWebPage = settings.format === 'html';
  const shownPage = Math.min(page, pages - 1);
  const set = (fields: Partial<SheetSettings>): void =>
    settingsStore.setState({ sheets: { ...settings, ...fields } });
  const chooseLayout = (layout: SheetLayout): void => {
    const isOther = (layout === 'ekonte') !== (settings.layout === 'ekonte');
    const usual = layout === 'ekonte' ? 'portrait' : 'landscape';
    set({ layout, ...(isOther ? { orientation: usual } : {}) });
  };
  return (
    <HandOverDialog
      title={isWebPage ? 'Storyboard as web page' : 'Storyboard PDF'}
      saveLabel={isWebPage ? 'Save as Web Page…' : 'Save as PDF…'}
      isReady={plan !== null && plan.content.panels.length > 0}
      save={() => exportSheets(shotIds, settings)}
      width={isWebPage ? 460 : 1_000}
    >
      <div className={isWebPage ? styles.alone : styles.body}>
        <div className={styles.fields}>
          <RangeField
            range={range}
            onChange={(next) => {
              setRange(next);
              setPage(0);
            }}
          />
          <FieldRow label="Layout">
            <Select label="Layout" value={settings.layout} options={layouts} onChange={chooseLayout} />
          </FieldRow>
          <FieldRow label="Page">
            <SegmentedControl
              label="Orientation"
              value={settings.orientation}
              onChange={(orientation) => set({ orientation })}
              segments={[
                { value: 'landscape', label: 'Landscape' },
                { value: 'portrait', label: 'Portrait' },
              ]}
            />
          </FieldRow>
          <FieldRow label="Paper">
            <SegmentedControl
              label="Paper"
              value={settings.paper}
              onChange={(paper) => set({ paper })}
              segments={[
                { value: 'a4', label: 'A4' },
                { value: 'letter', label: 'US Letter' },
              ]}
            />
          </FieldRow>
          <FieldRow label="Pictures">
            <Select
              label="Pictures"
              value={settings.pictures}
              options={[
                { value: 'boards', label: 'Boards as drawn' },
                { value: 'film', label: 'As in the film' },
              ]}
              onChange={(pictures) => set({ pictures })}
            />
          </FieldRow>
          <FieldRow label="Quality">
            <Select
              label="Quality"
              value={settings.quality}
              options={[
                { value: 'small', label: 'Small, to mail (100 dpi)' },
                { value: 'print', label: 'Print (200 dpi)' },
                { value: 'fine', label: 'Fine (300 dpi)' },
              ]}
              onChange={(quality) => set({ quality })}
            />
          </FieldRow>
          <FieldRow label="Draft">
            <TextField
              label="Draft"
              value={settings.draft}
              placeholder="As Draft 3"
              maxLength={80}
              onCommit={(draft) => set({ draft })}
            />
          </FieldRow>
          <fieldset className={styles.group}>
            <legend>Shown</legend>
            {shownParts.map(([name, label]) => (
              <Checkbox
                key={name}
                label={label}
                isChecked={settings[name]}
                onChange={(isShown) => set({ [name]: isShown })}
              />
            ))}
          </fieldset>
          <fieldset className={styles.group}>
            <legend>Pages</legend>
            <Checkbox
              label="Cover page"
              isChecked={settings.hasCover}
              onChange={(hasCover) => set({ hasCover })}
            />
            <Checkbox
              label="Break at scenes"
              isChecked={settings.breaksAtScenes}
              onChange={(breaksAtScenes) => set({ breaksAtScenes })}
            />
          </fieldset>
        </div>
        {!isWebPage && (
          <div className={styles.preview}>
            <div className={styles.sheet}>
              {plan && <SheetPreview plan={plan} page={shownPage} room={previewRoom} />}
            </div>
            <footer className={styles.pager}>
              <IconButton
                icon={ChevronLeft}
                label="Page before"
                size="small"
                disabled={shownPage === 0}
                onClick={() => setPage(shownPage - 1)}
              />
              <span>
                Page {shownPage + 1} of {pages}
              </span>
              <IconButton
                icon={ChevronRight}
                label="Next page"
                size="small"
                disabled={shownPage >= pages - 1}
                onClick={() => setPage(shownPage + 1)}
              />
            </footer>
          </div>
        )}
      </div>
    </HandOverDialog>
  );
}

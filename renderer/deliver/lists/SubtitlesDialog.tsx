import { listProblem, makeList } from '@shared/lists/makeList';
import { useMemo, useState } from 'react';
import { currentDocument, useDocument, useSequence } from '../../state/documentStore';
import { useSelected } from '../../state/sessionStore';
import { settingsStore, useSettings } from '../../state/settingsStore';
import { Checkbox } from '../../ui/Checkbox';
import form from '../../ui/DialogForm.module.css';
import { FieldRow } from '../../ui/FieldRow';
import { TriangleAlert } from '../../ui/icons';
import { SegmentedControl } from '../../ui/SegmentedControl';
import { Select } from '../../ui/Select';
import { HandOverDialog } from '../HandOverDialog';
import { exportList } from '../handOver';
import { RangeField } from '../RangeField';
import { type DeliveredRange, shotsOfRange } from '../rangeChoice';

const allLanguages = '';

/** The dialogue as subtitles of the film. */
export function SubtitlesDialog() {
  const settings = useSettings(({ lists }) => lists);
  const sequence = useSequence();
  const selected = useSelected('shot');
  const lines = useDocument((document) => document.list('dialogueLine'));
  const clips = useDocument((document) => document.list('clip'));
  const languages = useMemo(() => [...new Set(lines.map(({ language }) => language))].sort(), [lines]);
  const [range, setRange] = useState<DeliveredRange>('all');
  const [language, setLanguage] = useState(allLanguages);
  const { subtitles: format, namesSpeakers } = settings;
  const order = useMemo(
    () => ({
      format,
      shotIds: shotsOfRange(sequence, range, selected),
      namesSpeakers,
      language: language === allLanguages ? null : language,
    }),
    [format, sequence, range, selected, namesSpeakers, language],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: lines and clips stand for the document
  const made = useMemo(() => makeList(currentDocument(), order), [order, lines, clips]);
  const problem = listProblem(order, made);
  const set = (changed: Partial<typeof settings>): void =>
    settingsStore.setState({ lists: { ...settings, ...changed } });
  return (
    <HandOverDialog
      title="Export subtitles"
      saveLabel={`Save as ${format.toUpperCase()}…`}
      isReady={problem === null}
      save={() => exportList(order)}
    >
      <div className={form.form}>
        <RangeField range={range} onChange={setRange} />
        <FieldRow label="Format">
          <SegmentedControl
            label="Format"
            value={format}
            onChange={(subtitles) => set({ subtitles })}
            segments={[
              { value: 'srt', label: 'SRT' },
              { value: 'vtt', label: 'WebVTT' },
            ]}
          />
        </FieldRow>
        {languages.length > 1 && (
          <FieldRow label="Language">
            <Select
              label="Language"
              value={language}
              options={[
                { value: allLanguages, label: 'All' },
                ...languages.map((tag) => ({ value: tag, label: tag })),
              ]}
              onChange={setLanguage}
            />
          </FieldRow>
        )}
        <Checkbox
          label="Say who speaks"
          isChecked={namesSpeakers}
          onChange={(isOn) => set({ namesSpeakers: isOn })}
        />
        {problem !== null ? (
          <p className={form.problem}>
            <TriangleAlert aria-hidden />
            {problem}
          </p>
        ) : (
          <p className={form.note}>
            {made.count} {made.count === 1 ? 'line' : 'lines'}
            {made.untimed > 0 && `; ${made.untimed} without a time stay out`}
          </p>
        )}
      </div>
    </HandOverDialog>
  );
}

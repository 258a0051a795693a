import { counted } from '@shared/generation/problemWords';
import { type CutFormat, type CutSettings, cutFormats } from '@shared/interchange/cutSettings';
import { lengthOfShots, pickShots } from '@shared/shots/sequence';
import { durationText } from '@shared/time/durationText';
import { framesToSeconds } from '@shared/time/frames';
import { useMemo, useState } from 'react';
import { useDocument, useSequence } from '../../state/documentStore';
import { useSelected } from '../../state/sessionStore';
import { settingsStore, useSettings } from '../../state/settingsStore';
import { Checkbox } from '../../ui/Checkbox';
import form from '../../ui/DialogForm.module.css';
import { FieldRow } from '../../ui/FieldRow';
import { TriangleAlert } from '../../ui/icons';
import { Select } from '../../ui/Select';
import { HandOverDialog } from '../HandOverDialog';
import { exportCut } from '../handOver';
import { RangeField } from '../RangeField';
import { type DeliveredRange, shotsOfRange } from '../rangeChoice';
import { useMissingMedia } from '../useMissingMedia';

/** Each form, what it is called on the button, and who takes it. */
const formats: Readonly<Record<CutFormat, { label: string; short: string; takers: string }>> = {
  xmeml: {
    label: 'XML · Premiere Pro, Resolve',
    short: 'XML',
    takers: 'Premiere Pro and DaVinci Resolve, with sounds, markers and dissolves.',
  },
  otio: {
    label: 'OTIO · Resolve 18.5 and later',
    short: 'OTIO',
    takers:
      'DaVinci Resolve from 18.5 on, and all that reads OpenTimelineIO. The folder can be moved with it.',
  },
  fcpxml: {
    label: 'FCPXML · Final Cut Pro',
    short: 'FCPXML',
    takers: 'Final Cut Pro and DaVinci Resolve, with sounds, markers and dissolves.',
  },
  edl: {
    label: 'EDL · Avid, and most others',
    short: 'EDL',
    takers: 'Avid Media Composer and nearly all others: cuts and dissolves of the picture, without sounds.',
  },
};

/** The film, cut as it stands, for those who edit it on. What is chosen is kept for the next time. */
export function CutDialog() {
  const settings = useSettings(({ cut }) => cut);
  const sequence = useSequence();
  const selected = useSelected('shot');
  const rate = useDocument((document) => document.project().rate);
  const [range, setRange] = useState<DeliveredRange>('all');
  const shotIds = useMemo(() => shotsOfRange(sequence, range, selected), [sequence, range, selected]);
  const shots = useMemo(() => pickShots(sequence.shots, shotIds), [sequence, shotIds]);
  const frameCount = lengthOfShots(shots);
  const missing = useMissingMedia(shots).length;
  const { short, takers } = formats[settings.format];
  const set = (changed: Partial<CutSettings>): void =>
    settingsStore.setState({ cut: { ...settings, ...changed } });
  return (
    <HandOverDialog
      title="Timeline for an editing program"
      saveLabel={`Save as ${short}…`}
      isReady={shots.length > 0}
      save={() => exportCut(shotIds, settings)}
    >
      <div className={form.form}>
        <RangeField range={range} onChange={setRange} />
        <FieldRow label="Format">
          <Select
            label="Format"
            value={settings.format}
            options={cutFormats.map((format) => ({ value: format, label: formats[format].label }))}
            onChange={(format) => set({ format })}
          />
        </FieldRow>
        <p className={form.note}>For {takers}</p>
        <FieldRow label="Pictures">
          <Select
            label="Pictures"
            value={settings.pictures}
            options={[
              { value: 'stills', label: 'Boards as stills, takes as they are' },
              { value: 'clips', label: 'Every shot as a rendered clip' },
            ]}
            onChange={(pictures) => set({ pictures })}
          />
        </FieldRow>
        <Checkbox
          label="Copy takes and sounds beside it"
          isChecked={settings.copiesMedia}
          onChange={(copiesMedia) => set({ copiesMedia })}
        />
        {shots.length === 0 ? (
          <p className={form.problem}>
            <TriangleAlert aria-hidden />
            There are no shots to hand over. Add a shot first.
          </p>
        ) : (
          <p className={form.note}>
            {counted(shots.length, 'shot')}, {durationText(framesToSeconds(frameCount, rate))}. Its media go
            into a folder beside it.
          </p>
        )}
        {missing > 0 && (
          <p className={form.problem}>
            <TriangleAlert aria-hidden />
            {missing === 1 ? 'One media is missing' : `${missing} media are missing`}: what shows them will be
            offline, or cannot be rendered.
          </p>
        )}
        <p className={form.note}>There is no AAF: Avid takes the EDL, or the XML by way of Resolve.</p>
      </div>
    </HandOverDialog>
  );
}

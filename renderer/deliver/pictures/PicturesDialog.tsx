import { type LocalChoices, localChoicesSchema, stillSize } from '@shared/generation/stills/stillChoices';
import { useMemo, useState } from 'react';
import { currentDocument, useDocument, useSequence } from '../../state/documentStore';
import { countStills, savePictures } from '../../state/savePictures';
import { useSelected } from '../../state/sessionStore';
import form from '../../ui/DialogForm.module.css';
import { FieldRow } from '../../ui/FieldRow';
import { SegmentedControl } from '../../ui/SegmentedControl';
import { Select } from '../../ui/Select';
import { HandOverDialog } from '../HandOverDialog';
import { RangeField } from '../RangeField';
import { type DeliveredRange, shotsOfRange } from '../rangeChoice';

const sizes = [
  ['project', 'As the film'],
  ['hd', 'HD'],
  ['2k', '2K'],
  ['4k', '4K'],
] as const;

/** Every board as a picture file, called by the numbers of the shots. */
export function PicturesDialog() {
  const sequence = useSequence();
  const selected = useSelected('shot');
  const frameSize = useDocument((document) => document.project().frameSize);
  const [range, setRange] = useState<DeliveredRange>('all');
  const [choices, setChoices] = useState<LocalChoices>(() => localChoicesSchema.parse({ what: 'series' }));
  const shotIds = useMemo(
    () => shotsOfRange(sequence, range, selected) ?? sequence.shots.map(({ shot }) => shot.id),
    [sequence, range, selected],
  );
  const revision = useDocument((_, state) => state.revision);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the document is another one by its revision
  const count = useMemo(() => countStills(currentDocument(), shotIds, choices), [shotIds, choices, revision]);
  return (
    <HandOverDialog
      title="Export pictures"
      saveLabel="Choose Folder…"
      isReady={count > 0}
      save={() => savePictures(shotIds, choices)}
    >
      <div className={form.form}>
        <RangeField range={range} onChange={setRange} />
        <FieldRow label="Size">
          <Select
            label="Size"
            value={choices.size}
            options={sizes.map(([value, name]) => {
              const { width, height } = stillSize(frameSize, { ...choices, size: value });
              return { value, label: `${name}  ${width} × ${height}` };
            })}
            onChange={(size) => setChoices({ ...choices, size })}
          />
        </FieldRow>
        <FieldRow label="Format">
          <SegmentedControl
            label="Format"
            value={choices.format}
            onChange={(format) => setChoices({ ...choices, format })}
            segments={[
              { value: 'png', label: 'PNG' },
              { value: 'jpeg', label: 'JPEG' },
            ]}
          />
        </FieldRow>
        <p className={form.note}>
          {count.toLocaleString('en-US')} {count === 1 ? 'picture' : 'pictures'}, a file for each board,
          called as the shot
        </p>
      </div>
    </HandOverDialog>
  );
}

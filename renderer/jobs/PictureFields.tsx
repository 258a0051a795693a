import { stillSides } from '@shared/compositor/stillSides';
import type { Project } from '@shared/document/records';
import { ratios } from '@shared/generation/request';
import type { RunSettings } from '@shared/generation/runSettings';
import { type LocalChoices, stillSize } from '@shared/generation/stills/stillChoices';
import type { Maker } from '../state/generators';
import { setRunSettings, useRunSettings } from '../state/runSettings';
import { FieldRow } from '../ui/FieldRow';
import { NumberField } from '../ui/NumberField';
import { SegmentedControl } from '../ui/SegmentedControl';
import { Select } from '../ui/Select';
import styles from './PictureFields.module.css';
import { bringsPictures, landingOf, landingWords, localChoicesOf } from './pictureWork';

interface PictureFieldsProps {
  readonly maker: Maker;
  readonly frameSize: Project['frameSize'];
  /** "2C": the shot under the playhead; null = none is. */
  readonly playheadLabel: string | null;
}

/** What the local renderer makes, and where pictures go, whoever makes them. */
export function PictureFields({ maker, frameSize, playheadLabel }: PictureFieldsProps) {
  const run = useRunSettings(maker.id);
  const change = (to: Partial<RunSettings>): void => setRunSettings(maker.id, { ...run, ...to });
  const isLocal = maker.provider === 'local';
  return (
    <>
      {isLocal && (
        <LocalFields
          choices={localChoicesOf(run)}
          frameSize={frameSize}
          playheadLabel={playheadLabel}
          onChange={({ frame: _frame, ...local }) => change({ local })}
        />
      )}
      {bringsPictures(maker, run) && (
        <FieldRow label="Goes to">
          <Select
            label="Where the pictures go"
            className={styles.wide}
            value={landingOf(maker, run)}
            options={(isLocal ? localLandings : landings).map((value) => ({
              value,
              label: landingWords[value],
            }))}
            onChange={(landAs) => change({ landAs })}
          />
        </FieldRow>
      )}
    </>
  );
}

const landings = ['take', 'layer', 'media'] as const;
const localLandings = [...landings, 'folder'] as const;

interface LocalFieldsProps {
  readonly choices: LocalChoices;
  readonly frameSize: Project['frameSize'];
  readonly playheadLabel: string | null;
  readonly onChange: (choices: LocalChoices) => void;
}

function LocalFields({ choices, frameSize, playheadLabel, onChange }: LocalFieldsProps) {
  const change = (to: Partial<LocalChoices>): void => onChange({ ...choices, ...to });
  const { what } = choices;
  return (
    <>
      <FieldRow label="What">
        <SegmentedControl
          label="What is made"
          value={what}
          segments={products}
          onChange={(next) => change({ what: next })}
        />
        <span className={styles.fact}>{productWords[what]}</span>
      </FieldRow>
      {what === 'still' && (
        <FieldRow label="Frame">
          <Select
            label="Frame of the shot"
            className={styles.wide}
            value={choices.at}
            options={momentsFor(playheadLabel)}
            onChange={(at) => change({ at })}
          />
        </FieldRow>
      )}
      {what === 'series' && (
        <FieldRow label="One for">
          <Select
            label="A picture for"
            className={styles.wide}
            value={choices.each}
            options={steps}
            onChange={(each) => change({ each })}
          />
        </FieldRow>
      )}
      {what !== 'clip' && <SizeFields choices={choices} frameSize={frameSize} onChange={change} />}
    </>
  );
}

interface SizeFieldsProps {
  readonly choices: LocalChoices;
  readonly frameSize: Project['frameSize'];
  readonly onChange: (change: Partial<LocalChoices>) => void;
}

function SizeFields({ choices, frameSize, onChange }: SizeFieldsProps) {
  const { width, height } = stillSize(frameSize, choices);
  const isCustom = choices.size === 'custom';
  return (
    <>
      <FieldRow label="Size">
        <Select
          label="Size of the pictures"
          className={styles.size}
          value={choices.size}
          options={sizes}
          // Custom begins with what was shown.
          onChange={(size) => onChange(size === 'custom' ? { size, width, height } : { size })}
        />
        {isCustom ? (
          <>
            <NumberField
              label="Width, pixels"
              value={choices.width}
              decimals={0}
              {...stillSides}
              onCommit={(value) => onChange({ width: value })}
            />
            <span className={styles.times}>×</span>
            <NumberField
              label="Height, pixels"
              value={choices.height}
              decimals={0}
              {...stillSides}
              onCommit={(value) => onChange({ height: value })}
            />
          </>
        ) : (
          <span className={styles.fact}>{`${width} × ${height}`}</span>
        )}
      </FieldRow>
      {!isCustom && (
        <FieldRow label="Ratio">
          <Select
            label="Ratio of the pictures"
            className={styles.size}
            value={choices.ratio}
            options={ratioOptions}
            onChange={(ratio) => onChange({ ratio })}
          />
          {choices.ratio !== 'project' && <span className={styles.fact}>cropped to it</span>}
        </FieldRow>
      )}
      <FieldRow label="Format">
        <SegmentedControl
          label="Format"
          value={choices.format}
          segments={formats}
          onChange={(format) => onChange({ format })}
        />
        <span className={styles.fact}>{choices.format === 'png' ? 'without loss' : 'smaller files'}</span>
      </FieldRow>
    </>
  );
}

const products = [
  { value: 'clip', label: 'Clip' },
  { value: 'still', label: 'Still' },
  { value: 'series', label: 'Series' },
] as const;

const productWords: Record<LocalChoices['what'], string> = {
  clip: 'animated boards',
  still: 'one a shot',
  series: 'several a shot',
};

const momentsFor = (playheadLabel: string | null) =>
  [
    { value: 'first', label: 'First of the shot' },
    { value: 'middle', label: 'Middle of the shot' },
    { value: 'last', label: 'Last of the shot' },
    { value: 'frame', label: playheadLabel === null ? 'Playhead' : `Playhead, in ${playheadLabel}` },
  ] as const;

const steps = [
  { value: 'boards', label: 'Each board' },
  { value: 'keys', label: 'Each key of the camera' },
] as const;

const sizes = [
  { value: 'project', label: 'As the project' },
  { value: 'hd', label: 'HD' },
  { value: '2k', label: '2K' },
  { value: '4k', label: '4K' },
  { value: 'custom', label: 'Custom' },
] as const;

const ratioOptions = ratios.map((value) => ({
  value,
  label: value === 'project' ? 'As the project' : value,
}));

const formats = [
  { value: 'png', label: 'PNG' },
  { value: 'jpeg', label: 'JPEG' },
] as const;

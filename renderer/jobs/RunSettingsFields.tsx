import {
  choicesOfOneShot,
  isClipAddress,
  type RunSettings,
  runChoices,
} from '@shared/generation/runSettings';
import { useState } from 'react';
import type { Maker } from '../state/generators';
import { modelOfMaker, setRunSettings, useRunSettings } from '../state/runSettings';
import { cx } from '../ui/cx';
import { FieldRow } from '../ui/FieldRow';
import { ChevronDown, ChevronRight } from '../ui/icons';
import { NumberField } from '../ui/NumberField';
import { Select } from '../ui/Select';
import { TextArea, TextField } from '../ui/TextField';
import styles from './RunSettings.module.css';
import { resolutionWord, runSettingsWords, soundWords } from './runSettingsWords';

/** What is set for a run besides the film: closed it says in a line what was set, open it offers what the maker's model can do. */
export function RunSettingsFields({
  maker,
  hasGivenFrames = false,
}: {
  readonly maker: Maker;
  /** One shot with its first and last frame given: there is nothing to choose about them. */
  readonly hasGivenFrames?: boolean;
}) {
  const [isOpen, setOpen] = useState(false);
  const settings = useRunSettings(maker.id);
  const model = modelOfMaker(maker);
  if (!model) return null;
  const choices = hasGivenFrames ? choicesOfOneShot(runChoices(model)) : runChoices(model);
  const words = runSettingsWords(settings, model, choices);
  return (
    <section className={styles.run} aria-label="Settings of this run">
      <button type="button" className={styles.head} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? <ChevronDown aria-hidden /> : <ChevronRight aria-hidden />}
        <span>Settings</span>
        <span className={styles.words}>{words}</span>
      </button>
      {isOpen && (
        <div className={styles.fields}>
          <Fields
            settings={settings}
            choices={choices}
            onChange={(change) => setRunSettings(maker.id, { ...settings, ...change })}
          />
        </div>
      )}
    </section>
  );
}

interface FieldsProps {
  readonly settings: RunSettings;
  readonly choices: ReturnType<typeof runChoices>;
  readonly onChange: (change: Partial<RunSettings>) => void;
}

function Fields({ settings, choices, onChange }: FieldsProps) {
  const plansCuts = choices.plansCuts && settings.plannedBy === 'model';
  return (
    <>
      <Choice
        label="Resolution"
        value={settings.resolution}
        values={choices.resolutions}
        word={resolutionWord}
        onChange={(resolution) => onChange({ resolution })}
      />
      <Choice
        label="Ratio"
        value={settings.ratio}
        values={choices.ratios}
        automatic="as the film"
        onChange={(ratio) => onChange({ ratio })}
      />
      <Choice
        label="Sound"
        value={settings.sound}
        values={choices.sounds}
        word={(sound) => soundWords[sound]}
        automatic="where somebody speaks"
        onChange={(sound) => onChange({ sound })}
      />
      {choices.hasFirstFrame && (
        <Choice
          label="First frame"
          value={settings.firstFrame}
          values={frameChoices}
          word={(frame) => frameWords[frame]}
          automatic="the board where there is a picture"
          onChange={(firstFrame) => onChange({ firstFrame })}
        />
      )}
      {choices.hasLastFrame && (
        <Choice
          label="Last frame"
          value={settings.lastFrame}
          values={frameChoices}
          word={(frame) => frameWords[frame]}
          automatic="left to the model"
          onChange={(lastFrame) => onChange({ lastFrame })}
        />
      )}
      {choices.plansCuts && (
        <FieldRow label="Cuts">
          <Select
            label="Cuts"
            className={styles.wide}
            value={settings.plannedBy ?? 'us'}
            options={cutOptions}
            onChange={(plannedBy) => onChange({ plannedBy })}
          />
        </FieldRow>
      )}
      {plansCuts && (
        <TextArea
          label="Text that the model plans from"
          value={settings.wholeText ?? ''}
          placeholder="The story of these shots in one text; empty = their own texts, one after another"
          rows={3}
          onCommit={(wholeText) => onChange({ wholeText })}
        />
      )}
      {choices.packs && !plansCuts && (
        <FieldRow label="Clips">
          <Select
            label="Clips"
            className={styles.wide}
            value={settings.grouping ?? 'auto'}
            options={groupingOptions}
            onChange={(grouping) => onChange({ grouping })}
          />
        </FieldRow>
      )}
      {choices.clipUses.length > 0 && <ClipField settings={settings} choices={choices} onChange={onChange} />}
      {choices.stills && (
        <FieldRow label="Pictures">
          <NumberField
            label="Pictures for each shot"
            value={settings.stillCount ?? 1}
            min={1}
            max={choices.stills.maxCount}
            decimals={0}
            onCommit={(stillCount) => onChange({ stillCount })}
          />
          {choices.stills.hasSeries && (
            <Select
              label="How the pictures belong together"
              className={styles.wide}
              value={settings.isSeries ? 'series' : 'single'}
              options={seriesOptions}
              onChange={(kind) => onChange({ isSeries: kind === 'series' })}
            />
          )}
        </FieldRow>
      )}
      {choices.hasSeed && (
        <FieldRow label="Seed">
          <TextField
            label="Seed"
            value={settings.seed === null || settings.seed === undefined ? '' : String(settings.seed)}
            placeholder="another each time"
            maxLength={10}
            onCommit={(text) => onChange({ seed: seedOf(text) })}
          />
        </FieldRow>
      )}
      {choices.hasStyle && (
        <FieldRow label="Style">
          <TextField
            label="Style of this run"
            value={settings.style ?? ''}
            placeholder="said before every shot, this run only"
            maxLength={2_000}
            onCommit={(style) => onChange({ style })}
          />
        </FieldRow>
      )}
    </>
  );
}

function ClipField({ settings, choices, onChange }: Pick<FieldsProps, 'settings' | 'choices' | 'onChange'>) {
  const [refused, setRefused] = useState(false);
  return (
    <>
      <FieldRow label="Clip">
        <TextField
          label="Address of a clip"
          value={settings.clipUrl ?? ''}
          placeholder="https://… that the service can fetch"
          maxLength={2_000}
          onCommit={(clipUrl) => {
            setRefused(!isClipAddress(clipUrl));
            if (isClipAddress(clipUrl)) onChange({ clipUrl });
          }}
        />
        {choices.clipUses.length > 1 && (settings.clipUrl ?? '') !== '' && (
          <Select
            label="What the clip is for"
            value={settings.clipUse ?? choices.clipUses[0] ?? 'guide'}
            options={clipOptions.filter(({ value }) => choices.clipUses.includes(value))}
            onChange={(clipUse) => onChange({ clipUse })}
          />
        )}
      </FieldRow>
      {refused && (
        <span className={cx(styles.refused)} role="alert">
          That is no address beginning with https:// or http://, so it was left out.
        </span>
      )}
    </>
  );
}

/** A choice that is left to the film until somebody makes it. */
function Choice<Value extends string>({
  label,
  value,
  values,
  word = (each) => each,
  automatic,
  onChange,
}: {
  readonly label: string;
  readonly value: Value | undefined;
  readonly values: readonly Value[];
  readonly word?: (value: Value) => string;
  readonly automatic?: string;
  readonly onChange: (value: Value | undefined) => void;
}) {
  if (values.length === 0) return null;
  const options = [
    { value: 'automatic', label: automatic ? `Automatic: ${automatic}` : 'Automatic' },
    ...values.map((each) => ({ value: each as string, label: word(each) })),
  ];
  return (
    <FieldRow label={label}>
      <Select
        label={label}
        className={styles.wide}
        value={value !== undefined && values.includes(value) ? value : 'automatic'}
        options={options}
        onChange={(next) => onChange(values.find((each) => each === next))}
      />
    </FieldRow>
  );
}

const frameChoices = ['board', 'none'] as const;
const frameWords = { board: 'The board', none: 'None' } as const;
const cutOptions = [
  { value: 'us', label: 'As boarded' },
  { value: 'model', label: 'Planned by the model' },
] as const;
const groupingOptions = [
  { value: 'auto', label: 'As few as go, as bracketed' },
  { value: 'single', label: 'One for each shot' },
] as const;
const seriesOptions = [
  { value: 'single', label: 'Each for itself' },
  { value: 'series', label: 'As one series' },
] as const;
const clipOptions = [
  { value: 'guide', label: 'To go by' },
  { value: 'edit', label: 'To change' },
] as const;

/** null for no number. */
function seedOf(text: string): number | null {
  const seed = Number.parseInt(text, 10);
  return Number.isFinite(seed) && seed >= 0 ? Math.min(seed, 0x7fffffff) : null;
}

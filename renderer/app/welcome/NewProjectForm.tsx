import { defaultSize, evenSize, framePresets } from '@shared/frame/framePresets';
import { namedRates } from '@shared/time/rate';
import type { FormEvent } from 'react';
import { type Settings, settingsStore, useSettings } from '../../state/settingsStore';
import { Button } from '../../ui/Button';
import { FieldRow } from '../../ui/FieldRow';
import { Frame } from '../../ui/icons';
import { NumberField } from '../../ui/NumberField';
import { Select } from '../../ui/Select';
import { TextField } from '../../ui/TextField';
import { TileGroup } from '../../ui/TileGroup';
import type { Opening } from '../appStore';
import { createNamed } from '../projectLife';
import styles from './Welcome.module.css';

const rateOptions = namedRates.map(({ name }) => ({ value: name, label: `${name} fps` }));
const customId = 'custom';
/** px of the longer side of a drawn frame. */
const drawnFrame = 26;

function setNewProject(fields: Partial<Settings['newProject']>): void {
  settingsStore.setState(({ newProject }) => ({ newProject: { ...newProject, ...fields } }));
}

/** A frame of a ratio, drawn small. */
function FrameShape({ width, height }: { readonly width: number; readonly height: number }) {
  const scale = drawnFrame / Math.max(width, height);
  return <span className={styles.shape} style={{ width: width * scale, height: height * scale }} />;
}

const tiles = [
  ...framePresets.map((preset) => ({
    value: preset.id,
    label: preset.name,
    detail: preset.use,
    picture: <FrameShape {...defaultSize(preset)} />,
  })),
  { value: customId, label: 'Custom', detail: 'Any size', picture: <Frame aria-hidden /> },
];

/** Name, picture and rate; the place is asked for by the system's dialog. */
export function NewProjectForm({
  opening,
  name,
  onName,
}: {
  readonly opening: Opening | null;
  readonly name: string;
  readonly onName: (name: string) => void;
}) {
  const { preset: presetId, width, height, rate } = useSettings((settings) => settings.newProject);
  const preset = framePresets.find((candidate) => candidate.id === presetId);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void createNamed(name, 'form');
  };
  const choosePreset = (id: string): void => {
    const chosen = framePresets.find((candidate) => candidate.id === id);
    if (!chosen) setNewProject({ preset: customId });
    else {
      const size = defaultSize(chosen);
      setNewProject({ preset: id, width: size.width, height: size.height });
    }
  };

  return (
    <form className={styles.form} data-new-project onSubmit={submit}>
      <h2 className={styles.heading}>New project</h2>
      <TextField
        label="Name of the film"
        placeholder="Name of the film"
        value={name}
        maxLength={200}
        className={styles.nameField}
        hasAutoFocus
        onType={onName}
        onCommit={onName}
      />
      <TileGroup
        label="Picture"
        value={preset ? presetId : customId}
        tiles={tiles}
        columns={3}
        onChange={choosePreset}
        className={styles.presets}
      />
      <FieldRow label="Size">
        {preset ? (
          <Select
            label="Size of the picture"
            className={styles.sizeSelect}
            value={`${width}x${height}`}
            options={preset.sizes.map((size) => ({
              value: `${size.width}x${size.height}`,
              label: `${size.width} × ${size.height}  ${size.name}`,
            }))}
            onChange={(value) => {
              const size = preset.sizes.find(
                (candidate) => `${candidate.width}x${candidate.height}` === value,
              );
              if (size) setNewProject({ width: size.width, height: size.height });
            }}
          />
        ) : (
          <>
            <NumberField
              label="Width in pixels"
              value={width}
              min={16}
              max={8192}
              step={2}
              decimals={0}
              unit="px"
              onCommit={(next) => setNewProject({ width: evenSize(next) })}
            />
            <span className={styles.times}>×</span>
            <NumberField
              label="Height in pixels"
              value={height}
              min={16}
              max={8192}
              step={2}
              decimals={0}
              unit="px"
              onCommit={(next) => setNewProject({ height: evenSize(next) })}
            />
          </>
        )}
      </FieldRow>
      <FieldRow label="Rate">
        <Select
          label="Frames per second"
          className={styles.rateSelect}
          value={rate}
          options={rateOptions}
          onChange={(next) => setNewProject({ rate: next })}
        />
      </FieldRow>
      <Button
        type="submit"
        variant="accent"
        size="large"
        isBusy={opening?.from === 'form'}
        disabled={opening !== null}
        className={styles.create}
      >
        Create Project…
      </Button>
    </form>
  );
}

import type { Preset } from '@shared/generation/job';
import { presetSize } from '@shared/generation/localPreset';
import { durationText } from '@shared/time/durationText';
import { framesToSeconds } from '@shared/time/frames';
import { useEffect, useMemo, useState } from 'react';
import { registerActions } from '../state/actions';
import { useDocument, useSequence } from '../state/documentStore';
import type { Maker } from '../state/generators';
import { chooseMaker, choosePreset, useMaker } from '../state/makerStore';
import { useRunSettings, withRunSettings } from '../state/runSettings';
import { useSelected } from '../state/sessionStore';
import { Button } from '../ui/Button';
import { FieldRow } from '../ui/FieldRow';
import { Sparkles } from '../ui/icons';
import { Popover } from '../ui/Popover';
import { SegmentedControl } from '../ui/SegmentedControl';
import { Select } from '../ui/Select';
import styles from './Generate.module.css';
import { type GenerateScope, generateClips, shotsOfScope } from './generateScope';
import { jobActions } from './jobActions';
import { jobsPanelStore, useJobsPanel } from './jobsPanelStore';
import { RunSettingsFields } from './RunSettingsFields';
import { usePrice } from './usePrice';

const presets = [
  { value: 'draft', label: 'Draft' },
  { value: 'full', label: 'Full' },
] as const satisfies readonly { value: Preset; label: string }[];

const setOpen = (isGenerateOpen: boolean): void => jobsPanelStore.setState({ isGenerateOpen });

/** Clips from shots: which of them and how large, then they are queued. */
export function GenerateButton() {
  useEffect(() => registerActions(jobActions), []);
  const isOpen = useJobsPanel((state) => state.isGenerateOpen);
  const isReadOnly = useDocument((_document, { opened }) => opened?.isReadOnly ?? false);
  return (
    <Popover
      label="Generate clips"
      align="end"
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button icon={Sparkles} disabled={isReadOnly}>
          Generate
        </Button>
      }
    >
      <GenerateForm />
    </Popover>
  );
}

function GenerateForm() {
  const selected = useSelected('shot');
  const { byShotId, shots } = useSequence();
  // A project may be closed, or still be coming in, with the form open.
  const project = useDocument((document, { isLoaded }) => (isLoaded ? document.project() : null));
  const { makers, maker, preset } = useMaker();
  // Several chosen shots are meant; a single one is always chosen somewhere.
  const [scope, setScope] = useState<GenerateScope>(selected.length > 1 ? 'selected' : 'outdated');
  // As text, so that it stays the same value until the shots differ.
  const lists = useDocument((document, { isLoaded }) =>
    (['selected', 'outdated', 'all'] as const)
      .map((each) => (isLoaded ? shotsOfScope(document, each, selected).join(' ') : ''))
      .join('|'),
  );
  const [ofSelected = [], ofOutdated = [], ofAll = []] = lists
    .split('|')
    .map((list) => (list === '' ? [] : list.split(' ')));
  const byScope = { selected: ofSelected, outdated: ofOutdated, all: ofAll };
  const entries = byScope[scope].flatMap((id) => byShotId.get(id) ?? []);
  const frameCount = entries.reduce((sum, { shot }) => sum + shot.lengthFrames, 0);
  const size = project ? presetSize(project.frameSize, preset) : { width: 0, height: 0 };
  const run = useRunSettings(maker.id);
  const asked = useMemo(() => withRunSettings(maker, run), [maker, run]);
  const price = usePrice(
    asked,
    entries.map(({ shot }) => shot.id),
    preset,
  );

  const start = async (): Promise<void> => {
    if (
      await generateClips(
        entries.map(({ shot }) => shot.id),
        preset,
        asked,
        price?.cost ?? null,
      )
    )
      setOpen(false);
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <h2 className={styles.heading}>Generate clips</h2>
      <SegmentedControl
        label="Shots"
        className={styles.scope}
        value={scope}
        onChange={setScope}
        segments={[
          { value: 'selected', label: `Selected ${ofSelected.length}` },
          { value: 'outdated', label: `New or stale ${ofOutdated.length}` },
          { value: 'all', label: `All ${shots.length}` },
        ]}
      />
      <FieldRow label="Made by">
        <Select
          label="Made by"
          className={styles.maker}
          value={maker.id}
          options={makers.map(({ id, label }) => ({ value: id, label }))}
          onChange={chooseMaker}
        />
      </FieldRow>
      <FieldRow label="Size">
        <span className={styles.size}>
          <SegmentedControl label="Size" value={preset} segments={presets} onChange={choosePreset} />
          <span className={styles.fact}>
            {maker.provider === 'comfyui'
              ? 'as the workflow has it best'
              : maker.provider === 'kling'
                ? 'as the model makes it'
                : `${size.width} × ${size.height}`}
          </span>
        </span>
      </FieldRow>
      <RunSettingsFields key={maker.id} maker={maker} />
      <footer className={styles.footer}>
        <span className={styles.fact}>
          {entries.length === 0
            ? emptyWords[scope]
            : `${durationText(framesToSeconds(frameCount, project?.rate ?? { num: 24, den: 1 }))} · ${price ? price.words : costWords(maker)}`}
        </span>
        <Button
          type="submit"
          variant="accent"
          className={styles.next}
          icon={Sparkles}
          disabled={entries.length === 0 || price?.isSendable === false}
        >
          {entries.length === 1
            ? `Generate ${entries[0]?.label}`
            : `Generate ${entries.length} ${maker.makes === 'video' ? 'Clips' : 'Pictures'}`}
        </Button>
      </footer>
    </form>
  );
}

function costWords({ provider }: Maker): string {
  if (provider === 'local') return 'no cost, no network';
  return provider === 'comfyui' ? 'on your servers' : 'on this machine';
}

const emptyWords: Record<GenerateScope, string> = {
  selected: 'No shot is selected.',
  outdated: 'Every shot has a fresh clip.',
  all: 'There are no shots yet.',
};

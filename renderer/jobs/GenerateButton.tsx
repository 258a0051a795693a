import { costWords } from '@shared/generation/costWords';
import type { Preset } from '@shared/generation/job';
import { presetSize } from '@shared/generation/localPreset';
import { counted } from '@shared/generation/problemWords';
import { durationText } from '@shared/time/durationText';
import { framesToSeconds } from '@shared/time/frames';
import { useEffect, useMemo, useState } from 'react';
import { registerActions } from '../state/actions';
import { call } from '../state/bridge';
import { useDocument, useSequence } from '../state/documentStore';
import type { Maker } from '../state/generators';
import { chooseMaker, choosePreset, useMaker } from '../state/makerStore';
import { raiseError } from '../state/notices';
import { runCommand } from '../state/runCommand';
import { setRunSettings, useRunSettings, withRunSettings } from '../state/runSettings';
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
import { RunProblems } from './RunProblems';
import { RunSettingsFields } from './RunSettingsFields';
import type { RunChange, RunExtras } from './runMends';
import { useRunPreview } from './useRunPreview';

const presets = [
  { value: 'draft', label: 'Draft' },
  { value: 'full', label: 'Full' },
] as const satisfies readonly { value: Preset; label: string }[];

const noExtras: { readonly key: string; readonly extras: RunExtras } = { key: '', extras: {} };

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
  // What was mended for one run says nothing about another.
  const runKey = `${maker.id} ${byScope[scope].join(' ')}`;
  const [mended, setMended] = useState<{ readonly key: string; readonly extras: RunExtras }>(noExtras);
  const extras = mended.key === runKey ? mended.extras : noExtras.extras;
  const asked = useMemo(() => {
    const set = withRunSettings(maker, run);
    return { ...set, settings: (set.settings && { ...set.settings, ...extras }) as Maker['settings'] };
  }, [maker, run, extras]);
  const shotIds = entries.map(({ shot }) => shot.id);
  const preview = useRunPreview(asked, shotIds, preset);

  const change = (to: RunChange): void => {
    if (to.type === 'film') void runCommand(to.command, to.args, { keepSelection: true });
    else if (to.type === 'settings') setRunSettings(maker.id, { ...run, ...to.change });
    else if (to.type === 'model') chooseMaker(`${maker.provider} ${to.model}`);
    else setMended({ key: runKey, extras: to.extras });
  };

  const start = async (): Promise<void> => {
    // What costs nothing needs no yes.
    const approved = maker.provider === 'kling' ? (preview?.cost ?? null) : null;
    if (await generateClips(shotIds, preset, asked, approved)) setOpen(false);
  };
  const check = async (): Promise<void> => {
    try {
      const wish = { shotIds, provider: asked.provider, preset, settings: asked.settings };
      jobsPanelStore.setState({ dryRun: await call('generation.preview', wish), isGenerateOpen: false });
    } catch (error) {
      raiseError(error);
    }
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
      {preview && <RunProblems preview={preview} extras={extras} onChange={change} />}
      <footer className={styles.footer}>
        {entries.length === 0 ? (
          <span className={styles.fact}>{emptyWords[scope]}</span>
        ) : (
          <span className={styles.cost}>
            <strong>
              {maker.provider === 'kling' && preview ? costWords(preview.cost) : freeWords(maker)}
            </strong>
            <span className={styles.fact}>
              {durationText(framesToSeconds(frameCount, project?.rate ?? { num: 24, den: 1 }))}
              {maker.provider === 'kling' && preview
                ? ` in ${counted(preview.groups.length, 'submission')}`
                : ''}
            </span>
          </span>
        )}
      </footer>
      <div className={styles.footer}>
        <Button variant="plain" disabled={entries.length === 0} onClick={() => void check()}>
          Check Without Sending
        </Button>
        <Button
          type="submit"
          variant="accent"
          className={styles.next}
          icon={Sparkles}
          disabled={entries.length === 0 || preview?.isSendable === false}
        >
          {entries.length === 1
            ? `Generate ${entries[0]?.label}`
            : `Generate ${entries.length} ${maker.makes === 'video' ? 'Clips' : 'Pictures'}`}
        </Button>
      </div>
    </form>
  );
}

function freeWords({ provider }: Maker): string {
  if (provider === 'local') return 'No cost, no network';
  return provider === 'comfyui' ? 'No cost: on your servers' : 'No cost: on this machine';
}

const emptyWords: Record<GenerateScope, string> = {
  selected: 'No shot is selected.',
  outdated: 'Every shot has a fresh clip.',
  all: 'There are no shots yet.',
};

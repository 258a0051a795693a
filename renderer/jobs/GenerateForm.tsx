import { costWords } from '@shared/generation/costWords';
import { presetSize } from '@shared/generation/localPreset';
import { counted } from '@shared/generation/problemWords';
import { lengthOfShots } from '@shared/shots/sequence';
import { durationText } from '@shared/time/durationText';
import { framesToSeconds } from '@shared/time/frames';
import { useState } from 'react';
import { useDocument, useSequence } from '../state/documentStore';
import type { Maker } from '../state/generators';
import { chooseMaker, choosePreset } from '../state/makerStore';
import { countStills } from '../state/savePictures';
import { useSelected } from '../state/sessionStore';
import { Button } from '../ui/Button';
import { FieldRow } from '../ui/FieldRow';
import { Sparkles } from '../ui/icons';
import { SegmentedControl } from '../ui/SegmentedControl';
import { Select } from '../ui/Select';
import styles from './Generate.module.css';
import { type GenerateScope, generateScopes, shotsOfScope } from './generateScope';
import { closeGenerate, jobsPanelStore, useJobsPanel } from './jobsPanelStore';
import { PictureFields } from './PictureFields';
import { usePlayheadStill } from './pictureWork';
import { presets } from './presets';
import { RerollFrames } from './RerollFrames';
import { RunProblems } from './RunProblems';
import { RunSettingsFields } from './RunSettingsFields';
import { changeOfReroll, rerollRefusal, useReroll } from './rerollRun';
import type { RunChange } from './runMends';
import { ReusedNote } from './takes/ReusedNote';
import { StaleShots } from './takes/StaleShots';
import { freeWords, useRun } from './useRun';

/** Which shots, by whom, how, for how much. */
export function GenerateForm() {
  const selected = useSelected('shot');
  const { byShotId, shots } = useSequence();
  // A project may be closed, or still be coming in, with the form open.
  const project = useDocument((document, { isLoaded }) => (isLoaded ? document.project() : null));
  // Several chosen shots are meant; a single one is always chosen somewhere.
  const [suggested] = useState<GenerateScope>(selected.length > 1 ? 'selected' : 'outdated');
  const scope = useJobsPanel((state) => state.generateScope) ?? suggested;
  const reused = useJobsPanel((state) => state.reused);
  // As text, so that it stays the same value until the shots differ.
  const lists = useDocument((document, { isLoaded }) =>
    generateScopes
      .map((each) => (isLoaded ? shotsOfScope(document, each, selected).join(' ') : ''))
      .join('|'),
  );
  const byScope = lists.split('|').map((list) => (list === '' ? [] : list.split(' ')));
  const count = (of: GenerateScope): number => byScope[generateScopes.indexOf(of)]?.length ?? 0;
  const reroll = useReroll();
  const chosen = reroll ? [reroll.shotId] : (byScope[generateScopes.indexOf(scope)] ?? []);
  const inScope = chosen.flatMap((id) => byShotId.get(id) ?? []);
  const playhead = usePlayheadStill();
  const entries = inScope.filter(
    ({ shot }) => reroll || !playhead.isMeant || shot.id === playhead.at?.shotId,
  );
  const frameCount = lengthOfShots(entries);
  const shotIds = entries.map(({ shot }) => shot.id);
  const run = useRun(shotIds, reused?.extras ?? reroll?.settings);
  const { makers, maker, preset, preview, isPaid, stills } = run;
  const pictureCount = useDocument((document, { isLoaded }) =>
    isLoaded && stills ? countStills(document, shotIds, stills) : 0,
  );
  const refusal = reroll && rerollRefusal(maker, makers);
  const change = (to: RunChange): void => run.change(reroll ? changeOfReroll(to, run.extras) : to);
  const size = project ? presetSize(project.frameSize, preset) : { width: 0, height: 0 };

  const start = async (): Promise<void> => {
    if (await run.start()) closeGenerate();
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <h2 className={styles.heading}>
        {reroll ? `Re-roll ${entries[0]?.label ?? ''} with its neighbours’ frames` : 'Generate clips'}
      </h2>
      {reused && <ReusedNote reused={reused} />}
      {reroll ? (
        <RerollFrames
          reroll={reroll}
          given={reused?.extras}
          extras={run.extras}
          onChange={(extras) => run.change({ type: 'extras', extras })}
        />
      ) : (
        <SegmentedControl
          label="Shots"
          className={styles.scope}
          value={scope}
          onChange={(generateScope) => jobsPanelStore.setState({ generateScope })}
          segments={[
            { value: 'selected', label: `Selected ${count('selected')}` },
            { value: 'stale', label: `Stale ${count('stale')}` },
            { value: 'outdated', label: `New or stale ${count('outdated')}` },
            { value: 'all', label: `All ${shots.length}` },
          ]}
        />
      )}
      {!reroll && scope === 'stale' && <StaleShots entries={entries} />}
      <FieldRow label="Made by">
        <Select
          label="Made by"
          className={styles.maker}
          value={maker.id}
          options={makers.map(({ id, label }) => ({ value: id, label }))}
          onChange={chooseMaker}
        />
      </FieldRow>
      {refusal && <p className={styles.refusal}>{refusal}</p>}
      {!reroll && (
        <PictureFields
          maker={maker}
          frameSize={project?.frameSize ?? size}
          playheadLabel={playhead.at?.label ?? null}
        />
      )}
      {!stills && !refusal && (
        <FieldRow label="Size">
          <span className={styles.size}>
            <SegmentedControl label="Size" value={preset} segments={presets} onChange={choosePreset} />
            <span className={styles.fact}>{sizeWords(maker, size)}</span>
          </span>
        </FieldRow>
      )}
      {!refusal && <RunSettingsFields key={maker.id} maker={maker} hasGivenFrames={reroll !== null} />}
      {preview && !refusal && <RunProblems preview={preview} extras={run.extras} onChange={change} />}
      <footer className={styles.footer}>
        {entries.length === 0 ? (
          <span className={styles.fact}>
            {inScope.length > 0
              ? `The playhead is in ${playhead.at?.label ?? 'no shot'}, which is not among these.`
              : emptyWords[shots.length === 0 ? 'all' : scope]}
          </span>
        ) : (
          <span className={styles.cost}>
            <strong>{isPaid && preview ? costWords(preview.cost) : freeWords(maker)}</strong>
            <span className={styles.fact}>
              {stills
                ? counted(pictureCount, 'picture')
                : durationText(framesToSeconds(frameCount, project?.rate ?? { num: 24, den: 1 }))}
              {isPaid && preview ? ` in ${counted(preview.groups.length, 'submission')}` : ''}
            </span>
          </span>
        )}
      </footer>
      <div className={styles.footer}>
        <Button
          variant="plain"
          disabled={entries.length === 0 || refusal !== null}
          onClick={() => void run.check()}
        >
          Check Without Sending
        </Button>
        <Button
          type="submit"
          variant="accent"
          className={styles.next}
          icon={Sparkles}
          disabled={entries.length === 0 || refusal !== null || preview?.isSendable === false}
        >
          {entries.length === 1
            ? `Generate ${entries[0]?.label}`
            : `Generate ${stills ? pictureCount : entries.length} ${maker.makes === 'video' && !stills ? 'Clips' : 'Pictures'}`}
        </Button>
      </div>
    </form>
  );
}

function sizeWords({ provider }: Maker, { width, height }: { width: number; height: number }): string {
  if (provider === 'comfyui') return 'as the workflow has it best';
  return provider === 'kling' ? 'as the model makes it' : `${width} × ${height}`;
}

const emptyWords: Record<GenerateScope, string> = {
  selected: 'No shot is selected.',
  stale: 'No take is stale: every shot shows what it is now.',
  outdated: 'Every shot has a fresh clip.',
  all: 'There are no shots yet.',
};

import type { ShotId } from '@shared/document/ids';
import { costWords } from '@shared/generation/costWords';
import { useMemo } from 'react';
import { chooseMaker, choosePreset } from '../../state/makerStore';
import { Button } from '../../ui/Button';
import { cx } from '../../ui/cx';
import { Sparkles } from '../../ui/icons';
import { SegmentedControl } from '../../ui/SegmentedControl';
import { Select } from '../../ui/Select';
import { presets } from '../presets';
import { RunProblems } from '../RunProblems';
import { RunSettingsFields } from '../RunSettingsFields';
import { freeWords, useRun } from '../useRun';
import styles from './Takes.module.css';

/** Another take of one shot: by whom, how, for how much. What is chosen here is what Generate has. */
export function TakeRun({ shotId, isWorking }: { readonly shotId: ShotId; readonly isWorking: boolean }) {
  const run = useRun(useMemo(() => [shotId], [shotId]));
  const { makers, maker, preset, preview, isPaid } = run;
  const price = isPaid ? (preview ? costWords(preview.cost) : '') : freeWords(maker);
  return (
    <form
      className={styles.run}
      aria-label="Make a take"
      onSubmit={(event) => {
        event.preventDefault();
        void run.start();
      }}
    >
      <div className={styles.line}>
        <Select
          label="Takes made by"
          className={styles.maker}
          value={maker.id}
          options={makers.map(({ id, label }) => ({ value: id, label }))}
          onChange={chooseMaker}
        />
        {!run.stills && (
          <SegmentedControl label="Preset" value={preset} segments={presets} onChange={choosePreset} />
        )}
      </div>
      <RunSettingsFields key={maker.id} maker={maker} />
      {preview && <RunProblems preview={preview} extras={run.extras} onChange={run.change} />}
      <div className={styles.line}>
        <span className={cx(styles.price, isPaid && styles.isPaid)} title={price}>
          {price}
        </span>
        <Button
          type="submit"
          variant="accent"
          icon={Sparkles}
          disabled={isWorking || preview?.isSendable === false}
        >
          {run.stills ? (run.stills.what === 'still' ? 'Make Still' : 'Make Series') : 'Generate'}
        </Button>
      </div>
    </form>
  );
}

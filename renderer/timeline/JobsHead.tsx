import { useSyncExternalStore } from 'react';
import { runAction } from '../state/actions';
import { areClipGroupsShown, followClipPacking, packingRun } from '../state/clipPacking';
import { IconButton } from '../ui/IconButton';
import { Group } from '../ui/icons';
import styles from './Timeline.module.css';

/** For whom clips are grouped; '' while that is not shown. */
const shownFor = (): string => (areClipGroupsShown() ? packingRun().model.name : '');

/** Head of the row of brackets: jobs, and how shots would go together. */
export function JobsHead() {
  const model = useSyncExternalStore(followClipPacking, shownFor);
  const hint = model === '' ? 'Show how shots go together into clips' : `Clips as ${model} makes them`;
  return (
    <div className={styles.jobsHead}>
      <span className={styles.jobsName} title={model === '' ? undefined : hint}>
        {model === '' ? 'Jobs' : model}
      </span>
      <IconButton
        icon={Group}
        label="Clip groups"
        tooltip={hint}
        size="small"
        tooltipSide="right"
        isActive={model !== ''}
        className={styles.groupsSwitch}
        onClick={() => runAction('timeline.showClipGroups')}
      />
    </div>
  );
}

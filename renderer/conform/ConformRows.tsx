import type { SoundChange } from '@shared/conform/compareSounds';
import { type ConformState, changeWords, soundWords, stateOf, titleOf } from '@shared/conform/conformWords';
import type { ConformRow } from '@shared/conform/planConform';
import { Badge, type BadgeTone } from '../ui/Badge';
import changes from '../ui/ChangeList.module.css';
import { Checkbox } from '../ui/Checkbox';
import { cx } from '../ui/cx';
import styles from './Conform.module.css';

const tones: Record<ConformState, BadgeTone> = {
  changed: 'place',
  moved: 'object',
  same: 'neutral',
  split: 'character',
  copy: 'character',
  new: 'accent',
  gap: 'accent',
  gone: 'danger',
};

interface Takes {
  /** Ticked: also what goes along with something that is not is shown so. */
  readonly isTaken: boolean;
  readonly onTake: (isTaken: boolean) => void;
}

/** One thing in the cut, or a shot that is no longer in it: what becomes of it, and whether it may. */
export function ConformShotRow({ row, isTaken, onTake }: Takes & { readonly row: ConformRow }) {
  const state = stateOf(row);
  const title = titleOf(row);
  const shot = row.kind === 'gone' ? row.listed.shot : 'use' in row ? row.use.listed.shot : null;
  return (
    <ChangeRow
      state={state}
      tone={tones[state]}
      title={title}
      action={shot?.action ?? ''}
      words={row.isTaken || row.kind === 'gone' ? changeWords(row) : 'left as it is'}
      isTaken={isTaken && (row.isTaken || row.kind === 'gone')}
      isDisabled={state === 'same'}
      tickLabel={row.kind === 'gone' ? `Omit ${title}` : `Take ${title}`}
      onTake={onTake}
    />
  );
}

export function ConformSoundRow({ change, isTaken, onTake }: Takes & { readonly change: SoundChange }) {
  return (
    <ChangeRow
      state="sound"
      tone="neutral"
      title={change.name}
      action=""
      words={isTaken ? soundWords(change) : 'left as it is'}
      isTaken={isTaken}
      isDisabled={false}
      tickLabel={`Take ${change.name}`}
      onTake={onTake}
    />
  );
}

function ChangeRow({
  state,
  tone,
  title,
  action,
  words,
  isTaken,
  isDisabled,
  tickLabel,
  onTake,
}: Takes & {
  readonly state: string;
  readonly tone: BadgeTone;
  readonly title: string;
  readonly action: string;
  readonly words: string;
  readonly isDisabled: boolean;
  readonly tickLabel: string;
}) {
  return (
    <li className={cx(changes.scene, styles.row, !isTaken && changes.left)} aria-label={title}>
      <Checkbox
        label=""
        ariaLabel={tickLabel}
        isChecked={isTaken}
        isDisabled={isDisabled}
        onChange={onTake}
      />
      <Badge tone={tone} className={changes.state}>
        {state}
      </Badge>
      <span className={changes.heading} title={action === '' ? title : `${title}: ${action}`}>
        {title}
        {action !== '' && <span className={styles.action}>{action}</span>}
      </span>
      <span className={changes.words}>{words}</span>
    </li>
  );
}

import type { SceneId } from '@shared/document/ids';
import { changeWords, type SceneState, stateOf } from '@shared/script/changeWords';
import type { ScenePlan } from '@shared/script/planScript';
import { useState } from 'react';
import { Badge, type BadgeTone } from '../ui/Badge';
import styles from '../ui/ChangeList.module.css';
import { Checkbox } from '../ui/Checkbox';
import { cx } from '../ui/cx';
import { IconButton } from '../ui/IconButton';
import { ChevronDown, ChevronRight } from '../ui/icons';
import { ScriptSceneDetails } from './ScriptSceneDetails';

const tones: Record<SceneState, BadgeTone> = {
  new: 'accent',
  changed: 'place',
  moved: 'object',
  same: 'neutral',
  gone: 'danger',
};

/** One scene of the list: what becomes of it, and whether it may. */
export function ScriptSceneRow({
  plan,
  onTake,
  onTakeOut,
}: {
  readonly plan: ScenePlan;
  readonly onTake: (index: number, isTaken: boolean) => void;
  readonly onTakeOut: (sceneId: SceneId, isTakenOut: boolean) => void;
}) {
  const [isOpen, setOpen] = useState(false);
  const state = stateOf(plan);
  const heading = (plan.kind === 'gone' ? plan.scene.heading : plan.script.heading) || 'Untitled scene';
  const number = plan.kind === 'new' ? plan.script.number : plan.scene.number;
  const isTicked = plan.kind === 'gone' ? plan.isTakenOut : !plan.isLeftOut;
  const hasDetails = plan.kind !== 'gone' && state !== 'same';
  return (
    <li className={cx(styles.scene, !isTicked && plan.kind !== 'gone' && styles.left)} aria-label={heading}>
      <Checkbox
        label=""
        ariaLabel={plan.kind === 'gone' ? `Take out ${heading}` : `Take ${heading}`}
        isChecked={isTicked}
        isDisabled={state === 'same'}
        onChange={(next) =>
          plan.kind === 'gone' ? onTakeOut(plan.scene.id, next) : onTake(plan.index, next)
        }
      />
      <Badge tone={tones[state]} className={styles.state}>
        {state}
      </Badge>
      <span className={styles.number}>{number}</span>
      <span className={styles.heading} title={heading}>
        {heading}
      </span>
      <span className={styles.words}>
        {plan.kind === 'gone'
          ? `${changeWords(plan)}: ${plan.isTakenOut ? 'taken out with its shots' : 'stays'}`
          : plan.isLeftOut
            ? 'left as it is'
            : changeWords(plan)}
      </span>
      {hasDetails ? (
        <IconButton
          icon={isOpen ? ChevronDown : ChevronRight}
          label={isOpen ? 'Hide What Changes' : 'Show What Changes'}
          size="small"
          onClick={() => setOpen(!isOpen)}
        />
      ) : (
        <span />
      )}
      {isOpen && hasDetails && <ScriptSceneDetails plan={plan} />}
    </li>
  );
}

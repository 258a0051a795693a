import type { LanguageModel } from '@shared/planner/languageModel';
import { type ReactNode, Suspense, useState } from 'react';
import { call } from '../state/bridge';
import { useLoaded } from '../state/useLoaded';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { FieldRow } from '../ui/FieldRow';
import { CircleAlert, Info, Settings, Sparkles } from '../ui/icons';
import { SegmentedControl } from '../ui/SegmentedControl';
import styles from './Plan.module.css';
import { setPlanner, usePlanner } from './planStore';
import type { Plan } from './usePlan';

const loadModel = () => call('planner.languageModel', null);
const planners = [
  { value: 'rules', label: 'Rules, offline' },
  { value: 'languageModel', label: 'Language model' },
] as const;

/** Who proposes the shots, and for a language model: which one, and the button that asks it. */
export function PlannerChoice({
  plan,
  modelSettings,
}: {
  readonly plan: Plan;
  /** Where the language model is set up. */
  readonly modelSettings: ReactNode;
}) {
  const planner = usePlanner();
  const [model, reload] = useLoaded(loadModel);
  const [isSettingUp, setSettingUp] = useState(false);
  const endSetUp = (): void => {
    setSettingUp(false);
    void reload();
  };
  return (
    <>
      <FieldRow label="Planned by">
        <SegmentedControl label="Planned by" value={planner} segments={planners} onChange={setPlanner} />
      </FieldRow>
      {planner === 'languageModel' && (
        <ModelControls plan={plan} model={model} onSetUp={() => setSettingUp(true)} />
      )}
      {isSettingUp && (
        <Dialog isOpen width={720} title="Language model" onClose={endSetUp}>
          <div className={styles.setUp}>
            <Suspense>{modelSettings}</Suspense>
          </div>
        </Dialog>
      )}
    </>
  );
}

interface ModelControlsProps {
  readonly plan: Plan;
  readonly model: LanguageModel | null;
  readonly onSetUp: () => void;
}

function ModelControls({ plan, model, onSetUp }: ModelControlsProps) {
  const { isAsking, characters, problem, notes, shots, text, ask, cancel } = plan.model;
  const isReady = model !== null && model.model !== '';
  const isOutOfStep = shots !== null && text !== plan.text && !isAsking;
  return (
    <div className={styles.model}>
      <div className={styles.modelRow}>
        <button type="button" className={styles.modelName} onClick={onSetUp} title={model?.address}>
          <Settings aria-hidden />
          <span>{isReady ? model.model : 'Set up a language model…'}</span>
        </button>
        {isAsking ? (
          <Button onClick={cancel}>Stop</Button>
        ) : (
          <Button
            icon={Sparkles}
            variant={shots === null || isOutOfStep ? 'accent' : 'raised'}
            disabled={!isReady || plan.text.trim() === ''}
            onClick={() => ask({ heading: plan.heading, text: plan.text })}
          >
            {shots === null ? 'Plan' : 'Plan Again'}
          </Button>
        )}
      </div>
      {isAsking && (
        <p role="status" className={styles.modelFact}>
          {characters === 0
            ? 'The model reads the scene…'
            : `The model writes: ${characters.toLocaleString('en')} characters`}
        </p>
      )}
      {problem !== null && (
        <p role="alert" className={styles.modelProblem} data-selectable>
          <CircleAlert aria-hidden /> {problem}
        </p>
      )}
      {isOutOfStep && (
        <p className={styles.modelFact}>
          <Info aria-hidden /> The text was changed since these shots were planned.
        </p>
      )}
      {!isAsking &&
        notes.map((note) => (
          <p key={note} className={styles.modelFact} data-selectable>
            <Info aria-hidden /> {note}
          </p>
        ))}
    </div>
  );
}

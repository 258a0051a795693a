import type { SceneId } from '@shared/document/ids';
import { counted } from '@shared/generation/problemWords';
import { selectSequence } from '@shared/shots/sequence';
import { type ReactNode, useState } from 'react';
import { currentDocument, useDocument } from '../state/documentStore';
import { newGestureId, runCommand } from '../state/runCommand';
import { Button } from '../ui/Button';
import { Checkbox } from '../ui/Checkbox';
import { Dialog } from '../ui/Dialog';
import { EmptyState } from '../ui/EmptyState';
import { Clapperboard } from '../ui/icons';
import { Select } from '../ui/Select';
import styles from './Plan.module.css';
import { PlannerChoice } from './PlannerChoice';
import { PlanShotRow } from './PlanShotRow';
import { closePlan, usePlanner } from './planStore';
import { type Plan, usePlan } from './usePlan';

const example = `Mina runs along the pier. She looks up at the lighthouse.

MINA
(out of breath)
Do you hear it?

OTO
I hear nothing but the wind.`;

/** A scene's words on the left, the shots they come to on the right: nothing is made before "Add". */
export function PlanShotsDialog({
  target,
  modelSettings,
}: {
  readonly target: SceneId | 'new';
  readonly modelSettings: ReactNode;
}) {
  const [sceneId, setSceneId] = useState(target);
  return (
    <PlanOfScene
      key={sceneId}
      sceneId={sceneId}
      modelSettings={modelSettings}
      onScene={(value) => setSceneId(value as SceneId | 'new')}
    />
  );
}

function PlanOfScene({
  sceneId,
  modelSettings,
  onScene,
}: {
  readonly sceneId: SceneId | 'new';
  readonly modelSettings: ReactNode;
  readonly onScene: (id: string) => void;
}) {
  const plan = usePlan(sceneId);
  const planner = usePlanner();
  const [pins, setPins] = useState(true);
  const chosen = plan.rows.filter(({ isChosen }) => isChosen);
  const seconds = chosen.reduce((sum, { shot }) => sum + shot.seconds, 0);
  const add = async (): Promise<void> => {
    if (await addShots(sceneId, plan, pins)) closePlan();
  };
  return (
    <Dialog
      isOpen
      width={1080}
      title="Plan shots from text"
      description="Action and dialogue become shots: where we are, what happens, who speaks. Everything can be changed here and afterwards."
      onClose={closePlan}
      actions={
        <>
          <div className={styles.sum}>
            {chosen.length === 0 ? '' : `${counted(chosen.length, 'shot')} · about ${Math.round(seconds)} s`}
          </div>
          <Checkbox label="Put elements on the boards" isChecked={pins} onChange={setPins} />
          <Button variant="plain" onClick={closePlan}>
            Cancel
          </Button>
          <Button variant="accent" disabled={chosen.length === 0} onClick={() => void add()}>
            {chosen.length === 0
              ? 'Add Shots'
              : `Add ${chosen.length} ${chosen.length === 1 ? 'Shot' : 'Shots'}`}
          </Button>
        </>
      }
    >
      <div className={styles.columns}>
        <section className={styles.words}>
          <SceneChoice sceneId={sceneId} onScene={onScene} />
          <PlannerChoice plan={plan} modelSettings={modelSettings} />
          <textarea
            className={styles.text}
            aria-label="Text of the scene"
            value={plan.text}
            maxLength={200_000}
            placeholder={example}
            spellCheck={false}
            onChange={(event) => plan.setText(event.target.value)}
          />
        </section>
        <section className={styles.shots} aria-label="Shots">
          {plan.rows.length === 0 ? (
            <EmptyState
              icon={Clapperboard}
              message={
                planner === 'rules'
                  ? 'Write or paste a scene. Names in capitals, “Name: words” and 「…」 are read as dialogue; elements are recognised by their names.'
                  : 'Write or paste a scene and press Plan. What the model proposes is shown here, and nothing is made before you add it.'
              }
            />
          ) : (
            plan.rows.map((row, index) => (
              <PlanShotRow
                key={row.key}
                number={index + 1}
                row={row}
                onChange={(fields) => plan.change(row.key, fields)}
                onChoose={(isChosen) => plan.choose(row.key, isChosen)}
              />
            ))
          )}
        </section>
      </div>
    </Dialog>
  );
}

/** One entry of the history, the new scene with it. @returns whether they are there now */
async function addShots(sceneId: SceneId | 'new', plan: Plan, pins: boolean): Promise<boolean> {
  const gestureId = newGestureId();
  let id: string | undefined = sceneId;
  if (sceneId === 'new') {
    const made = await runCommand('scene.add', {}, { gestureId, keepSelection: true });
    id = made?.diff.added.find(({ kind }) => kind === 'scene')?.id;
  }
  if (id === undefined) return false;
  const shots = plan.rows.filter(({ isChosen }) => isChosen).map(({ shot }) => shot);
  const committed = await runCommand('shot.addPlanned', { sceneId: id, shots, pins }, { gestureId });
  return committed !== null;
}

function SceneChoice({
  sceneId,
  onScene,
}: {
  readonly sceneId: string;
  readonly onScene: (id: string) => void;
}) {
  const scenes = useDocument((document) => selectSequence(document).scenes);
  const options = [
    ...scenes.map(({ scene, label }) => ({
      value: scene.id as string,
      label: `${label}  ${scene.heading || 'Untitled scene'}`,
    })),
    ...(scenes.length === 0 || sceneId === 'new' ? [{ value: 'new', label: 'A new scene' }] : []),
  ];
  const count = sceneId === 'new' ? 0 : currentDocument().childrenOf('shot', sceneId).length;
  return (
    <div className={styles.scene}>
      <Select
        label="Scene"
        value={sceneId}
        options={options}
        onChange={onScene}
        className={styles.sceneSelect}
      />
      <span className={styles.facts}>{count === 0 ? 'no shots yet' : `after its ${count} shots`}</span>
    </div>
  );
}

import type { ReadScript } from '@shared/rpc/table';
import { stateOf, summaryWords } from '@shared/script/changeWords';
import { isChosen, type ScriptPlan } from '@shared/script/planScript';
import { useState } from 'react';
import { runCommand } from '../state/runCommand';
import { Button } from '../ui/Button';
import styles from '../ui/ChangeList.module.css';
import { Checkbox, Switch } from '../ui/Checkbox';
import { Dialog } from '../ui/Dialog';
import { SegmentedControl } from '../ui/SegmentedControl';
import { closeScript } from './openScript';
import { ScriptSceneRow } from './ScriptSceneRow';
import { useScriptImport } from './useScriptImport';

/** What a screenplay would change in the film, scene by scene: nothing is changed before the button. */
export function ScriptImportDialog({ script }: { readonly script: ReadScript }) {
  const { plan, choices, setShots, setRemovesGoneLines, take, takeOut } = useScriptImport(script);
  const [isAllShown, setAllShown] = useState(false);
  const isUpdate = plan.scenes.some(({ kind }) => kind !== 'new');
  const same = plan.scenes.filter((each) => stateOf(each) === 'same').length;
  const shown = isAllShown ? plan.scenes : plan.scenes.filter((each) => stateOf(each) !== 'same');
  const chosen = plan.scenes.filter(isChosen).length;
  const hasNew = plan.scenes.some(({ kind }) => kind === 'new');
  const run = async (): Promise<void> => {
    if (await runCommand('script.import', choices)) closeScript();
  };
  return (
    <Dialog
      isOpen
      width={900}
      title={isUpdate ? 'Update from script' : 'Import script'}
      description={descriptionOf(script, plan)}
      onClose={closeScript}
      actions={
        <>
          <div className={styles.sum}>{elementWords(plan)}</div>
          <Button variant="plain" onClick={closeScript}>
            Cancel
          </Button>
          <Button variant="accent" disabled={chosen === 0} onClick={() => void run()}>
            {chosen === 0
              ? 'Import'
              : `${isUpdate ? 'Update' : 'Import'} ${chosen} ${chosen === 1 ? 'Scene' : 'Scenes'}`}
          </Button>
        </>
      }
    >
      <div className={styles.import}>
        {script.notes.map((note) => (
          <p key={note} className={styles.note} role="status">
            {note}
          </p>
        ))}
        <div className={styles.options}>
          {hasNew && (
            <div className={styles.option}>
              <span>Shots of new scenes</span>
              <SegmentedControl
                label="Shots of new scenes"
                value={choices.shots}
                segments={[
                  { value: 'scene', label: 'One a scene' },
                  { value: 'action', label: 'One a paragraph' },
                  { value: 'rules', label: 'As Plan Shots' },
                ]}
                onChange={setShots}
              />
            </div>
          )}
          {isUpdate && (
            <Checkbox
              label="Lines that are gone from the script go"
              isChecked={choices.removesGoneLines}
              onChange={setRemovesGoneLines}
            />
          )}
          {same > 0 && (
            <Switch
              label={same === 1 ? 'Show 1 unchanged scene' : `Show ${same} unchanged scenes`}
              isChecked={isAllShown}
              onChange={setAllShown}
            />
          )}
        </div>
        <ul className={styles.scenes} aria-label="Scenes">
          {shown.length === 0 && <li className={styles.nothing}>The film is as the script has it.</li>}
          {shown.map((each) => (
            <ScriptSceneRow
              key={each.kind === 'gone' ? each.scene.id : each.index}
              plan={each}
              onTake={take}
              onTakeOut={takeOut}
            />
          ))}
        </ul>
      </div>
    </Dialog>
  );
}

function descriptionOf({ name, screenplay }: ReadScript, plan: ScriptPlan): string {
  const what = [name || 'Pasted text', ...(screenplay.title === '' ? [] : [screenplay.title])].join(' · ');
  const words = summaryWords(plan);
  return words === ''
    ? `${what}: nothing has changed.`
    : `${what}: ${words}. One edit: undo takes all of it back.`;
}

function elementWords({ newElements }: ScriptPlan): string {
  const count = (type: 'character' | 'place'): string[] => {
    const found = newElements.filter((element) => element.type === type).length;
    return found === 0 ? [] : [`${found} new ${found === 1 ? type : `${type}s`}`];
  };
  return [...count('character'), ...count('place')].join(', ');
}

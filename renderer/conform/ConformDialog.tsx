import { leftWords, stateOf, summaryWords } from '@shared/conform/conformWords';
import { changesAnything, planConform } from '@shared/conform/planConform';
import type { ReadCut } from '@shared/rpc/table';
import { formatRate, isSameRate } from '@shared/time/rate';
import { formatRunningTime } from '@shared/time/timecode';
import { useMemo, useState } from 'react';
import { currentDocument, useDocument } from '../state/documentStore';
import { runCommand } from '../state/runCommand';
import { Button } from '../ui/Button';
import styles from '../ui/ChangeList.module.css';
import { Checkbox, Switch } from '../ui/Checkbox';
import { Dialog } from '../ui/Dialog';
import { ConformShotRow, ConformSoundRow } from './ConformRows';
import { closeCut } from './openCut';

/** What a cut would change in the film, shot by shot: nothing is changed before the button. */
export function ConformDialog({ cut: read }: { readonly cut: ReadCut }) {
  const revision = useDocument((_, state) => state.revision);
  const rate = useDocument((document) => document.project().rate);
  const [leftOut, setLeftOut] = useState<readonly string[]>([]);
  const [isAllShown, setAllShown] = useState(false);
  const choices = useMemo(() => ({ cut: read.cut, leftOut: [...leftOut] }), [read, leftOut]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the document is another one by its revision
  const plan = useMemo(() => planConform(currentDocument(), choices), [choices, revision]);
  const left = new Set(leftOut);
  const take = (keys: readonly string[], isTaken: boolean): void => {
    const others = leftOut.filter((key) => !keys.includes(key));
    setLeftOut(isTaken ? others : [...others, ...keys]);
  };
  const same = plan.rows.filter((row) => stateOf(row) === 'same').length;
  const shown = isAllShown ? plan.rows : plan.rows.filter((row) => stateOf(row) !== 'same');
  const gone = plan.rows.filter(({ kind }) => kind === 'gone').map(({ key }) => key);
  const hasChange = changesAnything(plan);
  const summary = summaryWords(plan);
  const run = async (): Promise<void> => {
    if (await runCommand('film.takeCut', choices)) closeCut();
  };
  const notes = [...read.notes, ...rateNote(read, rate), ...leftWords(plan)];
  return (
    <Dialog
      isOpen
      width={900}
      title="Read a cut back"
      description={`${[read.name, read.cut.name].filter((text) => text !== '').join(' · ')}, ${formatRunningTime(read.cut.lengthFrames, read.cut.rate)}: ${summary === '' ? 'nothing has changed.' : `${summary}. One edit: undo takes all of it back.`}`}
      onClose={closeCut}
      actions={
        <>
          <Button variant="plain" onClick={closeCut}>
            Cancel
          </Button>
          <Button variant="accent" disabled={!hasChange} onClick={() => void run()}>
            Take Cut
          </Button>
        </>
      }
    >
      <div className={styles.import}>
        {notes.map((note) => (
          <p key={note} className={styles.note} role="status">
            {note}
          </p>
        ))}
        <div className={styles.options}>
          {gone.length > 0 && (
            <Checkbox
              label="Omit shots that are no longer in the cut"
              isChecked={gone.every((key) => !left.has(key))}
              onChange={(isTaken) => take(gone, isTaken)}
            />
          )}
          {same > 0 && (
            <Switch
              label={same === 1 ? 'Show 1 unchanged shot' : `Show ${same} unchanged shots`}
              isChecked={isAllShown}
              onChange={setAllShown}
            />
          )}
        </div>
        <ul className={styles.scenes} aria-label="Changes">
          {shown.length + plan.sounds.changes.length === 0 && (
            <li className={styles.nothing}>The film is as the cut has it.</li>
          )}
          {shown.map((row) => (
            <ConformShotRow
              key={row.key}
              row={row}
              isTaken={!left.has(row.key)}
              onTake={(isTaken) => take([row.key], isTaken)}
            />
          ))}
          {plan.sounds.changes.map((change) => (
            <ConformSoundRow
              key={change.key}
              change={change}
              isTaken={!left.has(change.key)}
              onTake={(isTaken) => take([change.key], isTaken)}
            />
          ))}
        </ul>
      </div>
    </Dialog>
  );
}

function rateNote({ cut }: ReadCut, rate: ReadCut['cut']['rate']): string[] {
  if (isSameRate(cut.rate, rate)) return [];
  return [
    `The cut runs at ${formatRate(cut.rate)} frames a second, the film at ${formatRate(rate)}: places are rounded to the film’s frames.`,
  ];
}

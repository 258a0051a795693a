import type { Program } from '@shared/generation/program';
import { useState } from 'react';
import { call } from '../state/bridge';
import { raiseError, raiseNotice } from '../state/notices';
import { useLoaded } from '../state/useLoaded';
import { Button } from '../ui/Button';
import { Switch } from '../ui/Checkbox';
import { EmptyState } from '../ui/EmptyState';
import { FieldRow } from '../ui/FieldRow';
import { IconButton } from '../ui/IconButton';
import { CircleAlert, CircleCheck, Keyboard, Play, Plus, Trash2 } from '../ui/icons';
import { SegmentedControl } from '../ui/SegmentedControl';
import { TextArea, TextField } from '../ui/TextField';
import styles from './Generators.module.css';

const loadPrograms = () => call('programs.list', null);

/** Any program of the person's as a generator. */
export function ProgramsPage() {
  const [programs, reload] = useLoaded(loadPrograms);
  const choose = (programId: string | null): void => {
    void call('programs.chooseDialog', { programId }).then((chosen) => {
      if (chosen) void reload();
    }, raiseError);
  };
  return (
    <div className={styles.page}>
      <p className={styles.lead}>
        A program gets each shot as one line of JSON and answers with lines of JSON: any script or tool of
        yours can make clips and pictures. The protocol and a sample program are in docs/command-provider.md.
      </p>
      <div className={styles.addRow}>
        <Button
          icon={Plus}
          variant={programs?.length === 0 ? 'accent' : 'raised'}
          onClick={() => choose(null)}
        >
          Choose Program…
        </Button>
      </div>
      {programs?.length === 0 && (
        <EmptyState
          icon={Keyboard}
          message="No program yet. Choose one, or the program that runs it (python, node), and give the script as its argument."
        />
      )}
      <ul className={styles.list} aria-label="Programs">
        {programs?.map((program) => (
          <ProgramRow
            key={program.id}
            program={program}
            onChoose={() => choose(program.id)}
            onChanged={reload}
          />
        ))}
      </ul>
    </div>
  );
}

type Test = { readonly isGood: boolean; readonly words: string } | 'asking' | null;

interface ProgramRowProps {
  readonly program: Program;
  readonly onChoose: () => void;
  readonly onChanged: () => Promise<void>;
}

function ProgramRow({ program, onChoose, onChanged }: ProgramRowProps) {
  const [test, setTest] = useState<Test>(null);
  const { path, ...rest } = program;
  const save = (change: Partial<Program>): void => {
    void call('programs.save', { program: { ...rest, ...change } }).then(onChanged, raiseError);
  };
  const ask = async (): Promise<void> => {
    setTest('asking');
    try {
      const { words } = await call('programs.test', { programId: program.id });
      setTest({ isGood: true, words });
    } catch (error) {
      setTest({ isGood: false, words: error instanceof Error ? error.message : String(error) });
    }
  };
  const remove = async (): Promise<void> => {
    try {
      await call('programs.remove', { programId: program.id });
      await onChanged();
      raiseNotice({
        tone: 'info',
        message: `${program.name} was removed from the list. The program itself is untouched.`,
      });
    } catch (error) {
      raiseError(error);
    }
  };
  return (
    <li className={styles.card} data-off={!program.isEnabled || undefined}>
      <div className={styles.cardHead}>
        <Switch
          label=""
          ariaLabel={`Use ${program.name}`}
          isChecked={program.isEnabled}
          onChange={(isEnabled) => save({ isEnabled })}
        />
        <TextField
          label={`Name of ${program.name}`}
          value={program.name}
          maxLength={80}
          onCommit={(name) => {
            if (name.trim() !== '') save({ name });
          }}
          className={styles.programName}
        />
        <SegmentedControl
          label={`What ${program.name} makes`}
          value={program.makes}
          segments={[
            { value: 'video', label: 'Clips' },
            { value: 'image', label: 'Pictures' },
          ]}
          onChange={(makes) => save({ makes })}
        />
        <span className={styles.spring} />
        <Button icon={Play} isBusy={test === 'asking'} onClick={() => void ask()}>
          Test
        </Button>
        <IconButton
          icon={Trash2}
          label={`Remove ${program.name}`}
          tooltip="Remove"
          onClick={() => void remove()}
        />
      </div>
      <FieldRow label="Program">
        <span className={styles.path} title={path} data-selectable>
          {path}
        </span>
        <Button size="small" onClick={onChoose}>
          Change…
        </Button>
      </FieldRow>
      <FieldRow label="Arguments" isStacked>
        <TextArea
          label={`Arguments of ${program.name}`}
          value={program.arguments.join('\n')}
          placeholder="One a line, as the program is to get them"
          rows={2}
          onCommit={(text) => save({ arguments: text.split('\n').filter((line) => line !== '') })}
        />
      </FieldRow>
      {test !== null && test !== 'asking' && (
        <p role={test.isGood ? 'status' : 'alert'} className={test.isGood ? styles.good : styles.problem}>
          {test.isGood ? <CircleCheck aria-hidden /> : <CircleAlert aria-hidden />} {test.words}
        </p>
      )}
    </li>
  );
}

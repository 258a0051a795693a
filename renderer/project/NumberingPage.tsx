import {
  type NumberingScheme,
  numberingPresetIds,
  numberingPresets,
} from '@shared/document/numberingPresets';
import type { Project } from '@shared/document/records';
import { previewNumbering } from '@shared/shots/names';
import { type PatternField, tokensOf } from '@shared/shots/numbering/pattern';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { useDocument, useSequence } from '../state/documentStore';
import { runCommand } from '../state/runCommand';
import { Button } from '../ui/Button';
import { FieldRow } from '../ui/FieldRow';
import { Lock, LockOpen } from '../ui/icons';
import { SegmentedControl } from '../ui/SegmentedControl';
import { Select } from '../ui/Select';
import { TextField } from '../ui/TextField';
import { CounterFields } from './CounterFields';
import { NumberingPreviewList } from './NumberingPreviewList';
import styles from './Project.module.css';

const own = 'own';
const cases = [
  { value: 'keep', label: 'As typed' },
  { value: 'upper', label: 'CAPITALS' },
  { value: 'lower', label: 'small' },
] as const;
const restarts = [
  { value: 'scene', label: 'In each scene' },
  { value: 'film', label: 'Through the film' },
] as const;

const schemeOf = ({ numbering: { isLocked: _isLocked, ...scheme } }: Project): NumberingScheme => scheme;
const isSameScheme = (a: NumberingScheme, b: NumberingScheme): boolean => sortedText(a) === sortedText(b);
const sortedText = (scheme: NumberingScheme): string =>
  JSON.stringify(scheme, (_key, value: unknown) =>
    typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );

/** How scenes, shots, boards and files are named, seen on the film's own shots before it is taken. */
export function NumberingPage({ project }: { readonly project: Project }) {
  const present = schemeOf(project);
  const { isLocked } = project.numbering;
  const [draft, setDraft] = useState<NumberingScheme | null>(null);
  const scheme = draft ?? present;
  const shown = useDeferredValue(scheme);
  const document = useDocument((value) => value);
  const sequence = useSequence();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the document is one object; its sequence says that it changed
  const preview = useMemo(() => previewNumbering(document, shown), [document, sequence, shown]);
  const preset = numberingPresets.find((each) => isSameScheme(each.scheme, scheme))?.id ?? own;
  const isChanged = !isSameScheme(scheme, present);
  const set = (fields: Partial<NumberingScheme>): void => setDraft({ ...scheme, ...fields });
  const apply = async (): Promise<void> => {
    if (await runCommand('project.setNumbering', { fields: scheme }, { keepSelection: true })) setDraft(null);
  };
  return (
    <div className={styles.numbering}>
      <div className={styles.scheme}>
        <LockState isLocked={isLocked} />
        <fieldset className={styles.fields} disabled={isLocked}>
          <FieldRow label="Scheme">
            <Select
              label="Scheme"
              value={preset}
              isDisabled={isLocked}
              options={[
                ...numberingPresets.map(({ id, name, use }) => ({
                  value: id as string,
                  label: `${name}   ${use}`,
                })),
                { value: own, label: 'Your own', isDisabled: preset !== own },
              ]}
              onChange={(id) => {
                const chosen = numberingPresets.find((each) => each.id === id);
                if (chosen && numberingPresetIds.includes(chosen.id)) setDraft(chosen.scheme);
              }}
            />
          </FieldRow>
          <PatternRow label="Shots" field="pattern" scheme={scheme} isDisabled={isLocked} onChange={set} />
          <FieldRow label="Scene">
            <CounterFields
              label="Scene"
              counter={scheme.scene}
              isDisabled={isLocked}
              onChange={(scene) => set({ scene })}
            />
          </FieldRow>
          <FieldRow label="Shot">
            <CounterFields
              label="Shot"
              counter={scheme.shot}
              isDisabled={isLocked}
              onChange={(shot) => set({ shot })}
            />
          </FieldRow>
          <FieldRow label="Counted">
            <SegmentedControl
              label="Where shots are counted anew"
              value={scheme.shotRestart}
              segments={restarts}
              onChange={(shotRestart) => set({ shotRestart })}
            />
          </FieldRow>
          <PatternRow
            label="Boards"
            field="panelPattern"
            scheme={scheme}
            isDisabled={isLocked}
            onChange={set}
          />
          <FieldRow label="Board">
            <CounterFields
              label="Board"
              counter={scheme.panel}
              isDisabled={isLocked}
              onChange={(panel) => set({ panel })}
            />
          </FieldRow>
          {preview.board !== '' && <p className={styles.sample}>As {preview.board}</p>}
          <PatternRow
            label="Files"
            field="filePattern"
            scheme={scheme}
            isDisabled={isLocked}
            onChange={set}
          />
          <FieldRow label="Words">
            <SegmentedControl
              label="Letters of words in names"
              value={scheme.letterCase}
              segments={cases}
              onChange={(letterCase) => set({ letterCase })}
            />
          </FieldRow>
        </fieldset>
        <div className={styles.apply}>
          <Button
            variant="accent"
            disabled={isLocked || !isChanged || preview.problem !== null}
            onClick={() => void apply()}
          >
            Use This Scheme
          </Button>
          {isChanged && (
            <Button variant="plain" onClick={() => setDraft(null)}>
              Reset
            </Button>
          )}
        </div>
      </div>
      <NumberingPreviewList preview={preview} isLocked={isLocked} isChanged={isChanged} />
    </div>
  );
}

function LockState({ isLocked }: { readonly isLocked: boolean }) {
  return (
    <div className={styles.lock} data-locked={isLocked || undefined}>
      {isLocked ? <Lock aria-hidden /> : <LockOpen aria-hidden />}
      <span className={styles.lockWords}>
        {isLocked
          ? 'Numbers are locked. New shots are numbered in between; what is cut stays as OMITTED.'
          : 'Numbers follow the order of scenes and shots.'}
      </span>
      <Button
        size="small"
        onClick={() =>
          void runCommand(
            isLocked ? 'project.unlockNumbers' : 'project.lockNumbers',
            {},
            { keepSelection: true },
          )
        }
      >
        {isLocked ? 'Unlock' : 'Lock'}
      </Button>
    </div>
  );
}

/** A pattern, and the tokens that can be put into it where the caret is. */
function PatternRow({
  label,
  field,
  scheme,
  isDisabled,
  onChange,
}: {
  readonly label: string;
  readonly field: PatternField;
  readonly scheme: NumberingScheme;
  readonly isDisabled: boolean;
  readonly onChange: (fields: Partial<NumberingScheme>) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [isOpen, setOpen] = useState(false);
  const value = scheme[field];
  const insert = (token: string): void => {
    const caret = input.current?.selectionStart ?? value.length;
    onChange({ [field]: `${value.slice(0, caret)}{${token}}${value.slice(caret)}` });
    setOpen(true);
  };
  return (
    <FieldRow label={label}>
      <TextField
        key={`${field} ${value}`}
        inputRef={input}
        label={`Names of ${label.toLowerCase()}`}
        value={value}
        maxLength={120}
        isDisabled={isDisabled}
        onType={(text) => {
          if (text !== '') onChange({ [field]: text });
        }}
        onCommit={(text) => {
          if (text !== '') onChange({ [field]: text });
        }}
      />
      <button
        type="button"
        className={styles.tokenToggle}
        disabled={isDisabled}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {'{ }'}
      </button>
      {isOpen && !isDisabled && (
        <div className={styles.tokens}>
          {tokensOf[field].map((token) => (
            <button key={token} type="button" className={styles.token} onClick={() => insert(token)}>
              {token}
            </button>
          ))}
        </div>
      )}
    </FieldRow>
  );
}

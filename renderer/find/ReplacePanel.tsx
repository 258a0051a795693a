import { around } from '@shared/find/findInProject';
import { type ReplacedText, replacedTexts, skippedWords } from '@shared/find/replaceWords';
import { useDeferredValue, useMemo, useState } from 'react';
import { currentDocument, useDocument } from '../state/documentStore';
import { runCommand } from '../state/runCommand';
import { Button } from '../ui/Button';
import { cx } from '../ui/cx';
import { IconButton } from '../ui/IconButton';
import { CaseSensitive, WholeWord } from '../ui/icons';
import styles from './Find.module.css';
import { goTo } from './goTo';

/** Places shown; all are replaced. */
const mostShown = 200;

interface Occurrence {
  readonly found: ReplacedText;
  readonly at: number;
}

export interface ReplacePanelProps {
  readonly words: string;
  readonly onWords: (words: string) => void;
  readonly onDone: () => void;
}

/** Words and what is to stand in their place, with every text as it would read. One press, one step of undo. */
export function ReplacePanel({ words, onWords, onDone }: ReplacePanelProps) {
  const [by, setBy] = useState('');
  const [isCaseSensitive, setCaseSensitive] = useState(false);
  const [isWholeWord, setWholeWord] = useState(false);
  const [told, setTold] = useState('');
  // Typing goes first, also where thirty thousand texts are looked through.
  const wanted = useDeferredValue(words);
  const given = useDeferredValue(by);
  const revision = useDocument((_document, state) => (state.isLoaded ? state.revision : -1));
  const texts = useMemo(
    () =>
      revision < 0 || wanted === ''
        ? []
        : replacedTexts(currentDocument(), { words: wanted, by: given, isCaseSensitive, isWholeWord }),
    [wanted, given, isCaseSensitive, isWholeWord, revision],
  );
  const free = texts.filter(({ problem }) => problem === null);
  const count = free.reduce((sum, { matches }) => sum + matches.length, 0);
  const shown: Occurrence[] = texts
    .flatMap((found) => found.matches.map((at) => ({ found, at })))
    .slice(0, mostShown);
  const total = texts.reduce((sum, { matches }) => sum + matches.length, 0);
  const isSettled = wanted === words && given === by;
  const options = { words, by, isCaseSensitive, isWholeWord };

  const replaceAll = async (): Promise<void> => {
    const skipped = skippedWords(texts);
    if (await runCommand('text.replace', options, { keepSelection: true }))
      setTold([`Replaced in ${count === 1 ? '1 place' : `${count} places`}.`, skipped].join(' ').trim());
  };
  const replaceOne = ({ found, at }: Occurrence): void => {
    const { target } = found.place;
    const fieldId = target.field === 'customFields' ? { fieldId: target.fieldId } : {};
    const only = { id: target.id, field: target.field, at, ...fieldId };
    setTold('');
    void runCommand('text.replace', { ...options, only }, { keepSelection: true });
  };

  return (
    <>
      <div className={styles.inputRow}>
        <input
          className={styles.input}
          aria-label="Words to replace"
          placeholder="Replace these words …"
          maxLength={400}
          value={words}
          // biome-ignore lint/a11y/noAutofocus: a box for typing, opened by a key
          autoFocus
          // What was looked for last is there, and typing takes its place.
          onFocus={(event) => event.currentTarget.select()}
          spellCheck={false}
          onChange={(event) => {
            setTold('');
            onWords(event.currentTarget.value);
          }}
        />
        <IconButton
          icon={CaseSensitive}
          label="Match case"
          isActive={isCaseSensitive}
          onClick={() => setCaseSensitive(!isCaseSensitive)}
        />
        <IconButton
          icon={WholeWord}
          label="Whole words"
          isActive={isWholeWord}
          onClick={() => setWholeWord(!isWholeWord)}
        />
      </div>
      <div className={styles.inputRow}>
        <input
          className={styles.input}
          aria-label="Replace with"
          placeholder="… by these, or by nothing"
          maxLength={400}
          value={by}
          spellCheck={false}
          onChange={(event) => {
            setTold('');
            setBy(event.currentTarget.value);
          }}
        />
        <Button
          variant="accent"
          size="small"
          disabled={count === 0 || !isSettled}
          onClick={() => void replaceAll()}
        >
          {count === 0 ? 'Replace All' : `Replace All ${count}`}
        </Button>
      </div>
      <p className={styles.status} role="status">
        {told || statusWords(wanted, total, texts)}
      </p>
      <ul className={styles.list} aria-label="Places">
        {shown.map((occurrence) => (
          <PlaceRow
            key={`${JSON.stringify(occurrence.found.place.target)} ${occurrence.at}`}
            occurrence={occurrence}
            length={wanted.length}
            by={given}
            isSettled={isSettled}
            onGo={() => {
              onDone();
              goTo(occurrence.found.place);
            }}
            onReplace={() => replaceOne(occurrence)}
          />
        ))}
      </ul>
    </>
  );
}

function statusWords(words: string, total: number, texts: readonly ReplacedText[]): string {
  if (words === '')
    return 'Action, dialogue, notes, headings, prompts, texts on boards, comments, markers, elements.';
  if (total === 0) return 'These words stand nowhere in the project.';
  const cut = total > mostShown ? `The first ${mostShown} of ${total} places.` : '';
  return [cut, skippedWords(texts)].filter(Boolean).join(' ');
}

function PlaceRow({
  occurrence: { found, at },
  length,
  by,
  isSettled,
  onGo,
  onReplace,
}: {
  readonly occurrence: Occurrence;
  readonly length: number;
  readonly by: string;
  readonly isSettled: boolean;
  readonly onGo: () => void;
  readonly onReplace: () => void;
}) {
  const { place, problem } = found;
  const { before, words, after } = around(place.text, at, length);
  return (
    <li className={cx(styles.place, problem !== null && styles.locked)}>
      <button type="button" className={styles.placeText} title="Go there" onClick={onGo}>
        <span className={styles.title}>{place.title}</span>
        <span className={styles.text}>
          {/* What is cut when there is no room is what stands before. */}
          {before.length > 24 ? `…${before.slice(-22)}` : before}
          <del className={styles.old}>{words}</del>
          {problem === null && by !== '' && <ins className={styles.new}>{by}</ins>}
          {after}
        </span>
        <span className={styles.field}>{place.field}</span>
      </button>
      {problem === null ? (
        <Button size="small" disabled={!isSettled} onClick={onReplace}>
          Replace
        </Button>
      ) : (
        <span className={styles.reason}>{problem}</span>
      )}
    </li>
  );
}

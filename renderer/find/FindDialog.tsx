import { Dialog } from '@base-ui/react/dialog';
import { type Found, findInProject } from '@shared/find/findInProject';
import { Command } from 'cmdk';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { registerActions } from '../state/actions';
import { currentDocument, documentStore, isWritable, useDocument } from '../state/documentStore';
import { Button } from '../ui/Button';
import { Replace, Search } from '../ui/icons';
import styles from './Find.module.css';
import { goTo } from './goTo';
import { ReplacePanel } from './ReplacePanel';

const titles: Readonly<Record<Found['kind'], string>> = {
  shot: 'Shots',
  scene: 'Scenes',
  comment: 'Comments',
  element: 'Elements',
  marker: 'Markers',
  media: 'Media',
};
const order = Object.keys(titles) as Found['kind'][];

/** Every text of the project in which some words stand, a way to each, and other words in their place. */
export function FindDialog() {
  const [mode, setMode] = useState<'find' | 'replace' | null>(null);
  const [words, setWords] = useState('');
  const close = (): void => setMode(null);
  useEffect(
    () =>
      registerActions([
        {
          id: 'find.inProject',
          isEnabled: () => documentStore.getState().isLoaded,
          run: () => setMode('find'),
        },
        { id: 'find.replace', isEnabled: isWritable, run: () => setMode('replace') },
      ]),
    [],
  );
  return (
    <Dialog.Root open={mode !== null} onOpenChange={(isOpen) => !isOpen && close()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.overlay} />
        <Dialog.Popup
          data-modal
          className={styles.popup}
          aria-label={mode === 'replace' ? 'Find and replace' : 'Find in project'}
        >
          {mode === 'replace' ? (
            <ReplacePanel words={words} onWords={setWords} onDone={close} />
          ) : (
            <FindList words={words} onWords={setWords} onDone={close} />
          )}
          <footer className={styles.footer}>
            {mode === 'replace' ? (
              <Button variant="plain" size="small" icon={Search} onClick={() => setMode('find')}>
                Find
              </Button>
            ) : (
              <Button
                variant="plain"
                size="small"
                icon={Replace}
                disabled={!isWritable()}
                onClick={() => setMode('replace')}
              >
                Replace…
              </Button>
            )}
          </footer>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function FindList({
  words,
  onWords,
  onDone,
}: {
  readonly words: string;
  readonly onWords: (words: string) => void;
  readonly onDone: () => void;
}) {
  // Typing goes first, also where thirty thousand texts are looked through.
  const wanted = useDeferredValue(words);
  const revision = useDocument((_document, state) => (state.isLoaded ? state.revision : -1));
  const { found, total } = useMemo(
    () => (revision < 0 ? { found: [], total: 0 } : findInProject(currentDocument(), wanted)),
    [wanted, revision],
  );
  const go = (place: Found): void => {
    onDone();
    goTo(place);
  };
  return (
    <Command label="Find in project" loop shouldFilter={false}>
      <Command.Input
        className={styles.input}
        // What was looked for last is there, and typing takes its place.
        onFocus={(event) => event.currentTarget.select()}
        placeholder="Find in action, dialogue, notes, elements, markers, comments and media"
        value={words}
        onValueChange={onWords}
      />
      <Command.List className={styles.list}>
        {wanted.trim() !== '' && found.length === 0 && (
          <div className={styles.empty}>These words stand nowhere in the project.</div>
        )}
        {order.map((kind) => {
          const ofKind = found.filter((place) => place.kind === kind);
          if (ofKind.length === 0) return null;
          return (
            <Command.Group key={kind} heading={titles[kind]}>
              {ofKind.map((place, index) => (
                <Command.Item
                  // biome-ignore lint/suspicious/noArrayIndexKey: one record may have the words in two fields of one name
                  key={`${place.id} ${place.field} ${index}`}
                  value={`${place.id} ${place.field} ${index}`}
                  className={styles.item}
                  onSelect={() => go(place)}
                >
                  <span className={styles.title}>{place.title}</span>
                  <span className={styles.text}>
                    {place.before}
                    <mark className={styles.words}>{place.words}</mark>
                    {place.after}
                  </span>
                  <span className={styles.field}>{place.field}</span>
                </Command.Item>
              ))}
            </Command.Group>
          );
        })}
        {total > found.length && (
          <div className={styles.empty}>
            The first {found.length} of {total} places. More words find fewer.
          </div>
        )}
      </Command.List>
    </Command>
  );
}

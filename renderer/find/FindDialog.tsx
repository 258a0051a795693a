import { Dialog } from '@base-ui/react/dialog';
import { type Found, findInProject } from '@shared/find/findInProject';
import { Command } from 'cmdk';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { registerActions } from '../state/actions';
import { currentDocument, documentStore, useDocument } from '../state/documentStore';
import { select, sessionStore, setPlayhead } from '../state/sessionStore';
import styles from './Find.module.css';

const titles: Readonly<Record<Found['kind'], string>> = {
  shot: 'Shots',
  scene: 'Scenes',
  comment: 'Comments',
  element: 'Elements',
  marker: 'Markers',
  media: 'Media',
};
const order = Object.keys(titles) as Found['kind'][];

/** Every text of the project in which some words stand, and a way to each. */
export function FindDialog() {
  const [isOpen, setIsOpen] = useState(false);
  useEffect(
    () =>
      registerActions([
        {
          id: 'find.inProject',
          isEnabled: () => documentStore.getState().isLoaded,
          run: () => setIsOpen(true),
        },
      ]),
    [],
  );
  return (
    <Dialog.Root open={isOpen} onOpenChange={setIsOpen}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.overlay} />
        <Dialog.Popup className={styles.popup} aria-label="Find in project">
          <FindList onDone={() => setIsOpen(false)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function FindList({ onDone }: { readonly onDone: () => void }) {
  const [words, setWords] = useState('');
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
        placeholder="Find in action, dialogue, notes, elements, markers, comments and media"
        value={words}
        onValueChange={setWords}
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

function goTo({ kind, id, shotId }: Found): void {
  const document = currentDocument();
  if (shotId) {
    select([shotId]);
    if (kind === 'comment') sessionStore.setState({ inspectorTab: 'shot' });
  } else if (kind === 'scene') {
    select(document.childrenOf('shot', id).map((shot) => shot.id));
  } else if (kind === 'marker') {
    const marker = document.list('marker').find((each) => each.id === id);
    select([id]);
    if (marker) setPlayhead(marker.frame);
  } else {
    sessionStore.setState({ leftTab: kind === 'media' ? 'media' : 'elements' });
    select([id]);
  }
}

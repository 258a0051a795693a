import { Dialog } from '@base-ui/react/dialog';
import { inMenuOrder } from '@shared/actions/menus';
import { Command } from 'cmdk';
import { useDeferredValue, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { type Action, actionStore } from '../../state/actions';
import { useDocument, useList, useSequence } from '../../state/documentStore';
import { select, sessionStore } from '../../state/sessionStore';
import { Dot } from '../../ui/Badge';
import { Kbd } from '../../ui/Kbd';
import { appStore } from '../appStore';
import { presentTitle } from '../menuSync';
import styles from './CommandPalette.module.css';
import { paletteFilter } from './paletteFilter';
import { bestMatches } from './paletteMatches';
import { byRecency, rememberCommand, useRecentCommands } from './recentCommands';

const close = (): void => appStore.setState({ isPaletteOpen: false });

/** Everything that can be done or gone to, by typing a part of its name. */
export function CommandPalette() {
  const registered = useStore(actionStore, (state) => state.actions);
  const sequence = useSequence();
  const elements = useList('element');
  const isLoaded = useDocument((_document, state) => state.isLoaded);
  // Whether an action can run is asked when the palette opens, and again when a project that was coming in is there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `isEnabled` reads it where the linter cannot see.
  const actions = useMemo(
    () =>
      inMenuOrder(
        [...registered.values()].filter(
          (action) => action.isHidden !== true && action.isEnabled?.() !== false,
        ),
      ),
    [registered, isLoaded],
  );
  const [typed, setTyped] = useState('');
  // The actions are there with the dialog, and typing goes on; what is looked for in the film follows.
  const wanted = useDeferredValue<string | null>(typed, null);
  const shots = useMemo(
    () =>
      sequence.shots.map(({ shot, label, scene }) => ({
        id: shot.id,
        words: [label, shot.action, scene.heading],
        label,
        title: shot.action === '' ? scene.heading : shot.action,
      })),
    [sequence],
  );
  const foundShots = useMemo(() => (wanted === null ? [] : bestMatches(shots, wanted)), [shots, wanted]);
  const foundElements = useMemo(
    () =>
      wanted === null
        ? []
        : bestMatches(
            elements.map(({ id, name, type }) => ({ id, words: [name, type], name, type })),
            wanted,
          ),
    [elements, wanted],
  );
  const recentIds = useRecentCommands();
  // With something typed, how well it fits is the order.
  const { recent, rest } = useMemo(
    () => byRecency(actions, typed === '' ? recentIds : []),
    [actions, recentIds, typed],
  );
  const run = (action: Action): void => {
    close();
    rememberCommand(action.id);
    action.run();
  };
  return (
    <Dialog.Root
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) close();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.overlay} />
        {/* cmdk's own dialog writes style elements, which the page's policy refuses. */}
        <Dialog.Popup className={styles.palette} data-modal aria-label="Search or run">
          <Command label="Search or run" loop filter={paletteFilter}>
            <Command.Input
              className={styles.input}
              placeholder="Search shots and elements, or run a command"
              value={typed}
              onValueChange={setTyped}
            />
            <Command.List className={styles.list}>
              <Command.Empty className={styles.empty}>Nothing of that name.</Command.Empty>
              <CommandGroup heading="Recent" actions={recent} onRun={run} />
              <CommandGroup heading="Commands" actions={rest} onRun={run} />
              <Command.Group heading="Shots">
                {foundShots.map(({ id, words, label, title }) => (
                  <Command.Item
                    key={id}
                    value={id}
                    keywords={words}
                    className={styles.item}
                    onSelect={() => {
                      close();
                      select([id]);
                    }}
                  >
                    <span className={styles.label}>{label}</span>
                    <span className={styles.title}>{title}</span>
                  </Command.Item>
                ))}
              </Command.Group>
              <Command.Group heading="Elements">
                {foundElements.map(({ id, words, name, type }) => (
                  <Command.Item
                    key={id}
                    value={id}
                    keywords={words}
                    className={styles.item}
                    onSelect={() => {
                      close();
                      sessionStore.setState({ leftTab: 'elements', selection: [id] });
                    }}
                  >
                    <Dot color={`var(--color-${type})`} />
                    <span className={styles.title}>{name}</span>
                  </Command.Item>
                ))}
              </Command.Group>
            </Command.List>
          </Command>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface CommandGroupProps {
  readonly heading: string;
  readonly actions: readonly Action[];
  readonly onRun: (action: Action) => void;
}

function CommandGroup({ heading, actions, onRun }: CommandGroupProps) {
  if (actions.length === 0) return null;
  return (
    <Command.Group heading={heading}>
      {actions.map((action) => (
        <Command.Item
          key={action.id}
          value={action.id}
          keywords={[presentTitle(action), action.group]}
          className={styles.item}
          onSelect={() => onRun(action)}
        >
          <span className={styles.group}>{action.group}</span>
          <span className={styles.title}>{presentTitle(action)}</span>
          {action.keys?.[0] !== undefined && <Kbd keys={action.keys[0]} />}
        </Command.Item>
      ))}
    </Command.Group>
  );
}

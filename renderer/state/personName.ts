import { createStore } from 'zustand/vanilla';
import { call } from './bridge';
import { withProject } from './projectScope';
import { settingsStore } from './settingsStore';

interface Asking {
  readonly proposal: string;
  /** Called once, with the name, empty for none; null = it was not said. */
  readonly answer: (name: string | null) => void;
}

/** The question what the person is called, while it is open. */
export const personStore = createStore<{ readonly asking: Asking | null }>()(() => ({ asking: null }));

withProject(() => personStore.getState().asking?.answer(null));

/** Asks for the name; the system's is proposed where none was ever said. Kept for every project. */
export async function askPersonName(): Promise<string | null> {
  const { name } = settingsStore.getState().person;
  const proposal = name ?? (await call('window.systemUser', null).catch(() => ({ name: '' }))).name;
  return new Promise((resolve) => {
    personStore.getState().asking?.answer(null);
    const answer = (said: string | null): void => {
      personStore.setState({ asking: null });
      if (said !== null) settingsStore.setState({ person: { name: said.trim() } });
      resolve(said?.trim() ?? null);
    };
    personStore.setState({ asking: { proposal, answer } });
  });
}

/** Who signs a comment: asked for the first time, and never again. Empty = nobody said. */
export async function personName(): Promise<string> {
  const { name } = settingsStore.getState().person;
  if (name !== null) return name;
  const said = await askPersonName();
  if (said === null) settingsStore.setState({ person: { name: '' } });
  return said ?? '';
}

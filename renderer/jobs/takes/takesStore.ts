import type { TakeId } from '@shared/document/ids';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { withProject } from '../../state/projectScope';

interface TakesState {
  /** Whose details are shown; null = nobody's. */
  readonly detailsOf: TakeId | null;
  /** Takes side by side, of one shot; null = nothing is compared. */
  readonly compared: readonly TakeId[] | null;
}

/** Session scope, not saved: what of takes is open. */
export const takesStore = createStore<TakesState>()(() => ({ detailsOf: null, compared: null }));

withProject(() => takesStore.setState({ detailsOf: null, compared: null }));

export const useTakes = <T>(selector: (state: TakesState) => T): T => useStore(takesStore, selector);

export const showDetails = (takeId: TakeId): void => takesStore.setState({ detailsOf: takeId });
export const closeDetails = (): void => takesStore.setState({ detailsOf: null });

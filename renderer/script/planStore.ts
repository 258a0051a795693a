import type { SceneId } from '@shared/document/ids';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** The scene that shots are being planned for; `new` = one that will be made for them. */
export interface PlanState {
  readonly target: SceneId | 'new' | null;
}

export const planStore = createStore<PlanState>()(() => ({ target: null }));

export const closePlan = (): void => planStore.setState({ target: null });

export function usePlanTarget(): SceneId | 'new' | null {
  return useStore(planStore, (state) => state.target);
}

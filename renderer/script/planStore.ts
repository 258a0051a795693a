import type { SceneId } from '@shared/document/ids';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { withProject } from '../state/projectScope';

export type PlannerName = 'rules' | 'languageModel';

/** The scene that shots are being planned for; `new` = one that will be made for them. */
export interface PlanState {
  readonly target: SceneId | 'new' | null;
  /** Who proposes the shots; stays as chosen for the session. */
  readonly planner: PlannerName;
}

export const planStore = createStore<PlanState>()(() => ({ target: null, planner: 'rules' }));

export const closePlan = (): void => planStore.setState({ target: null });

withProject(closePlan);

export const setPlanner = (planner: PlannerName): void => planStore.setState({ planner });

export function usePlanner(): PlannerName {
  return useStore(planStore, (state) => state.planner);
}

export function usePlanTarget(): SceneId | 'new' | null {
  return useStore(planStore, (state) => state.target);
}

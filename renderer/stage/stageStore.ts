import type { LayerTransform } from '@shared/document/records';
import type { StageView } from '@shared/stage/viewMapping';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

export type StageTool = 'select' | 'hand' | 'camera';

/**
 * What the stage shows, and the drag in progress. Session and gesture scope: nothing of it is saved or undone.
 */
export interface StageState {
  readonly tool: StageTool;
  /** `board`: the whole picture with the camera's frames on it. `camera`: what the film shows. */
  readonly mode: 'board' | 'camera';
  /** null = fit to the area, whatever its size becomes. */
  readonly view: StageView | null;
  /** Places of layers that are being dragged, by layer id. */
  readonly dragged: ReadonlyMap<string, LayerTransform>;
}

export const stageStore = createStore<StageState>()(() => ({
  tool: 'select',
  mode: 'board',
  view: null,
  dragged: new Map(),
}));

export function useStage<T>(selector: (state: StageState) => T): T {
  return useStore(stageStore, selector);
}

export const endLayerDrag = (): void => stageStore.setState({ dragged: new Map() });

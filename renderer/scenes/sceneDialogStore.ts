import type { SceneId } from '@shared/document/ids';
import { createStore } from 'zustand/vanilla';
import { withProject } from '../state/projectScope';

/** Session scope, not saved: the scene whose details are open. */
export const sceneDialogStore = createStore<{ readonly sceneId: SceneId | null }>()(() => ({
  sceneId: null,
}));

export const showScene = (sceneId: SceneId): void => sceneDialogStore.setState({ sceneId });

withProject(() => sceneDialogStore.setState({ sceneId: null }));

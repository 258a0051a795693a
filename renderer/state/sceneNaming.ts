import type { SceneId } from '@shared/document/ids';
import { createStore } from 'zustand/vanilla';
import { withProject } from './projectScope';

/** A scene that was just made by hand: the contact sheet goes to its heading, which is written next. null = none. */
export const sceneNamingStore = createStore<{ readonly sceneId: SceneId | null }>()(() => ({
  sceneId: null,
}));

withProject(() => sceneNamingStore.setState({ sceneId: null }));

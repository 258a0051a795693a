import type { SceneId } from '@shared/document/ids';
import { createStore } from 'zustand/vanilla';

/** A scene that was just made by hand: whoever shows its heading goes there, since it is written next. null = none. */
export const sceneNamingStore = createStore<{ readonly sceneId: SceneId | null }>()(() => ({
  sceneId: null,
}));

import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { onEvent } from './bridge';

/** How far the import under way is; `done` may be a part of a file. */
export interface ImportProgress {
  readonly done: number;
  readonly total: number;
  /** Of the file at hand. */
  readonly name: string;
}

const importProgressStore = createStore<{ readonly progress: ImportProgress | null }>()(() => ({
  progress: null,
}));

/** null = nothing is being imported. */
export function useImportProgress(): ImportProgress | null {
  return useStore(importProgressStore, (state) => state.progress);
}

/** Follows the worker's imports, once for the window. */
export function followImports(): void {
  onEvent('import.progress', (progress) =>
    importProgressStore.setState({ progress: 'ended' in progress ? null : progress }),
  );
}

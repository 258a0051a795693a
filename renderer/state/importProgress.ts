import { byteText } from '@shared/media/byteText';
import type { WindowEvents } from '@shared/rpc/table';
import { durationText } from '@shared/time/durationText';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { onEvent } from './bridge';

/** How far the import under way is; `done` may be a part of a file. */
export type ImportProgress = Extract<WindowEvents['import.progress'], { done: number }>;

/** "Importing 3 of 12", and while folders are looked through how many files there are. */
export function importWords({ done, total, name }: ImportProgress): string {
  if (total === 0) return `Looking through folders: ${name}`;
  return `Importing ${Math.min(Math.floor(done) + 1, total)} of ${total.toLocaleString('en-US')}`;
}

/** "1.2 of 4.5 GB · 2 min left"; empty while it is all about a moment. */
export function importDetail({ doneBytes, totalBytes, secondsLeft }: ImportProgress): string {
  const bytes = totalBytes >= 50_000_000 ? `${byteText(doneBytes)} of ${byteText(totalBytes)}` : '';
  const left = secondsLeft !== null && secondsLeft >= 1 ? `${durationText(secondsLeft)} left` : '';
  return [bytes, left].filter((part) => part !== '').join(' · ');
}

/** null = cannot be said. */
export function importShare({ done, total, doneBytes, totalBytes }: ImportProgress): number | null {
  if (total === 0) return null;
  // Files of very different sizes: bytes tell more, small ones still count.
  return totalBytes === 0 ? done / total : (done / total + doneBytes / totalBytes) / 2;
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

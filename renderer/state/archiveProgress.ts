import { byteText } from '@shared/media/byteText';
import type { WindowEvents } from '@shared/rpc/table';
import { durationText } from '@shared/time/durationText';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { onEvent } from './bridge';

/** How far the packing or unpacking under way is. */
export type ArchiveProgress = Extract<WindowEvents['archive.progress'], { done: number }>;

const archiveProgressStore = createStore<{ readonly progress: ArchiveProgress | null }>()(() => ({
  progress: null,
}));

/** null = nothing is being packed or unpacked. */
export function useArchiveProgress(): ArchiveProgress | null {
  return useStore(archiveProgressStore, (state) => state.progress);
}

export const isArchiveUnderWay = (): boolean => archiveProgressStore.getState().progress !== null;

/** "Packing Film.ekontez". */
export function archiveWords({ kind, name }: ArchiveProgress): string {
  return `${kind === 'pack' ? 'Packing' : 'Unpacking'} ${name}`;
}

export const archiveCancelWords = ({ kind }: ArchiveProgress): string =>
  kind === 'pack' ? 'Stop packing' : 'Stop unpacking';

/** "1.2 GB of 4.5 GB · 2 min left"; empty while it is all about a moment. */
export function archiveDetail({ done, total, secondsLeft }: ArchiveProgress): string {
  const bytes = total >= 50_000_000 ? `${byteText(done)} of ${byteText(total)}` : '';
  const left = secondsLeft !== null && secondsLeft >= 1 ? `${durationText(secondsLeft)} left` : '';
  return [bytes, left].filter((part) => part !== '').join(' · ');
}

/** null = cannot be said. */
export const archiveShare = ({ done, total }: ArchiveProgress): number | null =>
  total === 0 ? null : done / total;

/** Follows the worker, once for the window. */
export function followArchives(): void {
  onEvent('archive.progress', (progress) =>
    archiveProgressStore.setState({ progress: 'ended' in progress ? null : progress }),
  );
  // A worker that died ends nothing any more.
  onEvent('worker.state', () => archiveProgressStore.setState({ progress: null }));
}

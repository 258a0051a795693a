import { byteText } from '@shared/media/byteText';
import type { WindowEvents } from '@shared/rpc/table';
import { durationText } from '@shared/time/durationText';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { onEvent } from './bridge';

/** How far a packing, unpacking or copying of a project is. */
export type ArchiveProgress = Omit<Extract<WindowEvents['archive.progress'], { done: number }>, 'kind'> & {
  readonly kind: 'pack' | 'unpack' | 'copy';
};

const archiveProgressStore = createStore<{ readonly works: readonly ArchiveProgress[] }>()(() => ({
  works: [],
}));

/** What is being packed, unpacked or copied. */
export function useArchiveProgress(): readonly ArchiveProgress[] {
  return useStore(archiveProgressStore, (state) => state.works);
}

const isUnderWay = (kinds: readonly ArchiveProgress['kind'][]): boolean =>
  archiveProgressStore.getState().works.some(({ kind }) => kinds.includes(kind));

export const isArchiveUnderWay = (): boolean => isUnderWay(['pack', 'unpack']);
export const isCopyUnderWay = (): boolean => isUnderWay(['copy']);

const doing = { pack: 'Packing', unpack: 'Unpacking', copy: 'Copying to' } as const;
const stopping = { pack: 'Stop packing', unpack: 'Stop unpacking', copy: 'Stop copying' } as const;

/** "Packing Film.ekontez". */
export const archiveWords = ({ kind, name }: ArchiveProgress): string => `${doing[kind]} ${name}`;

export const archiveCancelWords = ({ kind }: ArchiveProgress): string => stopping[kind];

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
  onEvent('archive.progress', (progress) => put(['pack', 'unpack'], 'ended' in progress ? null : progress));
  onEvent('copy.progress', (progress) =>
    put(['copy'], 'ended' in progress ? null : { kind: 'copy', ...progress }),
  );
  // A worker that died ends nothing any more.
  onEvent('worker.state', () => archiveProgressStore.setState({ works: [] }));
}

/** One of these kinds at a time. */
function put(kinds: readonly ArchiveProgress['kind'][], progress: ArchiveProgress | null): void {
  archiveProgressStore.setState(({ works }) => {
    const others = works.filter(({ kind }) => !kinds.includes(kind));
    return { works: progress ? [...others, progress] : others };
  });
}

import type { WindowEvents } from '@shared/rpc/table';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { onEvent } from '../state/bridge';
import { withProject } from '../state/projectScope';

/** How far the looking through files that is under way is. */
export type FileWork = Extract<WindowEvents['media.work'], { kind: string }>;

const fileWorkStore = createStore<{ readonly work: FileWork | null }>()(() => ({ work: null }));

withProject(() => fileWorkStore.setState({ work: null }));

/** null = none is under way. */
export function useFileWork(): FileWork | null {
  return useStore(fileWorkStore, ({ work }) => work);
}

/** @returns stops. */
export function followFileWork(): () => void {
  return onEvent('media.work', (work) => fileWorkStore.setState({ work: 'ended' in work ? null : work }));
}

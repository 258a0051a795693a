import type { HistoryLine } from '@shared/rpc/table';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { call } from '../state/bridge';
import { documentStore } from '../state/documentStore';
import { raiseError } from '../state/notices';
import { goToHistory } from '../state/runCommand';

/** Entries asked for at once. */
const pageSize = 100;

/** The undo line as far as it has been looked at. */
export interface HistoryLines {
  /** Positions of the oldest and the newest entry; the newest is 0 while there are none. */
  readonly first: number;
  readonly last: number;
  /** The last one that is done. */
  readonly cursor: number;
  /** By position; what is not here yet is on its way. */
  readonly lines: ReadonlyMap<number, HistoryLine>;
}

const none: HistoryLines = { first: 1, last: 0, cursor: 0, lines: new Map() };

export const historyLinesStore = createStore<HistoryLines>()(() => none);

export const useHistoryLines = (): HistoryLines => useStore(historyLinesStore);

/** Row 0 is the newest entry; behind the oldest comes one for the beginning. */
export const rowCount = ({ first, last }: HistoryLines): number => Math.max(0, last - first + 1) + 1;
export const positionOfRow = ({ last }: HistoryLines, row: number): number => last - row;

const pageOf = (position: number): number => Math.floor(position / pageSize);

/** Pages that the present revision has been asked for. */
let asked = new Set<number>();
let shownRows = { first: 0, last: pageSize };
/** Ways to a place of the line that have not arrived. */
let underWay = 0;
let isShown = false;

/** Asks for the rows that come into view. */
export function showHistoryRows(first: number, last: number): void {
  shownRows = { first, last };
  const state = historyLinesStore.getState();
  if (state.last === 0) return;
  const newest = Math.max(state.first, state.last - first);
  const oldest = Math.max(state.first, state.last - last);
  for (let page = pageOf(oldest); page <= pageOf(newest); page += 1) {
    if (!asked.has(page)) void loadPage(page);
  }
}

/** `page` null = the newest entries, wherever they end. */
async function loadPage(page: number | null): Promise<void> {
  const of = asked;
  if (page !== null) of.add(page);
  const newest = page === null ? null : (page + 1) * pageSize - 1;
  try {
    const { entries, ...ends } = await call('history.list', { newest, count: pageSize });
    // A newer revision has been asked for meanwhile.
    if (of !== asked) return;
    const lines = new Map(historyLinesStore.getState().lines);
    for (const position of lines.keys()) {
      if (position > ends.last || position < ends.first) lines.delete(position);
    }
    for (const entry of entries) lines.set(entry.position, entry);
    const cursor = underWay > 0 ? historyLinesStore.getState().cursor : ends.cursor;
    historyLinesStore.setState({ ...ends, cursor, lines });
  } catch (error) {
    raiseError(error);
  }
}

async function refresh(): Promise<void> {
  asked = new Set();
  await loadPage(null);
  showHistoryRows(shownRows.first, shownRows.last);
}

/** Goes to a place of the line, which is shown at once: a key that is pressed right after counts from there. */
export async function goAlong(position: number): Promise<void> {
  const cursor = Math.max(0, position);
  underWay += 1;
  historyLinesStore.setState({ cursor });
  await goToHistory(cursor);
  underWay -= 1;
  if (underWay === 0 && isShown) await refresh();
}

/** Keeps the line in step with the document while it is shown. @returns stops */
export function followHistory(): () => void {
  isShown = true;
  void refresh();
  const stop = documentStore.subscribe((state, before) => {
    if (state.revision !== before.revision) void refresh();
  });
  return () => {
    isShown = false;
    stop();
    asked = new Set();
    historyLinesStore.setState(none);
  };
}

import type { SnapshotKind } from '@shared/rpc/snapshotChannels';

export interface Thinnable {
  readonly id: string;
  readonly kind: SnapshotKind;
  readonly createdAtMs: number;
  readonly byteSize: number;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** All of the last hours, then the last of each hour, then the last of each day. */
const allMs = 2 * hourMs;
const hourlyMs = dayMs;
const dailyMs = 30 * dayMs;

/**
 * Which versions have to go: those by the clock are thinned out with age, those before a restoring go after a month, and both
 * until they fit `capBytes`, the oldest first. What a person has named stays, as does what was before a migration, and the
 * newest by the clock.
 * @returns ids
 */
export function outlived(snapshots: readonly Thinnable[], nowMs: number, capBytes: number): string[] {
  const newestFirst = [...snapshots]
    .filter(({ kind }) => kind === 'auto' || kind === 'restore')
    .sort((a, b) => b.createdAtMs - a.createdAtMs);
  const newestAuto = newestFirst.find(({ kind }) => kind === 'auto');
  const seen = new Set<string>();
  const gone = new Set<string>();
  for (const snapshot of newestFirst) {
    const place = placeOf(snapshot, nowMs);
    if (place === undefined || seen.has(place)) gone.add(snapshot.id);
    else seen.add(place);
  }
  if (newestAuto) gone.delete(newestAuto.id);
  let bytes = 0;
  for (const { id, byteSize } of newestFirst) {
    if (gone.has(id)) continue;
    bytes += byteSize;
    if (bytes > capBytes && id !== newestAuto?.id) gone.add(id);
  }
  return [...gone];
}

/** Of the versions with one place the newest stays; undefined = too old. */
function placeOf({ id, kind, createdAtMs }: Thinnable, nowMs: number): string | undefined {
  const age = nowMs - createdAtMs;
  if (age > dailyMs) return undefined;
  if (age <= allMs || kind === 'restore') return id;
  if (age <= hourlyMs) return `hour ${Math.floor(createdAtMs / hourMs)}`;
  return `day ${Math.floor(createdAtMs / dayMs)}`;
}

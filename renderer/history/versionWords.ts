import type { Snapshot } from '@shared/rpc/table';
import { frames } from '@shared/time/frames';
import { formatRunningTime } from '@shared/time/timecode';
import { clockText, dayText } from '../ui/timeWords';

/** What a version is called in the list. */
export function versionTitle({ kind, name, createdAtMs }: Snapshot): string {
  switch (kind) {
    case 'named':
      return name;
    case 'migration':
      return name;
    case 'restore':
      return name === '' ? 'Before a version was restored' : `Before “${name}” was restored`;
    case 'auto':
      return name === '' ? clockText(createdAtMs) : name;
  }
}

export const kindText = { auto: 'Auto', named: 'Saved', restore: 'Safety', migration: 'Format' } as const;

/** Why there is such a version, for a tooltip. */
export const kindHint = {
  auto: 'Kept by itself while you work: every one for two hours, then one an hour, then one a day for a month',
  named: 'Saved by you: kept until you delete it',
  restore: 'What the film was before a version was restored: kept for a month',
  migration: 'The project file as it was before a newer Ekonte changed its format',
} as const;

/** "24 shots · 62+05 · 4 takes" */
export function versionFacts({ shots, lengthFrames, rate, takes }: Snapshot): string {
  return [
    count(shots, 'shot'),
    ...(rate === null ? [] : [formatRunningTime(frames(lengthFrames), rate)]),
    ...(takes === 0 ? [] : [count(takes, 'take')]),
  ].join(' · ');
}

export interface KindChange {
  readonly kind: string;
  readonly back: number;
  readonly away: number;
  readonly changed: number;
}

/** Kinds a person knows by name, in the order of interest; the rest is told together. */
const kindNames: Readonly<Record<string, string>> = {
  scene: 'scene',
  shot: 'shot',
  board: 'board',
  dialogueLine: 'dialogue line',
  clip: 'sound',
  element: 'element',
  look: 'look',
  take: 'take',
  marker: 'marker',
  comment: 'comment',
  layer: 'layer',
  stroke: 'stroke',
  cameraKeyframe: 'camera keyframe',
};

/** What restoring would do, a line for each way: "Brings back 3 shots, 2 layers". Takes that came since stay. */
export function changeLines(changes: readonly KindChange[]): string[] {
  const ways = [
    ['back', 'Brings back'],
    ['away', 'Takes away'],
    ['changed', 'Changes'],
  ] as const;
  return ways.flatMap(([way, words]) => {
    const counts = new Map(changes.map((change) => [change.kind, change[way]]));
    // They belong to shots and elements that are named.
    if (way === 'away') counts.delete('take');
    const parts = Object.entries(kindNames).flatMap(([kind, noun]) => {
      const number = counts.get(kind) ?? 0;
      counts.delete(kind);
      return number === 0 ? [] : [count(number, noun)];
    });
    const others = [...counts.values()].reduce((sum, number) => sum + number, 0);
    if (others > 0) parts.push(parts.length === 0 ? 'settings of the project' : 'more');
    return parts.length === 0 ? [] : [`${words} ${listed(parts)}`];
  });
}

/** Records of a document in words: "24 shots, 2 layers and more". */
export function countsText(counts: Readonly<Record<string, number>>): string {
  const named = Object.entries(kindNames).flatMap(([kind, noun]) =>
    (counts[kind] ?? 0) > 0 ? [count(counts[kind] as number, noun)] : [],
  );
  const hasMore = Object.entries(counts).some(([kind, number]) => number > 0 && !(kind in kindNames));
  return listed(hasMore ? [...named, named.length === 0 ? 'settings' : 'more'] : named);
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}

/** "340 KB", "34 MB" */
export function sizeText(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1_000))} KB`;
  const megabytes = bytes / 1_000_000;
  return megabytes < 1_000 ? `${Math.round(megabytes)} MB` : `${(megabytes / 1_000).toFixed(1)} GB`;
}

export interface VersionDay {
  readonly day: string;
  readonly versions: readonly Snapshot[];
}

/** The list by days, newest first. */
export function byDay(versions: readonly Snapshot[], nowMs: number): VersionDay[] {
  const days: { day: string; versions: Snapshot[] }[] = [];
  for (const version of versions) {
    const day = dayText(version.createdAtMs, nowMs);
    const last = days.at(-1);
    if (last?.day === day) last.versions.push(version);
    else days.push({ day, versions: [version] });
  }
  return days;
}

import type { Media, Take } from '@shared/document/records';
import type { Cost } from '@shared/generation/cost';
import { costWords } from '@shared/generation/costWords';
import type { Job } from '@shared/generation/job';
import type { LedgerEntry } from '@shared/generation/ledger';
import { modelWords } from '@shared/generation/makerWords';
import { megabytes } from '@shared/generation/problemWords';
import { takeRequestWords } from '@shared/generation/takeRequest';
import { durationText } from '@shared/time/durationText';
import { formatRate, type Rate } from '@shared/time/rate';
import { formatSecondsAndFrames } from '@shared/time/timecode';

export interface TakeFact {
  readonly name: string;
  readonly value: string;
}

export interface TakeFacts {
  readonly title: string;
  readonly made: readonly TakeFact[];
  readonly file: readonly TakeFact[];
}

export interface TakeSources {
  readonly take: Take;
  /** "2C". */
  readonly label: string;
  readonly number: number;
  /** The film's. */
  readonly rate: Rate;
  readonly media: Media | undefined;
  /** Gone when ended jobs were cleared. */
  readonly job: Pick<Job, 'createdAtMs' | 'startedAtMs' | 'endedAtMs'> | undefined;
  /** What was paid for it. */
  readonly paid: Pick<LedgerEntry, 'estimate' | 'charged'> | undefined;
  readonly stale: string;
  /** "Missing"; '' = its file is there. */
  readonly offline: string;
}

const makers: Readonly<Record<string, string>> = {
  local: 'Local renderer',
  kling: 'Kling',
  klingLipSync: 'Kling lip-sync',
  comfyui: 'ComfyUI',
  command: 'Program',
};

/** All that is known of a take but its words and pictures. */
export function takeFacts(sources: TakeSources): TakeFacts {
  const { take, label, number, rate, media, job, paid, stale, offline } = sources;
  const shown = (name: string, value: string | null | undefined): TakeFact[] =>
    value ? [{ name, value }] : [];
  return {
    title: `Take ${number} of ${label}`,
    made: [
      { name: 'Made by', value: makers[take.provider] ?? take.provider },
      { name: 'Model', value: modelWords(take.model) },
      { name: 'Preset', value: take.preset === 'draft' ? 'Draft' : 'Full' },
      ...shown('Seed', take.seed === null ? null : String(take.seed)),
      { name: 'Cost', value: costOf(take, paid) },
      { name: 'Made', value: new Date(take.createdAtMs).toLocaleString() },
      ...timesOf(job),
      { name: 'State', value: stale === '' ? 'Fresh: as the shot is now' : `Stale: ${stale}` },
      { name: 'Shot was', value: take.inputsHash.slice(0, 16) },
    ],
    file: [
      { name: 'Length', value: formatSecondsAndFrames(take.lengthFrames, rate) },
      ...(media ? fileFacts(media, offline) : [{ name: 'File', value: 'No longer in the project' }]),
      ...(take.mediaInFrames > 0
        ? shown('Begins', `${formatSecondsAndFrames(take.mediaInFrames, rate)} into the clip`)
        : []),
      ...shown('Note', take.note),
    ],
  };
}

function fileFacts({ name, content, byteSize, mimeType, fingerprint }: Media, offline: string): TakeFact[] {
  const picture = content.type === 'sound' ? null : `${content.width} × ${content.height}`;
  return [
    ...(picture ? [{ name: 'Size', value: picture }] : []),
    ...(content.type === 'video'
      ? [
          { name: 'Rate', value: `${formatRate(content.rate)} fps, ${content.frameCount} frames` },
          { name: 'Coded as', value: content.codec || mimeType },
          { name: 'Sound', value: content.sound ? 'Yes' : 'None' },
        ]
      : [{ name: 'Format', value: mimeType }]),
    { name: 'File', value: `${name} · ${sizeText(byteSize)}${offline === '' ? '' : ` · ${offline}`}` },
    { name: 'Hash', value: fingerprint.slice(0, 16) },
  ];
}

const sizeText = (bytes: number): string =>
  bytes < 100_000 ? `${Math.ceil(bytes / 1_000)} KB` : megabytes(bytes);

/** A take of several that came together has its share of the price, by length. */
function costOf({ cost }: Take, paid: TakeSources['paid']): string {
  if (!cost) return paid ? costWords(paid.charged ?? paid.estimate) : 'No cost';
  const whole = paid?.charged ?? paid?.estimate;
  const isShare = whole !== undefined && whole.unit === cost.unit && whole.amount > cost.amount + 1e-6;
  const share = whole && whole.amount > 0 ? Math.min(1, cost.amount / whole.amount) : 0;
  const own: Cost = {
    ...cost,
    money: whole?.money ? { ...whole.money, amount: whole.money.amount * share } : null,
    credits: null,
  };
  return isShare ? `${costWords(own)}, a share of ${costWords(whole)}` : costWords(own);
}

function timesOf(job: TakeSources['job']): TakeFact[] {
  if (!job || job.startedAtMs === null) return [];
  const seconds = (from: number, to: number): string => durationText(Math.max(0, to - from) / 1000);
  return [
    { name: 'Waited', value: seconds(job.createdAtMs, job.startedAtMs) },
    ...(job.endedAtMs === null ? [] : [{ name: 'Took', value: seconds(job.startedAtMs, job.endedAtMs) }]),
  ];
}

/** All of it as text, to be pasted elsewhere. */
export function takeText({ title, made, file }: TakeFacts, request: Take['request']): string {
  const { prompt, avoid, parameters } = takeRequestWords(request);
  const lines = (facts: readonly TakeFact[]): string =>
    facts.map(({ name, value }) => `${name}: ${value}`).join('\n');
  return [
    title,
    lines(made),
    prompt === '' ? '' : `Prompt:\n${prompt}`,
    avoid === '' ? '' : `Must not appear:\n${avoid}`,
    lines(parameters),
    lines(file),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

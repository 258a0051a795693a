import { z } from 'zod';
import type { ShotId } from '../document/ids';
import { type ElementId, elementIdSchema, type MediaId, mediaIdSchema, shotIdSchema } from '../document/ids';
import type { Take } from '../document/records';
import type { Model } from './model';
import { type FrameChoice, shotPictureRefSchema } from './request';
import { type RunSettings, runSettingsSchema, settingsOfRun } from './runSettings';
import { localChoicesSchema } from './stills/stillChoices';

/** What a take was made with, in the words of a run: to be asked for again. */
export interface RunOfTake {
  /** The maker's id, as renderer/state/generators.ts has it; null = nobody who can be chosen for clips. */
  readonly makerId: string | null;
  /** What that maker was called then. */
  readonly makerName: string;
  readonly run: RunSettings;
  /** What held for that run alone. */
  readonly extras: {
    readonly fittedIds?: readonly MediaId[];
    readonly withoutElementIds?: readonly ElementId[];
    readonly grouping?: readonly (readonly ShotId[])[];
  };
  /** Of a shot that was made between frames of other shots: what stood at its ends. null = it was not. */
  readonly frames: GivenFrames | null;
  /** What was set, and cannot be set by hand: in words. */
  readonly lost: readonly string[];
}

export interface GivenFrames {
  readonly firstFrame: FrameChoice;
  readonly lastFrame: FrameChoice;
}

const anything = z.record(z.string().max(200), z.unknown());

/** What providers keep with a take; each part may be missing, a project may come from anywhere. */
const keptSchema = z.object({
  settings: anything.catch({}),
  template: z
    .object({ id: z.string().max(100), name: z.string().max(400) })
    .nullable()
    .catch(null),
  program: z.string().max(400).nullable().catch(null),
});

const extrasSchema = z.object({
  fittedIds: z.array(mediaIdSchema).max(200).catch([]),
  withoutElementIds: z.array(elementIdSchema).max(1_000).catch([]),
  grouping: z.array(z.array(shotIdSchema).min(1).max(50)).max(5_000).catch([]),
});

const clipSchema = z.object({
  use: z.enum(['guide', 'edit']),
  source: z.object({ type: z.literal('url'), url: z.string().max(2_000) }),
});
const outputSchema = z.object({
  type: z.literal('stills'),
  count: z.int().min(1).max(64),
  isSeries: z.boolean(),
});

/** Settings that only another program can have set. */
const foreign: Readonly<Record<string, string>> = {
  overrides: 'a text that was given for one run',
  seconds: 'seconds that were given for one run',
  pictureIds: 'loose reference pictures',
  elementClips: 'clips of elements',
  voiceUrls: 'voices by address',
};

/** Reads back what a take was made with. Never fails: what cannot be read is left out. */
export function runOfTake({
  provider,
  model,
  request,
  seed,
}: Pick<Take, 'provider' | 'model' | 'request' | 'seed'>): RunOfTake {
  const kept = keptSchema.safeParse(isObject(request) ? request : {});
  const { settings, template, program } = kept.success
    ? kept.data
    : { settings: {}, template: null, program: null };
  const run: Record<string, unknown> = {};
  const lost: string[] = [];
  const frames = readFrames(settings);
  for (const [name, value] of Object.entries(settings)) {
    if (value === undefined || value === null) continue;
    // Said with the frames, for that run alone.
    if (frames && ['firstFrame', 'lastFrame', 'grouping', 'plannedBy'].includes(name)) continue;
    if (Object.hasOwn(foreign, name) && !isEmpty(value)) lost.push(foreign[name] ?? name);
    if (name === 'clip') readClip(value, run, lost);
    else if (name === 'output') readOutput(value, run);
    else if (Object.hasOwn(runSettingsSchema.shape, name)) {
      const field = runSettingsSchema.shape[name as keyof RunSettings].safeParse(value);
      if (field.success) run[name] = field.data;
      else if (name === 'firstFrame' || name === 'lastFrame') lost.push(frameWords[name]);
    }
  }
  if (seed !== null && seed >= 0 && seed <= 0x7fffffff) run['seed'] = seed;
  if (provider === 'local')
    run['local'] = localChoicesSchema.safeParse(settings).data ?? localChoicesSchema.parse({});
  const parsed = runSettingsSchema.safeParse(run);
  const { fittedIds, withoutElementIds, grouping } = extrasSchema.parse(settings);
  return {
    makerId: makerIdOf(provider, model, settings, template?.id ?? null),
    makerName: template?.name ?? program ?? model,
    run: parsed.success ? parsed.data : {},
    extras: {
      ...(fittedIds.length > 0 ? { fittedIds } : {}),
      ...(withoutElementIds.length > 0 ? { withoutElementIds } : {}),
      ...(grouping.length > 0 ? { grouping } : {}),
    },
    frames,
    lost,
  };
}

export const frameWords: Readonly<Record<keyof GivenFrames, string>> = {
  firstFrame: 'the picture of the first frame',
  lastFrame: 'the picture of the last frame',
};

const choiceSchema = z.union([z.enum(['none', 'board']), shotPictureRefSchema]);

function readFrames(settings: Readonly<Record<string, unknown>>): GivenFrames | null {
  const [first, last] = [settings['firstFrame'], settings['lastFrame']].map((value) =>
    choiceSchema.safeParse(value ?? 'none'),
  );
  if (!first?.success || !last?.success) return null;
  if (typeof first.data === 'string' && typeof last.data === 'string') return null;
  return { firstFrame: first.data, lastFrame: last.data };
}

function makerIdOf(
  provider: string,
  model: string,
  settings: Readonly<Record<string, unknown>>,
  templateId: string | null,
): string | null {
  const word = (name: string): string | null => {
    const value = settings[name];
    return typeof value === 'string' && value.length <= 100 ? value : null;
  };
  switch (provider) {
    case 'local':
      return 'local';
    case 'kling':
      return `kling ${word('model') ?? model}`;
    case 'comfyui': {
      const id = word('templateId') ?? templateId;
      return id === null ? null : `comfyui ${id}`;
    }
    case 'command': {
      const id = word('programId');
      return id === null ? null : `command ${id}`;
    }
    default:
      return null;
  }
}

function readClip(value: unknown, run: Record<string, unknown>, lost: string[]): void {
  const clip = clipSchema.safeParse(value);
  if (!clip.success) {
    lost.push('a clip of the project to go by');
    return;
  }
  run['clipUrl'] = clip.data.source.url;
  run['clipUse'] = clip.data.use;
}

function readOutput(value: unknown, run: Record<string, unknown>): void {
  const output = outputSchema.safeParse(value);
  if (!output.success) return;
  run['stillCount'] = output.data.count;
  run['isSeries'] = output.data.isSeries;
}

/** What of a run a model cannot do now, in words; [] = all of it. */
export function lostOnModel(run: RunSettings, model: Model): readonly string[] {
  const sent = settingsOfRun(run, model);
  const has = (name: string, value: unknown): boolean => value === undefined || Object.hasOwn(sent, name);
  const words: (string | false)[] = [
    !has('resolution', run.resolution) && `resolution ${run.resolution}`,
    !has('ratio', run.ratio) && `ratio ${run.ratio}`,
    !has('sound', run.sound) && `sound ${run.sound}`,
    !has('firstFrame', run.firstFrame) && 'a first frame',
    !has('lastFrame', run.lastFrame) && 'a last frame',
    !has('plannedBy', run.plannedBy) && 'cuts planned by the model',
    !has('grouping', run.grouping) && run.plannedBy !== 'model' && 'several shots in a clip',
    !has('clip', run.clipUrl?.trim() || undefined) && 'a clip to go by',
    !has('style', run.style?.trim() || undefined) && 'a style of its own',
    !has('seed', run.seed ?? undefined) && `seed ${run.seed}`,
    !has('output', (run.stillCount ?? 1) > 1 ? run.stillCount : undefined) && `${run.stillCount} pictures`,
  ];
  return words.filter((word) => word !== false);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;

import { presetSchema } from '@shared/generation/job';
import { ownLooksSchema } from '@shared/generation/lookPresets';
import { cutSettingsSchema, defaultCutSettings } from '@shared/interchange/cutSettings';
import { listSettingsSchema } from '@shared/lists/listSettings';
import { firstSnapshotSettings, snapshotSettingsSchema } from '@shared/rpc/snapshotChannels';
import { defaultSheetSettings, sheetSettingsSchema } from '@shared/sheets/settings';
import { z } from 'zod';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { call } from './bridge';

/** px of the panes whose edges can be dragged. */
export const defaultPaneSizes = { left: 252, right: 292, timeline: 252 } as const;
export type PaneName = keyof typeof defaultPaneSizes;

const paneSize = (name: PaneName) => z.number().min(120).max(4_000).catch(defaultPaneSizes[name]);

/** Preferences of the person, the same in every project. What cannot be read takes its first value. */
const settingsSchema = z.object({
  paneSizes: z
    .object({ left: paneSize('left'), right: paneSize('right'), timeline: paneSize('timeline') })
    .catch({ ...defaultPaneSizes }),
  shownPanes: z
    .object({ left: z.boolean(), right: z.boolean(), timeline: z.boolean() })
    .catch({ left: true, right: true, timeline: true }),
  /** What the last new project was made with. */
  newProject: z
    .object({
      preset: z.string(),
      width: z.int().min(16).max(8192),
      height: z.int().min(16).max(8192),
      rate: z.string(),
    })
    .catch({ preset: 'wide', width: 1920, height: 1080, rate: '24' }),
  /** Whether files are copied into the project when they are imported, and from which size on they never are. */
  importing: z
    .object({ link: z.boolean(), linkFromBytes: z.int().min(1).nullable() })
    .catch({ link: false, linkFromBytes: null }),
  /** The tools of the stage. Sizes are parts of the frame's width; a colour of null is one that is seen on the background. */
  drawing: z
    .object({
      colour: z
        .string()
        .regex(/^#[0-9a-f]{6}$/)
        .nullable(),
      opacity: z.number().min(0.01).max(1),
      sizes: z.object({
        pen: z.number(),
        brush: z.number(),
        eraser: z.number(),
        shape: z.number(),
        text: z.number(),
      }),
      isFilled: z.boolean(),
    })
    .catch({
      colour: null,
      opacity: 1,
      sizes: { pen: 0.003, brush: 0.018, eraser: 0.03, shape: 0.005, text: 0.05 },
      isFilled: false,
    }),
  /** Who makes clips, and how large: as last chosen. */
  generating: z
    .object({ makerId: z.string().max(200), preset: presetSchema })
    .catch({ makerId: 'local', preset: 'full' }),
  /** Looks of films that a person has kept. */
  looks: ownLooksSchema.catch([]),
  /** Of the system, when jobs are done or need somebody while the window is not in front. */
  notifications: z.object({ isOn: z.boolean() }).catch({ isOn: true }),
  /** How lines are recorded: `deviceId` null = the system's microphone; it is Chromium's name for it. */
  recording: z
    .object({ deviceId: z.string().max(200).nullable(), countsIn: z.boolean() })
    .catch({ deviceId: null, countsIn: true }),
  /** What the person is called, on comments; null = not asked yet. */
  person: z.object({ name: z.string().max(400).nullable() }).catch({ name: null }),
  /** How storyboards are printed, how timelines go out, and what lists are like: as last chosen. */
  sheets: sheetSettingsSchema.catch({ ...defaultSheetSettings }),
  cut: cutSettingsSchema.catch({ ...defaultCutSettings }),
  lists: listSettingsSchema.catch(() => listSettingsSchema.parse({})),
  /** Actions run from the command palette, by id, the last one first. */
  palette: z.object({ recent: z.array(z.string().max(100)).max(20) }).catch({ recent: [] }),
  /** How versions of projects are kept. */
  versions: snapshotSettingsSchema.catch({ ...firstSnapshotSettings }),
});
export type Settings = z.infer<typeof settingsSchema>;

const firstValues = settingsSchema.parse({});

export const settingsStore = createStore<Settings>()(() => firstValues);

export function useSettings<T>(selector: (settings: Settings) => T): T {
  return useStore(settingsStore, selector);
}

let loading: Promise<void> | null = null;
let isLoaded = false;
let timer: number | undefined;

/** Reads the settings once. Without them the window works with the first values and leaves the saved ones alone. */
export function loadSettings(): Promise<void> {
  loading ??= readSettings().catch((error: unknown) => {
    // The next one who asks tries again.
    loading = null;
    throw error;
  });
  return loading;
}

/** false while the first values stand for them. */
export const areSettingsRead = (): boolean => isLoaded;

async function readSettings(): Promise<void> {
  const saved = settingsSchema.parse((await call('settings.load', null)) ?? {});
  const now = settingsStore.getState();
  // What the person has set while they were read is newer.
  const changed = Object.entries(now).filter(
    ([name, value]) => value !== firstValues[name as keyof Settings],
  );
  settingsStore.setState({ ...saved, ...Object.fromEntries(changed) });
  isLoaded = true;
  settingsStore.subscribe(() => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void saveSettings(), 400);
  });
  if (changed.length > 0) await saveSettings();
}

/** Saves at once what is waiting to be saved. A preference that cannot be saved is not worth a message. */
export async function saveSettings(): Promise<void> {
  window.clearTimeout(timer);
  if (isLoaded) await call('settings.save', { settings: settingsStore.getState() }).catch(() => undefined);
}

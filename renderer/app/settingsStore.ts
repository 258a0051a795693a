import { z } from 'zod';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { call } from '../state/bridge';

/** px of the panes whose edges can be dragged. */
export const defaultPaneSizes = { left: 252, right: 292, timeline: 290 } as const;
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
});
export type Settings = z.infer<typeof settingsSchema>;

export const settingsStore = createStore<Settings>()(() => settingsSchema.parse({}));

export function useSettings<T>(selector: (settings: Settings) => T): T {
  return useStore(settingsStore, selector);
}

let isLoaded = false;
let timer: number | undefined;

/** Reads the settings once. Without them the window works with the first values and leaves the saved ones alone. */
export async function loadSettings(): Promise<void> {
  if (isLoaded) return;
  settingsStore.setState(settingsSchema.parse((await call('settings.load', null)) ?? {}));
  isLoaded = true;
  settingsStore.subscribe(() => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void saveSettings(), 400);
  });
}

/** Saves at once what is waiting to be saved. A preference that cannot be saved is not worth a message. */
export async function saveSettings(): Promise<void> {
  window.clearTimeout(timer);
  if (isLoaded) await call('settings.save', { settings: settingsStore.getState() }).catch(() => undefined);
}

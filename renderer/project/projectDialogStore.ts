import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { withProject } from '../state/projectScope';

export const settingsPages = ['film', 'look', 'picture', 'time', 'numbering', 'fields'] as const;
export type SettingsPage = (typeof settingsPages)[number];

/** Session scope, not saved: which page of the project's settings is open; null = none. */
export const projectDialogStore = createStore<{ readonly page: SettingsPage | null }>()(() => ({
  page: null,
}));

export const useSettingsPage = (): SettingsPage | null => useStore(projectDialogStore, ({ page }) => page);

export function showSettings(page: SettingsPage): void {
  projectDialogStore.setState({ page });
}

export function closeSettings(): void {
  projectDialogStore.setState({ page: null });
}

withProject(closeSettings);

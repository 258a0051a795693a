import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { withProject } from '../state/projectScope';

export const generatorPages = ['servers', 'templates', 'programs', 'languageModel', 'keys'] as const;
export type GeneratorPage = (typeof generatorPages)[number];

/** Session scope, not saved: which page of the generators is open; null = none. */
export const generatorDialogStore = createStore<{ readonly page: GeneratorPage | null }>()(() => ({
  page: null,
}));

export const useGeneratorPage = (): GeneratorPage | null =>
  useStore(generatorDialogStore, ({ page }) => page);

export function showGenerators(page: GeneratorPage): void {
  generatorDialogStore.setState({ page });
}

export function closeGenerators(): void {
  generatorDialogStore.setState({ page: null });
}

withProject(closeGenerators);

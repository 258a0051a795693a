import type { ActionImplementation } from '../state/actions';
import { documentStore } from '../state/documentStore';
import { showGenerators } from './generatorDialogStore';

const isLoaded = (): boolean => documentStore.getState().isLoaded;

export const generatorActions: readonly ActionImplementation[] = [
  { id: 'generators.showServers', isEnabled: isLoaded, run: () => showGenerators('servers') },
  { id: 'generators.showTemplates', isEnabled: isLoaded, run: () => showGenerators('templates') },
  { id: 'generators.showKeys', isEnabled: isLoaded, run: () => showGenerators('keys') },
  {
    id: 'generators.showLanguageModel',
    isEnabled: isLoaded,
    run: () => showGenerators('languageModel'),
  },
  { id: 'generators.showPrograms', isEnabled: isLoaded, run: () => showGenerators('programs') },
];

import { importAndReport, importByDialog } from './importReport';

/** Nothing is asked of them: they say themselves what they are to become. Never throws. */
export const importStoryboards = (files: readonly File[]): Promise<void> =>
  importAndReport(files, { as: 'media' });

/** The person chooses a scene, or the settings file of a project. Never throws. */
export const chooseStoryboard = (): Promise<void> =>
  importByDialog({ as: 'media' }, undefined, 'storyboards');

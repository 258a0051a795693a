import { parseRate } from '@shared/time/rate';
import { settingsStore } from '../state/settingsStore';
import { appStore } from './appStore';
import { createProject } from './projectLife';

/** A scene of another program begins a film called as it is: asks where, makes the project and takes the scene in. */
export async function beginFromStoryboard(file: File): Promise<void> {
  const { width, height, rate } = settingsStore.getState().newProject;
  const name = file.name.replace(/\.[^.]+$/, '').slice(0, 200) || 'Untitled';
  await createProject({ name, rate: { ...parseRate(rate) }, frameSize: { width, height } });
  // The person may have thought better of it.
  if (appStore.getState().screen !== 'project') return;
  const { importStoryboards } = await import('../state/storyboards');
  await importStoryboards([file]);
}

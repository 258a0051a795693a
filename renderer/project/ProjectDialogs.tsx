import { lazy, Suspense, useEffect } from 'react';
import { registerActions } from '../state/actions';
import { projectActions } from './projectActions';
import { useSettingsPage } from './projectDialogStore';

const ProjectSettings = lazy(async () => ({ default: (await import('./ProjectSettings')).ProjectSettings }));

/** What can be set about the project from anywhere in the window, and its dialog. */
export function ProjectDialogs() {
  useEffect(() => registerActions(projectActions), []);
  const page = useSettingsPage();
  return <Suspense>{page && <ProjectSettings page={page} />}</Suspense>;
}

import { lazy, Suspense, useEffect } from 'react';
import { registerActions } from '../state/actions';
import { generatorActions } from './generatorActions';
import { useGeneratorPage } from './generatorDialogStore';

const GeneratorSettings = lazy(async () => ({
  default: (await import('./GeneratorSettings')).GeneratorSettings,
}));

/** The page of the language model alone, for where shots are planned by it. */
export const LanguageModelSettings = lazy(async () => ({
  default: (await import('./LanguageModelPage')).LanguageModelPage,
}));

/** Servers, workflows and programs: reachable from anywhere in the window, and their dialog. */
export function GeneratorDialogs() {
  useEffect(() => registerActions(generatorActions), []);
  const page = useGeneratorPage();
  return <Suspense>{page && <GeneratorSettings page={page} />}</Suspense>;
}

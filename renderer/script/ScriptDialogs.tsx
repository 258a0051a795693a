import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { registerActions } from '../state/actions';
import { followSpeech } from '../state/speech';
import { usePlanTarget } from './planStore';
import { SpeechState } from './SpeechState';
import { scriptActions } from './scriptActions';

const PlanShotsDialog = lazy(async () => ({ default: (await import('./PlanShotsDialog')).PlanShotsDialog }));

/** What leads from words to shots, from anywhere in the window. */
export function ScriptDialogs({ modelSettings }: { readonly modelSettings: ReactNode }) {
  useEffect(() => registerActions(scriptActions), []);
  useEffect(() => followSpeech(), []);
  const target = usePlanTarget();
  return (
    <>
      <SpeechState />
      <Suspense>{target && <PlanShotsDialog target={target} modelSettings={modelSettings} />}</Suspense>
    </>
  );
}

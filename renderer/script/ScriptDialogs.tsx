import { lazy, Suspense, useEffect } from 'react';
import { registerActions } from '../state/actions';
import { usePlanTarget } from './planStore';
import { scriptActions } from './scriptActions';

const PlanShotsDialog = lazy(async () => ({ default: (await import('./PlanShotsDialog')).PlanShotsDialog }));

/** What leads from words to shots, from anywhere in the window. */
export function ScriptDialogs() {
  useEffect(() => registerActions(scriptActions), []);
  const target = usePlanTarget();
  return <Suspense>{target && <PlanShotsDialog target={target} />}</Suspense>;
}

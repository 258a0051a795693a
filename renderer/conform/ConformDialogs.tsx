import { lazy, Suspense, useEffect } from 'react';
import { type ActionImplementation, registerActions } from '../state/actions';
import { currentSequence, isWritable } from '../state/documentStore';
import { chooseCut, useOpenCut } from './openCut';

const ConformDialog = lazy(async () => ({ default: (await import('./ConformDialog')).ConformDialog }));

const conformActions: readonly ActionImplementation[] = [
  {
    id: 'cut.read',
    isEnabled: () => isWritable() && currentSequence().shots.length > 0,
    run: () => void chooseCut(),
  },
];

/** Cuts that come back from editing programs. */
export function ConformDialogs() {
  useEffect(() => registerActions(conformActions), []);
  const cut = useOpenCut();
  return <Suspense>{cut && <ConformDialog cut={cut} />}</Suspense>;
}

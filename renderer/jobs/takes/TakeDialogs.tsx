import { lazy, Suspense } from 'react';
import { useTakes } from './takesStore';

const CompareTakes = lazy(async () => ({
  default: (await import('../compare/CompareTakes')).CompareTakes,
}));
const TakeDetails = lazy(async () => ({ default: (await import('./TakeDetails')).TakeDetails }));

/** What of takes lies over the window; loaded when it is first asked for. */
export function TakeDialogs() {
  const isComparing = useTakes((state) => state.compared !== null);
  const hasDetails = useTakes((state) => state.detailsOf !== null);
  return (
    <Suspense>
      {isComparing && <CompareTakes />}
      {hasDetails && !isComparing && <TakeDetails />}
    </Suspense>
  );
}

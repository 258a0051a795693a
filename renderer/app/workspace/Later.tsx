import { type ReactNode, startTransition, useEffect, useState } from 'react';
import { useDocument } from '../../state/documentStore';
import { beginPart } from '../../state/heldAction';
import { useIsShown } from '../workspaceIsShown';

export interface LaterProps {
  /** After so many pictures of the window. */
  readonly steps?: number;
  readonly children: ReactNode;
}

/**
 * What is not looked at first is made after the rest is on the screen, as work of its own, so that the window answers in
 * between. Its place is kept by what it stands in. (`useDeferredValue` would not wait: what is rendered because of another
 * deferred value, as the whole workspace is, is not deferred once more.)
 */
export function Later({ steps = 1, children }: LaterProps) {
  const [isTime, setIsTime] = useState(false);
  useEffect(() => {
    if (isTime) return;
    startTransition(() => setIsTime(true));
    // A key pressed meanwhile for what comes is kept.
    return beginPart();
  }, [isTime]);
  if (!isTime) return null;
  return steps > 1 ? <Later steps={steps - 1}>{children}</Later> : children;
}

/**
 * The same, counted from when the workspace is what the window shows, with the whole film in it: nothing says "empty" of what
 * is on its way.
 */
export function LaterWhenShown(props: LaterProps) {
  const isLoaded = useDocument((_document, state) => state.isLoaded);
  return useIsShown() && isLoaded && <Later {...props} />;
}

import { type ReactNode, useDeferredValue } from 'react';

export interface LaterProps {
  /** After so many pictures of the window. */
  readonly steps?: number;
  readonly children: ReactNode;
}

/**
 * What is not looked at first is made after the rest is on the screen, as work of its own, so that the window answers in
 * between. Its place is kept by what it stands in.
 */
export function Later({ steps = 1, children }: LaterProps) {
  const isTime = useDeferredValue(true, false);
  if (!isTime) return null;
  return steps > 1 ? <Later steps={steps - 1}>{children}</Later> : children;
}

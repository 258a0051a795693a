import { createContext, useContext } from 'react';

/** false while the workspace is made behind the welcome screen: see App. */
export const WorkspaceIsShown = createContext(true);

/**
 * Whether the workspace is what the window shows. Becomes true in the very render that brings it up, so that what waits
 * for it is made bit by bit and is there at once.
 */
export const useIsShown = (): boolean => useContext(WorkspaceIsShown);

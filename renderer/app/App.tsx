import { CSPProvider } from '@base-ui/react/csp-provider';
import { lazy, Suspense, useDeferredValue } from 'react';
import { TooltipProvider } from '../ui/Tooltip';
import { useApp } from './appStore';
import { WelcomeScreen } from './welcome/WelcomeScreen';

const Workspace = lazy(() =>
  import('./workspace/Workspace').then(({ Workspace: view }) => ({ default: view })),
);

/** The window: the welcome screen, or the project that is open. */
export function App() {
  // The workspace is a lot to make at once: so it is made bit by bit, and the window answers meanwhile.
  const screen = useDeferredValue(useApp((state) => state.screen));
  return (
    <CSPProvider disableStyleElements>
      <TooltipProvider>
        {screen === 'welcome' && <WelcomeScreen />}
        {screen === 'project' && (
          <Suspense>
            <Workspace />
          </Suspense>
        )}
      </TooltipProvider>
    </CSPProvider>
  );
}

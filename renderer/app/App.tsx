import { CSPProvider } from '@base-ui/react/csp-provider';
import { lazy, Suspense, useDeferredValue } from 'react';
import { areSettingsRead } from '../state/settingsStore';
import { cx } from '../ui/cx';
import { TooltipProvider } from '../ui/Tooltip';
import styles from './App.module.css';
import { useApp } from './appStore';
import { WelcomeScreen } from './welcome/WelcomeScreen';
import { WorkspaceIsShown } from './workspaceIsShown';

const Workspace = lazy(() =>
  import('./workspace/Workspace').then(({ Workspace: view }) => ({ default: view })),
);

/**
 * The window: the welcome screen, or the project that is open. While a project is being opened its workspace is made behind
 * the welcome screen, out of sight and without anything of a project in it: the worker takes as long as that, and may
 * still find that there is nothing to show.
 */
export function App() {
  // The workspace is a lot to make at once: so it is made bit by bit, and the window answers meanwhile.
  const screen = useDeferredValue(useApp((state) => state.screen));
  const isOpening = useApp((state) => state.opening !== null);
  // The sizes of its panes are among the settings.
  const isComing = useDeferredValue(isOpening && areSettingsRead());
  const isShown = screen === 'project';
  return (
    <CSPProvider disableStyleElements>
      <TooltipProvider>
        {screen === 'welcome' && <WelcomeScreen />}
        {(isShown || isComing) && (
          <Suspense>
            <div className={cx(styles.workspace, !isShown && styles.behind)} inert={!isShown}>
              <WorkspaceIsShown value={isShown}>
                <Workspace />
              </WorkspaceIsShown>
            </div>
          </Suspense>
        )}
      </TooltipProvider>
    </CSPProvider>
  );
}

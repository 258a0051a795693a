import { useEffect } from 'react';
import { ConformDialogs } from '../../conform/ConformDialogs';
import { HandOverDialogs } from '../../deliver/HandOverDialogs';
import { FindDialog } from '../../find/FindDialog';
import { GeneratorDialogs, LanguageModelSettings } from '../../generators/GeneratorDialogs';
import { HistoryPanel } from '../../history/HistoryPanel';
import { JobsPanel } from '../../jobs/JobsPanel';
import { TakeDialogs } from '../../jobs/takes/TakeDialogs';
import { MediaDialogs } from '../../media/MediaDialogs';
import { ProjectDialogs } from '../../project/ProjectDialogs';
import { SceneDialog } from '../../scenes/SceneDialog';
import { ScriptDialogs } from '../../script/ScriptDialogs';
import { noteWorkspace } from '../../state/documentStore';
import { noteFilmShown } from '../../state/filmShown';
import { useSession } from '../../state/sessionStore';
import { type PaneName, settingsStore, useSettings } from '../../state/settingsStore';
import { Split, SplitHandle, SplitPane } from '../../ui/Split';
import { afterPaint } from '../afterPaint';
import { useApp } from '../appStore';
import { useIsShown } from '../workspaceIsShown';
import { AboutDialog } from './AboutDialog';
import { CommandPalette } from './CommandPalette';
import { FileDrop } from './FileDrop';
import { Header } from './Header';
import { PackDialog } from './PackDialog';
import { PersonDialog } from './PersonDialog';
import { ProjectBanner } from './ProjectBanner';
import { Centre, Inspector, LeftColumn, Timeline, TransportBar } from './panes';
import { RescueReport } from './RescueReport';
import { ShortcutList } from './ShortcutList';
import { StatusBar } from './StatusBar';
import { WindowNotices } from './WindowNotices';
import { WorkerBanner } from './WorkerBanner';
import styles from './Workspace.module.css';

/** The names of its tabs stand side by side, px. */
const leastInspector = 276;

function rememberSize(pane: PaneName, size: number): void {
  const { paneSizes } = settingsStore.getState();
  if (paneSizes[pane] !== size) settingsStore.setState({ paneSizes: { ...paneSizes, [pane]: size } });
}

/** The window with a project: header, panes, status line. */
export function Workspace() {
  const shown = useSettings((settings) => settings.shownPanes);
  const isShown = useIsShown();
  useEffect(() => {
    noteWorkspace(true);
    return () => noteWorkspace(false);
  }, []);
  useEffect(() => {
    if (!isShown) return;
    // Boards and timeline are on the screen first.
    const stop = afterPaint(() => noteFilmShown(true));
    return () => {
      stop();
      noteFilmShown(false);
    };
  }, [isShown]);
  const saved = useSession((state) => state.workspace);
  // Where the person was last is known with the project; most are in the boards.
  const workspace = isShown ? saved : 'boards';
  const isPaletteOpen = useApp((state) => state.isPaletteOpen);
  const isShortcutListOpen = useApp((state) => state.isShortcutListOpen);
  const isPackDialogOpen = useApp((state) => state.isPackDialogOpen);
  // Sizes are read once: from then on the panes themselves hold them.
  const { paneSizes: sizes } = settingsStore.getState();
  // Reviewing is looking at the film: nothing beside it.
  const hasColumns = workspace !== 'review';

  return (
    <div className={styles.window}>
      <Header />
      <WorkerBanner />
      <ProjectBanner />
      <Split id="window" direction="column" className={styles.body}>
        <SplitPane id="upper" minSize={240}>
          <Split id="upper" direction="row">
            {hasColumns && shown.left && (
              <>
                <SplitPane
                  id="left"
                  size={sizes.left}
                  minSize={200}
                  maxSize={480}
                  onResize={(size) => rememberSize('left', size)}
                >
                  <LeftColumn />
                </SplitPane>
                <SplitHandle label="Width of the left column" />
              </>
            )}
            <SplitPane id="centre" minSize={360}>
              <Centre workspace={workspace} />
            </SplitPane>
            {hasColumns && shown.right && (
              <>
                <SplitHandle label="Width of the inspector" />
                <SplitPane
                  id="right"
                  size={sizes.right}
                  minSize={leastInspector}
                  maxSize={520}
                  onResize={(size) => rememberSize('right', size)}
                >
                  <Inspector />
                </SplitPane>
              </>
            )}
          </Split>
        </SplitPane>
        {shown.timeline && (
          <>
            <SplitHandle label="Height of the timeline" />
            <SplitPane
              id="timeline"
              size={sizes.timeline}
              minSize={150}
              maxSize={600}
              onResize={(size) => rememberSize('timeline', size)}
            >
              <Timeline />
            </SplitPane>
          </>
        )}
      </Split>
      {!shown.timeline && <TransportBar />}
      <StatusBar />
      {/* What opens of itself, or asks for a document and the worker at once when it is open. */}
      {isShown && (
        <>
          <JobsPanel />
          <TakeDialogs />
          <MediaDialogs />
          <HistoryPanel />
          <ProjectDialogs />
          <ConformDialogs />
          <ScriptDialogs modelSettings={<LanguageModelSettings />} />
          <SceneDialog />
          <PersonDialog />
          <AboutDialog />
          <FindDialog />
          <HandOverDialogs />
          <GeneratorDialogs />
          <FileDrop />
          <WindowNotices />
          <RescueReport />
          {isPaletteOpen && <CommandPalette />}
          {isShortcutListOpen && <ShortcutList />}
          {isPackDialogOpen && <PackDialog />}
        </>
      )}
    </div>
  );
}

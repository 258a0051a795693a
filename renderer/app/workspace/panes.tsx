import { Suspense } from 'react';
import { sessionStore, useSession, type Workspace } from '../../state/sessionStore';
import { LayoutGrid, Table2 } from '../../ui/icons';
import { Panel } from '../../ui/Panel';
import { SegmentedControl } from '../../ui/SegmentedControl';
import { Tabs } from '../../ui/Tabs';
import { useIsShown } from '../workspaceIsShown';
import { Later, LaterWhenShown } from './Later';
import styles from './panes.module.css';
import {
  BoardsView,
  CameraPanel,
  ElementsPanel,
  InspectorPanel,
  LayersPanel,
  MediaPanel,
  PlayerView,
  PromptPanel,
  ShotListView,
  StageView,
  TakesPanel,
  TimelinePanel,
  Transport,
} from './views';

export function LeftColumn() {
  const tab = useSession((state) => state.leftTab);
  return (
    <Panel label="Elements and media">
      <LaterWhenShown steps={2}>
        <Tabs
          label="Elements and media"
          value={tab}
          onChange={(leftTab) => sessionStore.setState({ leftTab })}
          tabs={[
            {
              value: 'elements',
              label: 'Elements',
              panel: (
                <Suspense>
                  <ElementsPanel />
                </Suspense>
              ),
            },
            {
              value: 'media',
              label: 'Media',
              panel: (
                <Suspense>
                  <MediaPanel />
                </Suspense>
              ),
            },
          ]}
        />
      </LaterWhenShown>
    </Panel>
  );
}

export function Inspector() {
  return (
    <Panel label="Inspector">
      <LaterWhenShown steps={3}>
        <Suspense>
          <InspectorPanel
            camera={
              <Suspense>
                <CameraPanel />
              </Suspense>
            }
            layers={
              <Suspense>
                <LayersPanel />
              </Suspense>
            }
            prompt={
              <Suspense>
                <PromptPanel />
              </Suspense>
            }
            takes={
              <Suspense>
                <TakesPanel />
              </Suspense>
            }
          />
        </Suspense>
      </LaterWhenShown>
    </Panel>
  );
}

const layouts = [
  { value: 'sheet', label: 'Contact sheet', icon: LayoutGrid, keys: '$mod+Shift+KeyL' },
  { value: 'list', label: 'Shot list', icon: Table2, keys: '$mod+Shift+KeyL' },
] as const;

/** All shots: as pictures, or as a table. */
function Boards() {
  const isShown = useIsShown();
  const saved = useSession((state) => state.boardsLayout);
  const layout = isShown ? saved : 'sheet';
  const switcher = (
    <SegmentedControl
      label="Boards as"
      className={styles.switcher}
      value={layout}
      segments={layouts}
      onChange={(boardsLayout) => sessionStore.setState({ boardsLayout })}
    />
  );
  return layout === 'list' ? <ShotListView switcher={switcher} /> : <BoardsView switcher={switcher} />;
}

/** What fills the middle of the window. */
export function Centre({ workspace }: { readonly workspace: Workspace }) {
  return (
    <Suspense>
      {workspace === 'boards' && <Boards />}
      {workspace === 'stage' && <StageView />}
      {workspace === 'review' && <PlayerView />}
    </Suspense>
  );
}

/** The bar of playing; it stays when the timeline is hidden. */
export function TransportBar() {
  return (
    <div className={styles.transport}>
      <Suspense>
        <Transport />
      </Suspense>
    </div>
  );
}

export function Timeline() {
  return (
    <div className={styles.timeline}>
      <TransportBar />
      <Later>
        <Suspense>
          <TimelinePanel />
        </Suspense>
      </Later>
    </div>
  );
}

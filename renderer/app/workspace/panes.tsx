import { lazy, Suspense } from 'react';
import { sessionStore, useSession } from '../../state/sessionStore';
import { Panel } from '../../ui/Panel';
import { Tabs } from '../../ui/Tabs';
import { Feature } from './features';

const InspectorPanel = lazy(() =>
  import('../../inspector/InspectorPanel').then((module) => ({ default: module.InspectorPanel })),
);

export function LeftColumn() {
  const tab = useSession((state) => state.leftTab);
  return (
    <Panel label="Elements and media">
      <Tabs
        label="Elements and media"
        value={tab}
        onChange={(leftTab) => sessionStore.setState({ leftTab })}
        tabs={[
          { value: 'elements', label: 'Elements', panel: <Feature path="elements/ElementsPanel" /> },
          { value: 'media', label: 'Media', panel: <Feature path="media/MediaPanel" /> },
        ]}
      />
    </Panel>
  );
}

export function Inspector() {
  return (
    <Panel label="Inspector">
      <Suspense>
        <InspectorPanel
          camera={<Feature path="camera/CameraPanel" />}
          layers={<Feature path="stage/LayersPanel" />}
        />
      </Suspense>
    </Panel>
  );
}

export function Timeline() {
  return (
    <Panel label="Timeline">
      <Feature path="timeline/TimelinePanel" />
    </Panel>
  );
}

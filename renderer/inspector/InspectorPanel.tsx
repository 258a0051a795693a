import type { ReactNode } from 'react';
import { sessionStore, useSession } from '../state/sessionStore';
import { Tabs } from '../ui/Tabs';
import { ClipPanel } from './ClipPanel';
import styles from './Inspector.module.css';
import { MarkerPanel } from './MarkerPanel';
import { ShotPanel } from './ShotPanel';

export interface InspectorPanelProps {
  /** Panels of other parts of the window, put in as tabs by the app. */
  readonly camera: ReactNode;
  readonly layers: ReactNode;
  readonly prompt: ReactNode;
  readonly takes: ReactNode;
}

/** The right column: what is selected, and its properties. */
export function InspectorPanel({ camera, layers, prompt, takes }: InspectorPanelProps) {
  const tab = useSession((state) => state.inspectorTab);
  return (
    <div className={styles.inspector}>
      <ClipPanel />
      <MarkerPanel />
      <Tabs
        label="Inspector"
        className={styles.tabs}
        value={tab}
        onChange={(inspectorTab) => sessionStore.setState({ inspectorTab })}
        tabs={[
          { value: 'camera', label: 'Camera', panel: camera },
          { value: 'layers', label: 'Layers', panel: layers },
          { value: 'shot', label: 'Shot', panel: <ShotPanel /> },
          { value: 'prompt', label: 'Prompt', panel: prompt },
          { value: 'takes', label: 'Takes', panel: takes },
        ]}
      />
    </div>
  );
}

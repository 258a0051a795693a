import { useEffect, useRef } from 'react';
import { registerActions } from '../state/actions';
import { loadVersions } from '../state/versions';
import { IconButton } from '../ui/IconButton';
import { X } from '../ui/icons';
import { Tabs } from '../ui/Tabs';
import { useCloseOnEscape } from '../ui/useCloseOnEscape';
import { EditList } from './EditList';
import styles from './History.module.css';
import { historyActions } from './historyActions';
import { closeHistory, historyStore, useHistoryPanel } from './historyStore';
import { VersionList } from './VersionList';

/** What was done, to go back to any of it; and the versions that are kept. It lies over the window and holds nothing up. */
export function HistoryPanel() {
  useEffect(() => registerActions(historyActions), []);
  const isOpen = useHistoryPanel((state) => state.isOpen);
  return isOpen ? <OpenPanel /> : null;
}

function OpenPanel() {
  const panel = useRef<HTMLElement>(null);
  useCloseOnEscape(panel, closeHistory);
  const tab = useHistoryPanel((state) => state.tab);
  useEffect(() => void loadVersions(), []);
  return (
    <section ref={panel} className={styles.panel} aria-label="History" tabIndex={-1}>
      <Tabs
        label="History"
        value={tab}
        onChange={(next) => historyStore.setState({ tab: next })}
        tabs={[
          { value: 'edits', label: 'History', panel: <EditList /> },
          { value: 'versions', label: 'Versions', panel: <VersionList /> },
        ]}
        actions={
          <IconButton icon={X} label="Close" size="small" keys="$mod+Shift+KeyH" onClick={closeHistory} />
        }
      />
    </section>
  );
}

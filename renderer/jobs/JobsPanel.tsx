import { useMemo, useRef } from 'react';
import { runAction } from '../state/actions';
import { useJobs } from '../state/jobStore';
import { useQueue } from '../state/queueStore';
import { useSettings } from '../state/settingsStore';
import { Button } from '../ui/Button';
import { IconButton } from '../ui/IconButton';
import { Bell, BellOff, Pause, Play, X } from '../ui/icons';
import { Tabs } from '../ui/Tabs';
import { useCloseOnEscape } from '../ui/useCloseOnEscape';
import { ApprovalPage } from './ApprovalPage';
import { jobsToApprove } from './approval';
import { DryRunDialog } from './DryRunDialog';
import styles from './Jobs.module.css';
import { closeJobs, jobsPanelStore, useJobsPanel } from './jobsPanelStore';
import { QueuePage } from './QueuePage';
import { SpendingPage } from './SpendingPage';

/** The queue: what is being made, what waits and for whom, what failed and why. It lies over the window and holds nothing up. */
export function JobsPanel() {
  const isOpen = useJobsPanel((state) => state.isListOpen);
  return (
    <>
      {isOpen && <OpenPanel />}
      <DryRunDialog />
    </>
  );
}

function OpenPanel() {
  const panel = useRef<HTMLElement>(null);
  useCloseOnEscape(panel, closeJobs);
  const page = useJobsPanel((state) => state.page);
  const jobs = useJobs();
  const toApprove = useMemo(() => jobsToApprove(jobs).length, [jobs]);
  const isNotifying = useSettings(({ notifications }) => notifications.isOn);
  const isPaused = useQueue(({ settings }) => settings.isPaused);
  return (
    <section ref={panel} className={styles.panel} aria-label="Jobs" tabIndex={-1}>
      <Tabs
        label="Jobs"
        value={page}
        onChange={(next) => jobsPanelStore.setState({ page: next })}
        tabs={[
          { value: 'queue', label: 'Jobs', panel: <QueuePage /> },
          { value: 'approval', label: 'Approval', count: toApprove, panel: <ApprovalPage /> },
          { value: 'spending', label: 'Spending', panel: <SpendingPage /> },
        ]}
        actions={
          <>
            <Button
              size="small"
              variant={isPaused ? 'raised' : 'plain'}
              icon={isPaused ? Play : Pause}
              onClick={() => runAction('jobs.togglePause')}
            >
              {isPaused ? 'Go On' : 'Pause All'}
            </Button>
            <IconButton
              icon={isNotifying ? Bell : BellOff}
              size="small"
              label="Notify in the background"
              tooltip={
                isNotifying
                  ? 'Tells you when jobs are done or need you while the window is in the background'
                  : 'Stays silent while the window is in the background'
              }
              isActive={isNotifying}
              onClick={() => runAction('jobs.toggleNotifications')}
            />
            <IconButton icon={X} label="Close" size="small" keys="$mod+KeyJ" onClick={closeJobs} />
          </>
        }
      />
    </section>
  );
}

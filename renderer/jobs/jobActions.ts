import type { ActionImplementation } from '../state/actions';
import { call } from '../state/bridge';
import { documentStore } from '../state/documentStore';
import { isJobUnderWay, jobStore } from '../state/jobStore';
import { raiseError, raiseNotice } from '../state/notices';
import { changeQueueSettings, queueStore } from '../state/queueStore';
import { selectedOf } from '../state/sessionStore';
import { settingsStore } from '../state/settingsStore';
import { generateClips, shotsOfScope } from './generateScope';
import { cancelJobs } from './jobCalls';
import { jobsPanelStore, toggleJobs } from './jobsPanelStore';

const canGenerate = (): boolean => {
  const { isLoaded, opened } = documentStore.getState();
  return isLoaded && opened?.isReadOnly === false;
};
const hasSelectedShots = (): boolean => canGenerate() && selectedOf('shot').length > 0;

const generateOutdated = (): void => {
  const { document } = documentStore.getState();
  void generateClips(shotsOfScope(document, 'outdated', []), 'full');
};

/** All that can be done with the queue from anywhere. */
export const jobActions: readonly ActionImplementation[] = [
  {
    id: 'generate.shots',
    isEnabled: canGenerate,
    run: () => jobsPanelStore.setState({ isGenerateOpen: true }),
  },
  {
    id: 'generate.selectedFull',
    isEnabled: hasSelectedShots,
    run: () => void generateClips(selectedOf('shot'), 'full'),
  },
  {
    id: 'generate.selectedDraft',
    isEnabled: hasSelectedShots,
    run: () => void generateClips(selectedOf('shot'), 'draft'),
  },
  {
    id: 'generate.outdated',
    isEnabled: canGenerate,
    run: generateOutdated,
  },
  {
    id: 'jobs.showList',
    isEnabled: () => documentStore.getState().isLoaded,
    run: () => toggleJobs('queue'),
  },
  {
    id: 'jobs.showApproval',
    isEnabled: () => documentStore.getState().isLoaded,
    run: () => toggleJobs('approval'),
  },
  {
    id: 'jobs.showSpending',
    isEnabled: () => documentStore.getState().isLoaded,
    run: () => toggleJobs('spending'),
  },
  {
    id: 'jobs.togglePause',
    isEnabled: canGenerate,
    run: () => void changeQueueSettings({ isPaused: !queueStore.getState().settings.isPaused }),
  },
  {
    id: 'jobs.toggleNotifications',
    run: toggleNotifications,
  },
  {
    id: 'jobs.cancelAll',
    isEnabled: () => jobStore.getState().jobs.some(isJobUnderWay),
    run: () => cancelJobs(jobStore.getState().jobs),
  },
  {
    id: 'jobs.clearEnded',
    isEnabled: () => jobStore.getState().jobs.some((job) => !isJobUnderWay(job)),
    run: () => void call('jobs.clearEnded', null).catch(raiseError),
  },
];

function toggleNotifications(): void {
  const isOn = !settingsStore.getState().notifications.isOn;
  settingsStore.setState({ notifications: { isOn } });
  raiseNotice({
    tone: 'info',
    message: isOn
      ? 'Ekonte tells you in the background when jobs are done or need you.'
      : 'Ekonte stays silent in the background.',
  });
}

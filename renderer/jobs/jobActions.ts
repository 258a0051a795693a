import type { ShotId } from '@shared/document/ids';
import type { Take } from '@shared/document/records';
import type { Preset } from '@shared/generation/job';
import { hasNeighbourFrames } from '@shared/generation/neighbourFrames';
import type { ActionImplementation } from '../state/actions';
import { call } from '../state/bridge';
import { documentStore, isWritable } from '../state/documentStore';
import { isJobUnderWay, jobStore } from '../state/jobStore';
import { chosenMaker } from '../state/makerStore';
import { raiseError, raiseNotice } from '../state/notices';
import { changeQueueSettings, queueStore } from '../state/queueStore';
import { withRunSettings } from '../state/runSettings';
import { currentShotId, selectedOf, sessionStore } from '../state/sessionStore';
import { settingsStore } from '../state/settingsStore';
import { generateClips, shotsOfScope } from './generateScope';
import { cancelJobs } from './jobCalls';
import { showGenerate, showReroll, toggleJobs } from './jobsPanelStore';
import { bringsPictures, makeStillAtPlayhead } from './pictureWork';
import { canReuse, reuseTake } from './reuseTake';
import { compareTakes } from './takes/takeMenu';
import { showDetails } from './takes/takesStore';

const hasSelectedShots = (): boolean => isWritable() && selectedOf('shot').length > 0;

const hasStale = (): boolean =>
  isWritable() && shotsOfScope(documentStore.getState().document, 'stale', []).length > 0;

/** At once where it costs nothing and makes clips; a price is seen first, and what pictures become is. */
function generateSelected(preset: Preset): void {
  const maker = chosenMaker();
  const run = sessionStore.getState().runSettings[maker.id] ?? {};
  if (maker.provider === 'kling' || bringsPictures(maker, run)) showGenerate('selected');
  else void generateClips(selectedOf('shot'), preset, withRunSettings(maker, run));
}

/** The one shot that is chosen, where it has something to join on to. */
function rerollableShot(): ShotId | null {
  const [shotId, ...others] = isWritable() ? selectedOf('shot') : [];
  if (shotId === undefined || others.length > 0) return null;
  return hasNeighbourFrames(documentStore.getState().document, shotId) ? shotId : null;
}

function takeCount(): number {
  const { document, isLoaded } = documentStore.getState();
  const shotId = isLoaded ? currentShotId() : null;
  return shotId ? document.childrenOf('take', shotId).length : 0;
}

/** The take that the shot under the playhead shows. */
function shownTake(): Take | undefined {
  const { document, isLoaded } = documentStore.getState();
  const shotId = isLoaded ? currentShotId() : null;
  const takeId = shotId && document.get('shot', shotId)?.activeTakeId;
  return takeId ? document.get('take', takeId) : undefined;
}

/** All that can be done with the queue from anywhere. */
export const jobActions: readonly ActionImplementation[] = [
  {
    id: 'generate.shots',
    isEnabled: isWritable,
    run: () => showGenerate(),
  },
  {
    id: 'shot.rerollWithNeighbours',
    isEnabled: () => rerollableShot() !== null,
    run: () => {
      const shotId = rerollableShot();
      if (shotId) showReroll(shotId);
    },
  },
  {
    id: 'generate.selectedForm',
    isEnabled: hasSelectedShots,
    run: () => showGenerate('selected'),
  },
  {
    id: 'generate.selectedFull',
    isEnabled: hasSelectedShots,
    run: () => generateSelected('full'),
  },
  {
    id: 'generate.selectedDraft',
    isEnabled: hasSelectedShots,
    run: () => generateSelected('draft'),
  },
  {
    id: 'generate.stillAtPlayhead',
    isEnabled: () => isWritable() && currentShotId() !== null,
    run: () => void makeStillAtPlayhead(),
  },
  {
    id: 'generate.outdated',
    isEnabled: isWritable,
    run: () => showGenerate('outdated'),
  },
  {
    id: 'generate.stale',
    isEnabled: hasStale,
    run: () => showGenerate('stale'),
  },
  {
    id: 'take.compare',
    isEnabled: () => takeCount() > 1,
    run: () => {
      const shotId = currentShotId();
      if (shotId) compareTakes(shotId);
    },
  },
  {
    id: 'take.showDetails',
    isEnabled: () => shownTake() !== undefined,
    run: () => {
      const take = shownTake();
      if (take) showDetails(take.id);
    },
  },
  {
    id: 'take.useSettings',
    isEnabled: () => {
      const take = shownTake();
      return isWritable() && take !== undefined && canReuse(take);
    },
    run: () => {
      const take = shownTake();
      if (take) void reuseTake(take.id);
    },
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
    isEnabled: isWritable,
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

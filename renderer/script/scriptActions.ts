import type { ActionImplementation } from '../state/actions';
import { currentDocument, documentStore } from '../state/documentStore';
import { currentShotId, selectedOf } from '../state/sessionStore';
import { planStore } from './planStore';

/** For the scene of the selected or current shot; in an empty film, for a first one. */
function openPlan(): void {
  const document = currentDocument();
  const shotId = selectedOf('shot').at(-1) ?? currentShotId();
  const shot = shotId ? document.get('shot', shotId) : undefined;
  planStore.setState({ target: shot?.sceneId ?? document.list('scene').at(-1)?.id ?? 'new' });
}

export const scriptActions: readonly ActionImplementation[] = [
  {
    id: 'scene.planShots',
    isEnabled: () => {
      const { isLoaded, opened } = documentStore.getState();
      return isLoaded && opened?.isReadOnly !== true;
    },
    run: openPlan,
  },
];

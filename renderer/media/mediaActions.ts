import type { ActionImplementation } from '../state/actions';
import { currentDocument, documentStore } from '../state/documentStore';
import { importChoice } from '../state/importChoice';
import { importByDialog } from '../state/importReport';
import { chooseStoryboard } from '../state/storyboards';
import { openMediaDialog } from './mediaDialogStore';
import { verifyMedia } from './verifyMedia';

const canChange = (): boolean => {
  const { isLoaded, opened } = documentStore.getState();
  return isLoaded && opened?.isReadOnly === false;
};

export const mediaActions: readonly ActionImplementation[] = [
  { id: 'storyboard.import', isEnabled: canChange, run: () => void chooseStoryboard() },
  {
    id: 'media.importLinked',
    isEnabled: canChange,
    run: () => void importByDialog({ as: 'media' }, { ...importChoice(), link: true }),
  },
  { id: 'media.showImportSettings', run: () => openMediaDialog('importSettings') },
  {
    id: 'media.findMissing',
    isEnabled: canChange,
    run: () => openMediaDialog('missing'),
  },
  { id: 'media.cleanUp', isEnabled: canChange, run: () => openMediaDialog('cleanUp') },
  { id: 'media.showFolders', isEnabled: canChange, run: () => openMediaDialog('folders') },
  {
    id: 'media.verifyAll',
    isEnabled: () => documentStore.getState().isLoaded,
    run: () =>
      void verifyMedia(
        currentDocument()
          .list('media')
          .map(({ id }) => id),
      ),
  },
];

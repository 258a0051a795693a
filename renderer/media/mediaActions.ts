import type { ActionImplementation } from '../state/actions';
import { currentDocument, documentStore, isWritable } from '../state/documentStore';
import { importChoice } from '../state/importChoice';
import { importByDialog } from '../state/importReport';
import { chooseStoryboard } from '../state/storyboards';
import { openMediaDialog } from './mediaDialogStore';
import { verifyMedia } from './verifyMedia';

export const mediaActions: readonly ActionImplementation[] = [
  { id: 'storyboard.import', isEnabled: isWritable, run: () => void chooseStoryboard() },
  {
    id: 'media.importLinked',
    isEnabled: isWritable,
    run: () => void importByDialog({ as: 'media' }, { ...importChoice(), link: true }),
  },
  { id: 'media.showImportSettings', run: () => openMediaDialog('importSettings') },
  {
    id: 'media.findMissing',
    isEnabled: isWritable,
    run: () => openMediaDialog('missing'),
  },
  { id: 'media.cleanUp', isEnabled: isWritable, run: () => openMediaDialog('cleanUp') },
  { id: 'media.showFolders', isEnabled: isWritable, run: () => openMediaDialog('folders') },
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

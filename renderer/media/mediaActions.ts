import type { ActionImplementation } from '../state/actions';
import { documentStore } from '../state/documentStore';
import { importChoice } from '../state/importChoice';
import { importByDialog } from '../state/importReport';
import { openMediaDialog } from './mediaDialogStore';

const canChange = (): boolean => {
  const { isLoaded, opened } = documentStore.getState();
  return isLoaded && opened?.isReadOnly === false;
};

export const mediaActions: readonly ActionImplementation[] = [
  {
    id: 'media.importLinked',
    isEnabled: canChange,
    run: () => void importByDialog({ as: 'media' }, { ...importChoice(), link: true }),
  },
  { id: 'media.showImportSettings', run: () => openMediaDialog('importSettings') },
];

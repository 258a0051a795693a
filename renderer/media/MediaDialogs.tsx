import { useEffect } from 'react';
import { registerActions } from '../state/actions';
import { CleanUp } from './CleanUp';
import { followFileWork } from './fileWork';
import { ImportSettings } from './ImportSettings';
import { MediaFolders } from './MediaFolders';
import { MissingMedia } from './MissingMedia';
import { mediaActions } from './mediaActions';
import { useOpenMediaDialog } from './mediaDialogStore';

/** What can be done with media from anywhere in the window, and its dialogs. */
export function MediaDialogs() {
  useEffect(() => registerActions(mediaActions), []);
  useEffect(followFileWork, []);
  const open = useOpenMediaDialog();
  return (
    <>
      {open === 'importSettings' && <ImportSettings />}
      {open === 'missing' && <MissingMedia />}
      {open === 'folders' && <MediaFolders />}
      {open === 'cleanUp' && <CleanUp />}
    </>
  );
}

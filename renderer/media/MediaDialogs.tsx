import { useEffect } from 'react';
import { registerActions } from '../state/actions';
import { ImportSettings } from './ImportSettings';
import { mediaActions } from './mediaActions';
import { useOpenMediaDialog } from './mediaDialogStore';

/** What can be done with media from anywhere in the window, and its dialogs. */
export function MediaDialogs() {
  useEffect(() => registerActions(mediaActions), []);
  const open = useOpenMediaDialog();
  return <>{open === 'importSettings' && <ImportSettings />}</>;
}

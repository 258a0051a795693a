import type { MediaId } from '@shared/document/ids';
import { CodedError } from '@shared/rpc/result';
import { call } from '../state/bridge';
import { raiseError, raiseNotice } from '../state/notices';
import { openMediaDialog } from './mediaDialogStore';

/** Reads files through, compares them with what they were when they were imported, and says how they are. Never throws. */
export async function verifyMedia(mediaIds: readonly MediaId[]): Promise<void> {
  if (mediaIds.length === 0) return;
  try {
    const { results } = await call('media.verify', { mediaIds: [...mediaIds] });
    const bad = results.filter(({ result }) => result !== 'same').length;
    if (bad === 0) {
      raiseNotice({
        tone: 'success',
        message:
          results.length === 1
            ? 'The file is there, whole and as it was.'
            : `All ${results.length.toLocaleString('en-US')} files are there, whole and as they were.`,
      });
      return;
    }
    raiseNotice({
      tone: 'warning',
      message:
        bad === 1 ? 'One file is missing or has changed.' : `${bad} files are missing or have changed.`,
      action: { label: 'Show', run: () => openMediaDialog('missing') },
    });
  } catch (error) {
    if (!(error instanceof CodedError && error.code === 'cancelled')) raiseError(error);
  }
}

import type { RecoveredRecording } from '@shared/rpc/table';
import { call } from '../state/bridge';
import { documentStore } from '../state/documentStore';
import { putSoundOnLine } from '../state/lineSounds';
import { raiseError, raiseNotice } from '../state/notices';

/** Recordings that the end of the program has cut off are brought in when their project is opened, and told. Once for the window. */
export function recoverRecordings(): () => void {
  const look = (): void => void call('recording.recover', null).then(tell, raiseError);
  if (documentStore.getState().isLoaded) look();
  return documentStore.subscribe(({ isLoaded }, before) => {
    if (isLoaded && !before.isLoaded) look();
  });
}

function tell(found: readonly RecoveredRecording[]): void {
  for (const { name, seconds, lineId, mediaId } of found) {
    raiseNotice({
      tone: 'info',
      isLasting: true,
      message: `A recording was cut off when Ekonte ended. Its ${seconds.toFixed(1)} s are in Media.`,
      detail: name,
      ...(lineId === null
        ? {}
        : { action: { label: 'Use for Its Line', run: () => putSoundOnLine(lineId, mediaId) } }),
    });
  }
}

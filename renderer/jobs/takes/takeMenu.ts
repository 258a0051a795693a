import type { Take } from '@shared/document/records';
import { call } from '../../state/bridge';
import { currentDocument } from '../../state/documentStore';
import { raiseError } from '../../state/notices';
import { runCommand } from '../../state/runCommand';
import { showVoiceDialog } from '../../state/voiceDialogs';
import { FolderSearch, Mic, RotateCcw, Trash2 } from '../../ui/icons';
import type { MenuEntry } from '../../ui/menuEntry';
import { canReuse, reuseTake } from '../reuseTake';

/** The shot shows this take; null = its layers and camera. */
export const showTake = (shotId: Take['shotId'], takeId: Take['id'] | null): void =>
  void runCommand('take.setActive', { shotId, takeId }, { keepSelection: true });

export const deleteTake = (takeId: Take['id']): void =>
  void runCommand('take.delete', { takeIds: [takeId] }, { keepSelection: true });

/** All that can be done with a take. */
export function takeMenu(take: Take): readonly MenuEntry[] {
  const { id, shotId, mediaId } = take;
  const isActive = currentDocument().get('shot', shotId)?.activeTakeId === id;
  const isVideo = currentDocument().get('media', mediaId)?.content.type === 'video';
  return [
    { id: 'use', label: 'Use This Take', isChecked: isActive, run: () => showTake(shotId, id) },
    {
      id: 'reuse',
      label: 'Use These Settings Again…',
      icon: RotateCcw,
      isDisabled: !canReuse(take),
      run: () => void reuseTake(id),
    },
    { id: 'line1', separator: true },
    {
      id: 'lips',
      label: 'Lip-sync to Dialogue…',
      icon: Mic,
      isDisabled: !isVideo,
      run: () => showVoiceDialog({ kind: 'lipSync', takeId: id }),
    },
    {
      id: 'reveal',
      label: 'Show in Folder',
      icon: FolderSearch,
      run: () => void call('shell.revealMedia', { mediaId }).catch(raiseError),
    },
    { id: 'line2', separator: true },
    { id: 'delete', label: 'Delete Take', icon: Trash2, isDanger: true, run: () => deleteTake(id) },
  ];
}

import type { Take } from '@shared/document/records';
import { takeRequestWords } from '@shared/generation/takeRequest';
import { takesOf } from '@shared/shots/takeNumbers';
import { call } from '../../state/bridge';
import { copyText } from '../../state/copyText';
import { currentDocument } from '../../state/documentStore';
import { raiseError } from '../../state/notices';
import { runCommand } from '../../state/runCommand';
import { showVoiceDialog } from '../../state/voiceDialogs';
import { Columns3, Copy, FolderSearch, Info, Mic, RotateCcw, Trash2 } from '../../ui/icons';
import type { MenuEntry } from '../../ui/menuEntry';
import { firstCompared } from '../compare/compareSpan';
import { canReuse, reuseTake } from '../reuseTake';
import { showDetails, takesStore } from './takesStore';

/** The shot shows this take; null = its layers and camera. */
export const showTake = (shotId: Take['shotId'], takeId: Take['id'] | null): void =>
  void runCommand('take.setActive', { shotId, takeId }, { keepSelection: true });

export const deleteTake = (takeId: Take['id']): void =>
  void runCommand('take.delete', { takeIds: [takeId] }, { keepSelection: true });

/** Side by side: the shot's newest takes, or this one and the one that is shown. */
export function compareTakes(shotId: Take['shotId'], wanted: Take['id'] | null = null): void {
  const document = currentDocument();
  const takes = takesOf(document, shotId);
  const activeId = document.get('shot', shotId)?.activeTakeId ?? null;
  if (takes.length > 1) takesStore.setState({ compared: firstCompared(takes, activeId, wanted) });
}

/** All that can be done with a take. */
export function takeMenu(take: Take): readonly MenuEntry[] {
  const { id, shotId, mediaId } = take;
  const isActive = currentDocument().get('shot', shotId)?.activeTakeId === id;
  const isVideo = currentDocument().get('media', mediaId)?.content.type === 'video';
  const { prompt } = takeRequestWords(take.request);
  return [
    { id: 'use', label: 'Use This Take', isChecked: isActive, run: () => showTake(shotId, id) },
    { id: 'line0', separator: true },
    {
      id: 'compare',
      label: 'Compare…',
      icon: Columns3,
      isDisabled: takesOf(currentDocument(), shotId).length < 2,
      run: () => compareTakes(shotId, id),
    },
    { id: 'details', label: 'Details…', icon: Info, run: () => showDetails(id) },
    {
      id: 'reuse',
      label: 'Use These Settings Again…',
      icon: RotateCcw,
      isDisabled: !canReuse(take),
      run: () => void reuseTake(id),
    },
    {
      id: 'copyPrompt',
      label: 'Copy Prompt',
      icon: Copy,
      isDisabled: prompt === '',
      run: () => void copyText(prompt, 'The prompt is'),
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

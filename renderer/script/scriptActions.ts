import type { DialogueLineId, ShotId } from '@shared/document/ids';
import { soundOfLine } from '@shared/elements/lineSound';
import type { ActionImplementation } from '../state/actions';
import { currentDocument, currentSequence, isWritable } from '../state/documentStore';
import { currentShotId, selectedOf } from '../state/sessionStore';
import { isSpeaking, linesOf, speakLines } from '../state/speech';
import { showVoiceDialog } from '../state/voiceDialogs';
import { chooseScript } from './openScript';
import { planStore } from './planStore';

/** For the scene of the selected or current shot; in an empty film, for a first one. */
function openPlan(): void {
  const document = currentDocument();
  const shotId = selectedOf('shot').at(-1) ?? currentShotId();
  const shot = shotId ? document.get('shot', shotId) : undefined;
  planStore.setState({ target: shot?.sceneId ?? document.list('scene').at(-1)?.id ?? 'new' });
}

/** Of the selected or current shot's scene. */
function shotsOfScene(): ShotId[] {
  const document = currentDocument();
  const shotId = selectedOf('shot').at(-1) ?? currentShotId();
  const shot = shotId ? document.get('shot', shotId) : undefined;
  return shot ? document.childrenOf('shot', shot.sceneId).map(({ id }) => id) : [];
}

/** Lines without a sound, and those that say something else by now; recordings are left. */
function staleLines(): DialogueLineId[] {
  const document = currentDocument();
  return linesOf(currentSequence().shots.map(({ shot }) => shot.id)).filter((id) => {
    const sound = soundOfLine(document, document.require('dialogueLine', id));
    return sound.kind === 'none' || sound.isStale;
  });
}

/** The line of the selected sound; else of the selected or current shot the first that is not recorded yet, or its first. */
function lineToRecord(): DialogueLineId | undefined {
  const document = currentDocument();
  const [clipId] = selectedOf('clip');
  const chosen = clipId ? document.get('clip', clipId)?.dialogueLineId : null;
  if (chosen) return chosen;
  const shotId = selectedOf('shot').at(-1) ?? currentShotId();
  const lines = shotId ? document.childrenOf('dialogueLine', shotId) : [];
  return (lines.find((line) => soundOfLine(document, line).kind !== 'recorded') ?? lines[0])?.id;
}

export const scriptActions: readonly ActionImplementation[] = [
  {
    id: 'script.import',
    isEnabled: isWritable,
    run: () => void chooseScript(),
  },
  {
    id: 'dialogue.speakSelected',
    isEnabled: () => isWritable() && !isSpeaking() && linesOf(selectedOf('shot')).length > 0,
    run: () => void speakLines(linesOf(selectedOf('shot'))),
  },
  {
    id: 'dialogue.speakScene',
    isEnabled: () => isWritable() && !isSpeaking() && linesOf(shotsOfScene()).length > 0,
    run: () => void speakLines(linesOf(shotsOfScene())),
  },
  {
    id: 'dialogue.speakStale',
    isEnabled: () => isWritable() && !isSpeaking() && staleLines().length > 0,
    run: () => void speakLines(staleLines()),
  },
  {
    id: 'dialogue.speakAll',
    isEnabled: () => isWritable() && !isSpeaking() && currentDocument().list('dialogueLine').length > 0,
    run: () => void speakLines(linesOf(currentSequence().shots.map(({ shot }) => shot.id))),
  },
  {
    id: 'dialogue.recordLine',
    isEnabled: () => isWritable() && lineToRecord() !== undefined,
    run: () => {
      const lineId = lineToRecord();
      if (lineId) showVoiceDialog({ kind: 'record', lineId });
    },
  },
  {
    id: 'scene.planShots',
    isEnabled: isWritable,
    run: openPlan,
  },
];

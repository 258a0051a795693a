import { type ClipCut, clipCutAt, clipCutReach } from '@shared/shots/clipCut';
import { shotAtFrame } from '@shared/shots/sequence';
import type { ActionImplementation } from '../state/actions';
import { currentDocument, currentSequence, documentStore } from '../state/documentStore';
import { runCommand } from '../state/runCommand';
import { selectedOf, sessionStore } from '../state/sessionStore';

/** The cut before the selected shot, or the one at the playhead; where there is none, the cut after it. */
function cutAtHand(): ClipCut | null {
  const { isLoaded, opened } = documentStore.getState();
  if (!isLoaded || opened?.isReadOnly) return null;
  const sequence = currentSequence();
  const [selected] = selectedOf('shot');
  const entry =
    (selected && sequence.byShotId.get(selected)) ?? shotAtFrame(sequence, sessionStore.getState().playhead);
  if (!entry) return null;
  const document = currentDocument();
  const { shots } = sequence;
  return (
    clipCutAt(document, shots[entry.index - 1], entry) ?? clipCutAt(document, entry, shots[entry.index + 1])
  );
}

function nudge(byFrames: number): void {
  const cut = cutAtHand();
  if (!cut) return;
  const args = { takeId: cut.takeAfter.id, mediaInFrames: cut.takeAfter.mediaInFrames + byFrames };
  void runCommand('take.moveCut', args, { keepSelection: true });
}

function canNudge(byFrames: number): boolean {
  const cut = cutAtHand();
  if (!cut) return false;
  const { least, most } = clipCutReach(cut);
  return byFrames >= least && byFrames <= most;
}

/** The cut of a clip between two shots, put right frame by frame. */
export const takeCutActions: readonly ActionImplementation[] = [
  { id: 'take.nudgeCutEarlier', isEnabled: () => canNudge(-1), run: () => nudge(-1) },
  { id: 'take.nudgeCutLater', isEnabled: () => canNudge(1), run: () => nudge(1) },
];

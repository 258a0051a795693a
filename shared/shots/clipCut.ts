import type { DocumentView } from '../document/document';
import type { Take } from '../document/records';
import type { SequenceShot } from './sequence';

/** Whether one take ends in a clip of several shots where another begins. */
export function meetInClip(before: Take, after: Take): boolean {
  return (
    after.jobId !== null &&
    before.jobId === after.jobId &&
    before.mediaId === after.mediaId &&
    before.mediaInFrames + before.lengthFrames === after.mediaInFrames
  );
}

/** A cut of the film between two shots that show one clip: where the second begins in it can be put right. */
export interface ClipCut {
  readonly before: SequenceShot;
  readonly after: SequenceShot;
  readonly takeBefore: Take;
  readonly takeAfter: Take;
}

/** The clip's cut at the beginning of a shot; null where there is none, or another take is shown. */
export function clipCutAt(
  document: DocumentView,
  before: SequenceShot | undefined,
  after: SequenceShot | undefined,
): ClipCut | null {
  if (!before?.shot.activeTakeId || !after?.shot.activeTakeId) return null;
  const takeBefore = document.get('take', before.shot.activeTakeId);
  const takeAfter = document.get('take', after.shot.activeTakeId);
  if (!takeBefore || !takeAfter || !meetInClip(takeBefore, takeAfter)) return null;
  return { before, after, takeBefore, takeAfter };
}

/** How far the cut can go, in frames from where it is: each take keeps one. */
export function clipCutReach({ takeBefore, takeAfter }: ClipCut): {
  readonly least: number;
  readonly most: number;
} {
  return { least: 1 - takeBefore.lengthFrames, most: takeAfter.lengthFrames - 1 };
}

/** What a moved cut does to the two shots, which keep their lengths in the film. */
export interface ClipCutEffect {
  /** Frames at the end of a shot in which it would hold the last picture of its take. */
  readonly heldBefore: number;
  readonly heldAfter: number;
}

export function clipCutEffect(
  { before, after, takeBefore, takeAfter }: ClipCut,
  byFrames: number,
): ClipCutEffect {
  return {
    heldBefore: heldFrames(before, takeBefore, takeBefore.lengthFrames + byFrames),
    heldAfter: heldFrames(after, takeAfter, takeAfter.lengthFrames - byFrames),
  };
}

/** A shot that has been trimmed at its head begins inside its take. */
function heldFrames({ shot }: SequenceShot, take: Take, lengthFrames: number): number {
  const offset = shot.sourceInFrames - take.sourceInFrames;
  return Math.max(0, Math.min(shot.lengthFrames, offset + shot.lengthFrames - lengthFrames));
}

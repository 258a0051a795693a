import { hasNeighbourFrames } from '@shared/generation/neighbourFrames';
import { shotAtFrame } from '@shared/shots/sequence';
import type { ClipGroup } from '@shared/timeline/clipGroups';
import { runAction } from '../state/actions';
import { currentClipGroups } from '../state/clipPacking';
import { currentDocument, currentSequence, isWritable } from '../state/documentStore';
import { select } from '../state/sessionStore';
import { Group, RotateCcw, Scissors, Sparkles } from '../ui/icons';
import type { MenuEntry } from '../ui/menuEntry';
import {
  generateClip,
  isPackedByHand,
  joinRefusal,
  joinWithNext,
  packAutomatically,
  splitClip,
} from './clipActions';

/** The shot before whose first frame, or the next after, a clip would be split at a film frame: the nearer cut inside it. */
export function splitPlace(group: ClipGroup, frame: number): number | null {
  const { shots } = currentSequence();
  let nearest: number | null = null;
  for (let index = group.first + 1; index < group.end; index += 1) {
    const start = shots[index]?.startFrame ?? 0;
    const known = nearest === null ? Number.POSITIVE_INFINITY : (shots[nearest]?.startFrame ?? 0);
    if (Math.abs(start - frame) < Math.abs(known - frame)) nearest = index;
  }
  return nearest;
}

/** What can be done with shots that would go out together. */
export function clipGroupMenu(group: ClipGroup, frame: number): readonly MenuEntry[] {
  const clipGroups = currentClipGroups();
  if (!clipGroups) return [];
  const clip = { clipGroups, group };
  const isReadOnly = !isWritable();
  const at = splitPlace(group, frame);
  const label = at === null ? undefined : currentSequence().shots[at]?.label;
  const refusal = joinRefusal(clip);
  // One shot alone, where the pointer is.
  const shot = shotAtFrame(currentSequence(), frame);
  return [
    {
      id: 'split',
      label: label === undefined ? 'Split Clip Here' : `Split Clip before ${label}`,
      icon: Scissors,
      isDisabled: isReadOnly || at === null,
      run: () => at !== null && splitClip(clip, at),
    },
    {
      id: 'join',
      label: refusal ? `Join with Next: ${refusal}` : 'Join with Next',
      icon: Group,
      isDisabled: isReadOnly || refusal !== null,
      run: () => joinWithNext(clip),
    },
    {
      id: 'auto',
      label: 'Pack Automatically',
      icon: RotateCcw,
      isDisabled: isReadOnly || !isPackedByHand(clipGroups, [group]),
      run: () => packAutomatically(clipGroups, [group]),
    },
    { id: 'beforeGenerate', separator: true },
    {
      id: 'generate',
      label: 'Generate This Clip…',
      icon: Sparkles,
      isDisabled: isReadOnly,
      run: () => generateClip(group),
    },
    {
      id: 'shot.rerollWithNeighbours',
      label: shot ? `Re-roll ${shot.label} with Neighbours’ Frames…` : 'Re-roll with Neighbours’ Frames…',
      isDisabled: isReadOnly || !shot || !hasNeighbourFrames(currentDocument(), shot.shot.id),
      run: () => {
        if (shot) select([shot.shot.id]);
        runAction('shot.rerollWithNeighbours');
      },
    },
  ];
}

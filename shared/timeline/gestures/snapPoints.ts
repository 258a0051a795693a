import { endOfClip } from '../model';
import { type SnapPoint, sortSnapPoints } from '../snapping';
import type { GestureContext } from './gesture';

export interface SnapPointOptions {
  /** Clips that move and so are no aim. */
  readonly withoutClips?: ReadonlySet<string>;
  /** Off for trims of shots: the cuts move with the edge. */
  readonly withCuts?: boolean;
}

/** Everything an edge can be drawn to, gathered once when a drag begins. */
export function gatherSnapPoints(
  context: Pick<GestureContext, 'model' | 'playhead'>,
  { withoutClips, withCuts = true }: SnapPointOptions = {},
): readonly SnapPoint[] {
  const { model, playhead } = context;
  const points: SnapPoint[] = [
    { frame: 0, kind: 'start' },
    { frame: playhead, kind: 'playhead' },
  ];
  if (withCuts)
    for (const { endFrame } of model.sequence.shots) points.push({ frame: endFrame, kind: 'cut' });
  for (const { clips } of model.tracks) {
    for (const clip of clips) {
      if (withoutClips?.has(clip.id)) continue;
      points.push({ frame: clip.startFrame, kind: 'clipEdge' }, { frame: endOfClip(clip), kind: 'clipEdge' });
    }
  }
  return sortSnapPoints(points);
}

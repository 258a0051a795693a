import type { DocumentView } from '../document/document';
import type { Scene, Shot } from '../document/records';
import { type Frames, frames } from '../time/frames';
import { shotLabels } from './labels';

/** A shot with its place in the film. */
export interface SequenceShot {
  readonly shot: Shot;
  readonly scene: Scene;
  readonly label: string;
  /** First frame in the film; the end is not in. */
  readonly startFrame: Frames;
  readonly endFrame: Frames;
  /** Position in the film, from 0. */
  readonly index: number;
}

export interface Sequence {
  readonly shots: readonly SequenceShot[];
  readonly byShotId: ReadonlyMap<string, SequenceShot>;
  readonly lengthFrames: Frames;
}

interface Versioned extends DocumentView {
  version(kind: 'scene' | 'shot' | 'project'): number;
}

const memo = new WeakMap<DocumentView, { key: string; sequence: Sequence }>();

/** All shots in film order with their times. The same value until a scene, a shot or the project changes. */
export function selectSequence(document: DocumentView): Sequence {
  if (!('version' in document)) return buildSequence(document);
  const versioned = document as Versioned;
  const key = `${versioned.version('scene')}|${versioned.version('shot')}|${versioned.version('project')}`;
  const known = memo.get(document);
  if (known?.key === key) return known.sequence;
  const sequence = buildSequence(document);
  memo.set(document, { key, sequence });
  return sequence;
}

function buildSequence(document: DocumentView): Sequence {
  const labels = shotLabels(document);
  const shots: SequenceShot[] = [];
  let start = 0;
  for (const scene of document.list('scene')) {
    for (const shot of document.childrenOf('shot', scene.id)) {
      const end = start + shot.lengthFrames;
      shots.push({
        shot,
        scene,
        label: labels.get(shot.id) ?? '',
        startFrame: frames(start),
        endFrame: frames(end),
        index: shots.length,
      });
      start = end;
    }
  }
  return {
    shots,
    byShotId: new Map(shots.map((entry) => [entry.shot.id, entry])),
    lengthFrames: frames(start),
  };
}

/** The shot on screen at a frame of the film, or undefined past its end. */
export function shotAtFrame(sequence: Sequence, frame: number): SequenceShot | undefined {
  let low = 0;
  let high = sequence.shots.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const entry = sequence.shots[middle] as SequenceShot;
    if (frame < entry.startFrame) high = middle - 1;
    else if (frame >= entry.endFrame) low = middle + 1;
    else return entry;
  }
  return undefined;
}

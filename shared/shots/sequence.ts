import type { DocumentView } from '../document/document';
import type { SceneId, ShotId } from '../document/ids';
import type { Scene, Shot } from '../document/records';
import { type Frames, frames } from '../time/frames';
import { filmLabels } from './labels';

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

/** A shot of the list. One that is omitted takes no time: it starts and ends where the next one starts, which has its index. */
export interface ListedShot extends SequenceShot {
  readonly isOmitted: boolean;
}

/** A scene with what it is called and all its shots, those that are omitted among them. */
export interface ListedScene {
  readonly scene: Scene;
  readonly label: string;
  readonly isOmitted: boolean;
  readonly shots: readonly ListedShot[];
}

export interface Sequence {
  /** The film: without what is omitted. */
  readonly shots: readonly SequenceShot[];
  readonly byShotId: ReadonlyMap<string, SequenceShot>;
  readonly lengthFrames: Frames;
  /** All scenes in film order with all their shots. */
  readonly scenes: readonly ListedScene[];
  readonly listedById: ReadonlyMap<string, ListedShot>;
  readonly sceneLabels: ReadonlyMap<SceneId, string>;
}

export const emptySequence: Sequence = {
  shots: [],
  byShotId: new Map(),
  lengthFrames: frames(0),
  scenes: [],
  listedById: new Map(),
  sceneLabels: new Map(),
};

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

/** Whether a shot is cut from the film and only kept in the list, by itself or with its scene. */
export function isShotOmitted(shot: Shot, scene: Scene): boolean {
  return shot.status === 'omitted' || scene.isOmitted;
}

function buildSequence(document: DocumentView): Sequence {
  const labels = filmLabels(document);
  const shots: SequenceShot[] = [];
  const listedById = new Map<string, ListedShot>();
  let start = 0;
  const scenes = document.list('scene').map((scene): ListedScene => {
    const listed = document.childrenOf('shot', scene.id).map((shot): ListedShot => {
      const isOmitted = isShotOmitted(shot, scene);
      const end = isOmitted ? start : start + shot.lengthFrames;
      const entry = {
        shot,
        scene,
        label: labels.shots.get(shot.id)?.label ?? '',
        startFrame: frames(start),
        endFrame: frames(end),
        index: shots.length,
        isOmitted,
      };
      if (!isOmitted) shots.push(entry);
      listedById.set(shot.id, entry);
      start = end;
      return entry;
    });
    const { isOmitted } = scene;
    return { scene, label: labels.scenes.get(scene.id) ?? '', isOmitted, shots: listed };
  });
  return {
    shots,
    byShotId: new Map(shots.map((entry) => [entry.shot.id, entry])),
    lengthFrames: frames(start),
    scenes,
    listedById,
    sceneLabels: labels.scenes,
  };
}

/**
 * Those of some shots that are asked for, in the order they have.
 * @param shotIds null = all; ones that are not among them are left out
 */
export function pickShots<S extends SequenceShot>(
  shots: readonly S[],
  shotIds: readonly ShotId[] | null,
): readonly S[] {
  if (shotIds === null) return shots;
  const chosen = new Set(shotIds);
  return shots.filter(({ shot }) => chosen.has(shot.id));
}

/** How long shots are one after the other. */
export const lengthOfShots = (shots: readonly Pick<SequenceShot, 'shot'>[]): Frames =>
  frames(shots.reduce((sum, { shot }) => sum + shot.lengthFrames, 0));

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

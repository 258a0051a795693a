import { buildShotPicture, type ShownLayer, shownLayers } from '@shared/compositor/buildShotPicture';
import type { DrawnContent } from '@shared/compositor/drawn/content';
import type { DrawnLayer, PictureLayer, ShotPicture } from '@shared/compositor/shotPicture';
import type { Document } from '@shared/document/document';
import type { BoardId, ShotId } from '@shared/document/ids';
import { passingHash } from '../picture/drawnSource';
import type { DraggedLayer, LiveStroke, StageState } from './stageStore';

/** A shot as the stage paints it: the compositor's picture, and which layer each part of it is. Back to front. */
export interface StagePicture {
  readonly picture: ShotPicture;
  readonly layers: readonly ShownLayer[];
}

/** The board of a shot: all that is drawn for it, seen by the camera at rest, whatever take the shot shows. */
export function boardPicture(
  document: Document,
  shotId: ShotId,
  { dragged, text }: Pick<StageState, 'dragged' | 'text'>,
): StagePicture {
  const built = buildShotPicture(document, shotId, { ignoreTake: true });
  const layers = shownLayers(document, shotId)
    // What is written anew shows in its editor.
    .filter(({ layer }) => layer.id !== text?.layerId)
    .map(({ layer, painted }) => ({ layer, painted: draggedLayer(painted, dragged.get(layer.id)) }));
  return {
    picture: { ...built, layers: layers.map(({ painted }) => painted), keyframes: [], handheld: null },
    layers,
  };
}

function draggedLayer(painted: PictureLayer, dragged: DraggedLayer | undefined): PictureLayer {
  if (!dragged) return painted;
  const { transform, ratio } = dragged;
  if (painted.type !== 'drawn' || painted.content.type !== 'shape' || ratio === undefined)
    return { ...painted, transform };
  return { ...painted, transform, content: { ...painted.content, ratio } };
}

let passing = 0;

/** The board with what is under the pen: strokes on their layers, a shape in front of all. */
export function livePicture(
  board: StagePicture,
  { strokes, shape }: Pick<StageState, 'strokes' | 'shape'>,
): ShotPicture {
  if (strokes.length === 0 && !shape) return board.picture;
  const byLayer = new Map<string, LiveStroke[]>();
  for (const live of strokes) byLayer.set(live.layerId, [...(byLayer.get(live.layerId) ?? []), live]);
  const layers = board.layers.map(({ layer, painted }) => {
    const live = byLayer.get(layer.id);
    byLayer.delete(layer.id);
    return live && painted.type === 'drawn'
      ? { ...painted, content: withStrokes(painted.content, live) }
      : painted;
  });
  // What is left is drawn on layers that are being made, or that had nothing on them yet.
  for (const live of byLayer.values()) {
    const [first] = live;
    if (first && first.stroke.tool !== 'eraser')
      layers.push(drawnLayer(withStrokes(null, live), first.transform));
  }
  if (shape) layers.push(drawnLayer(shape.content, shape.transform));
  return { ...board.picture, layers };
}

function withStrokes(content: DrawnContent | null, live: readonly LiveStroke[]): DrawnContent {
  const before = content?.type === 'drawing' ? content : null;
  passing += 1;
  return {
    type: 'drawing',
    hash: `${passingHash}${passing}`,
    // With one stroke more than the kept picture only that one is drawn.
    previousHash: live.length === 1 ? (before?.hash ?? null) : null,
    strokes: [...(before?.strokes ?? []), ...live.map(({ stroke }) => stroke)],
  };
}

function drawnLayer(content: DrawnContent, transform: DrawnLayer['transform']): DrawnLayer {
  return { type: 'drawn', content, depth: 1, transform, opacity: 1, span: null };
}

/**
 * What a board has of its own, without what all boards of its shot show: for the ghost of a neighbour.
 * @param isDrawnOnly its pictures are left out: of another shot they would veil everything
 */
export function ghostPicture(
  document: Document,
  shotId: ShotId,
  boardId: BoardId | null,
  isDrawnOnly: boolean,
): ShotPicture {
  const built = buildShotPicture(document, shotId, { ignoreTake: true });
  const own = shownLayers(document, shotId).filter(
    ({ layer, painted }) => layer.boardId === boardId && (!isDrawnOnly || painted.type === 'drawn'),
  );
  return {
    ...built,
    background: 'rgba(0,0,0,0)',
    layers: own.map(({ painted }) => ({ ...painted, span: null })),
    keyframes: [],
    handheld: null,
  };
}

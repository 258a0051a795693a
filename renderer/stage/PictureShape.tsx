import type { Matrix } from '@shared/compositor/drawList';
import type { SequenceShot } from '@shared/shots/sequence';
import { shotAtFrame } from '@shared/shots/sequence';
import type { Size, StageView } from '@shared/stage/viewMapping';
import { visibleBounds } from '@shared/stage/viewMapping';
import { frames } from '@shared/time/frames';
import type Konva from 'konva';
import { useEffect, useRef } from 'react';
import { Shape } from 'react-konva';
import { currentPictures } from '../picture/pictures';
import type { PictureContext } from '../picture/shotPainter';
import { selectShotPicture } from '../picture/shotPictures';
import { currentDocument, currentSequence } from '../state/documentStore';
import { sessionStore } from '../state/sessionStore';
import { paintOnion } from './onionSkin';
import { livePicture, type StagePicture } from './stagePicture';
import { stageStore } from './stageStore';

export interface PictureShapeProps {
  readonly view: StageView;
  readonly area: Size;
  /** What to paint in board mode; null = what the film shows at the playhead. */
  readonly board: StagePicture | null;
  readonly entry: SequenceShot;
}

/** The compositor's picture as one Konva shape: repainted when the playhead moves or more of it is loaded, without React. */
export function PictureShape({ view, area, board, entry: current }: PictureShapeProps) {
  const shape = useRef<Konva.Shape>(null);
  useEffect(() => {
    const repaint = (): void => void shape.current?.getLayer()?.batchDraw();
    const stopPlayhead = sessionStore.subscribe((state, before) => {
      if (state.playhead !== before.playhead) repaint();
    });
    const stopLoading = currentPictures()?.painter.subscribe(repaint);
    const stopStage = stageStore.subscribe((state, before) => {
      const { strokes, shape, isOnion } = state;
      if (strokes !== before.strokes || shape !== before.shape || isOnion !== before.isOnion) repaint();
    });
    return () => {
      stopStage();
      stopPlayhead();
      stopLoading?.();
    };
  }, []);

  const paintPicture = (context: Konva.Context): void => {
    const pictures = currentPictures();
    const { playhead } = sessionStore.getState();
    const entry = shotAtFrame(currentSequence(), playhead);
    if (!pictures || !entry) return;
    const picture = board
      ? livePicture(board, stageStore.getState())
      : selectShotPicture(currentDocument(), entry.shot.id);
    if (!picture) return;
    const shotFrame = frames(entry.shot.sourceInFrames + playhead - entry.startFrame);
    const ratio = context.getCanvas().getPixelRatio();
    const plain: CanvasRenderingContext2D = context._context;
    const matrix: Matrix = [view.zoom * ratio, 0, 0, view.zoom * ratio, view.panX * ratio, view.panY * ratio];
    pictures.painter.paintNow(plain as PictureContext, {
      picture,
      shotFrame,
      size: picture.frameSize,
      view: matrix,
      ...(board ? { bounds: visibleBounds(view, area) } : {}),
    });
    if (board && stageStore.getState().isOnion) paintOnion(plain, pictures, current, matrix);
    plain.setTransform(ratio, 0, 0, ratio, 0, 0);
    dimOutside(plain, view, picture.frameSize, area, board ? 'rgb(13 14 16 / 0.8)' : '#0d0e10');
  };
  return <Shape ref={shape} sceneFunc={paintPicture} listening={false} />;
}

/** What lies beside the frame is not in the film: it is dimmed on the board, and gone through the camera. */
function dimOutside(
  context: CanvasRenderingContext2D,
  { zoom, panX, panY }: StageView,
  frame: Size,
  area: Size,
  colour: string,
): void {
  context.fillStyle = colour;
  context.beginPath();
  context.rect(0, 0, area.width, area.height);
  context.rect(panX, panY, frame.width * zoom, frame.height * zoom);
  context.fill('evenodd');
}

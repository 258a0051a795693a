import type { DrawnShape } from '@shared/compositor/drawn/content';
import type { ShotId } from '@shared/document/ids';
import type { LayerTransform } from '@shared/document/records';
import { type PenPoint, shapeFromDrag, textAt } from '@shared/stage/drawOnLayer';
import { canvasToFrame, type Place, type Size, type StageView } from '@shared/stage/viewMapping';
import { type PointerEvent, useEffect, useRef } from 'react';
import { boardForNewLayer } from '../state/currentBoard';
import { runCommand } from '../state/runCommand';
import { sessionStore } from '../state/sessionStore';
import { settingsStore } from '../state/settingsStore';
import { drawingColour } from './drawingSettings';
import { PenGesture } from './penGesture';
import {
  isPenTool,
  isShapeTool,
  type PenTool,
  type ShapeTool,
  stageStore,
  type TextEdit,
} from './stageStore';

interface ShapeGesture {
  readonly tool: ShapeTool;
  readonly from: Place;
}

export interface StageToolsOptions {
  readonly shotId: ShotId;
  readonly view: StageView;
  readonly frame: Size;
  /** Canvas px. */
  readonly pointOf: (event: { readonly clientX: number; readonly clientY: number }) => Place;
}

/** Pen, brush, eraser, shapes and text on the stage. The handlers say whether a press was theirs. */
export function useStageTools({ shotId, view, frame, pointOf }: StageToolsOptions) {
  const pen = useRef<PenGesture | null>(null);
  const shape = useRef<ShapeGesture | null>(null);

  const framePoint = (event: { readonly clientX: number; readonly clientY: number }): Place =>
    canvasToFrame(view, pointOf(event));
  const penPoint = (event: globalThis.PointerEvent): PenPoint => ({
    ...framePoint(event),
    // A mouse knows no pressure and says a half: it draws as wide as the tool is set.
    pressure: event.pointerType === 'pen' ? event.pressure : 1,
  });

  const cancel = (): void => {
    pen.current?.cancel();
    pen.current = null;
    shape.current = null;
    stageStore.setState({ shape: null });
  };

  useEffect(() => {
    const handleKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || (!pen.current && !shape.current)) return;
      event.preventDefault();
      event.stopPropagation();
      cancel();
    };
    window.addEventListener('keydown', handleKey, { capture: true });
    return () => window.removeEventListener('keydown', handleKey, { capture: true });
  });

  const down = (event: PointerEvent): boolean => {
    const { tool } = stageStore.getState();
    if (event.button !== 0 && event.button !== 5) return false;
    const isDrawing = isPenTool(tool) || isShapeTool(tool) || tool === 'text';
    if (!isDrawing) return false;
    event.preventDefault();
    stageStore.setState({ mode: 'board' });
    sessionStore.setState({ isPlaying: false });
    if (tool === 'text') {
      beginText(framePoint(event), frame);
      return true;
    }
    event.currentTarget.setPointerCapture(event.pointerId);
    if (isShapeTool(tool)) shape.current = { tool, from: framePoint(event) };
    // The other end of a pen is its eraser.
    else pen.current = PenGesture.begin(shotId, penToolOf(tool, event), penPoint(event.nativeEvent), frame);
    return true;
  };

  const move = (event: PointerEvent): void => {
    if (pen.current) {
      const { nativeEvent } = event;
      const all = nativeEvent.getCoalescedEvents();
      pen.current.move((all.length > 0 ? all : [nativeEvent]).map(penPoint), event.shiftKey);
    } else if (shape.current) {
      const { tool, from } = shape.current;
      const placed = shapeFromDrag(tool, from, framePoint(event), frame, event.shiftKey);
      stageStore.setState({
        shape: placed && {
          content: { ...shapeLook(tool), ratio: placed.ratio },
          transform: { flipX: false, ...placed.transform },
        },
      });
    }
  };

  const up = (): void => {
    if (pen.current) {
      void pen.current.end();
      pen.current = null;
    } else if (shape.current) {
      shape.current = null;
      void addShape(shotId);
    }
  };

  return { down, move, up, cancel };
}

function penToolOf(tool: PenTool, event: PointerEvent): PenTool {
  return event.pointerType === 'pen' && (event.buttons & 32) !== 0 ? 'eraser' : tool;
}

function shapeLook(shape: ShapeTool): DrawnShape {
  const { sizes, isFilled } = settingsStore.getState().drawing;
  const colour = drawingColour();
  const isClosed = shape === 'rectangle' || shape === 'ellipse';
  return {
    type: 'shape',
    shape,
    fill: isClosed && isFilled ? colour : null,
    stroke: isClosed && isFilled ? null : colour,
    strokeWidth: isClosed && isFilled ? 0 : sizes.shape,
    ratio: 0,
  };
}

/** What was dragged out stays in sight until it is there; then it is selected, to be put right by its handles. */
async function addShape(shotId: ShotId): Promise<void> {
  const { shape: made } = stageStore.getState();
  if (!made) return;
  const { type: _type, ...fields } = made.content;
  const { opacity } = settingsStore.getState().drawing;
  const boardId = boardForNewLayer(shotId);
  const added = await runCommand('layer.addShape', {
    shotId,
    boardId,
    ...fields,
    opacity,
    transform: made.transform satisfies LayerTransform,
  });
  stageStore.setState(added ? { shape: null, tool: 'select' } : { shape: null });
}

function beginText(point: Place, frame: Size): void {
  const { sizes } = settingsStore.getState().drawing;
  const content: TextEdit['content'] = {
    type: 'text',
    text: '',
    colour: drawingColour(),
    lineHeight: sizes.text,
    align: 'left',
    isBold: false,
  };
  stageStore.setState({
    text: {
      layerId: null,
      content,
      transform: { scale: 1, rotationDeg: 0, flipX: false, ...textAt(point, content, frame) },
    },
  });
}

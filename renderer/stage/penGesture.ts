import type { PictureStroke } from '@shared/compositor/drawn/content';
import { idPrefixes, type LayerId, layerIdSchema, type ShotId } from '@shared/document/ids';
import type { Layer, LayerTransform } from '@shared/document/records';
import { type PenPoint, strokePoints } from '@shared/stage/drawOnLayer';
import type { Size } from '@shared/stage/viewMapping';
import { nanoid } from 'nanoid';
import { boardForNewLayer } from '../state/currentBoard';
import { currentDocument } from '../state/documentStore';
import { raiseNotice } from '../state/notices';
import { runCommand } from '../state/runCommand';
import { selectedOf } from '../state/sessionStore';
import { settingsStore } from '../state/settingsStore';
import { drawingColour } from './drawingSettings';
import { type LiveStroke, type PenTool, stageStore } from './stageStore';

/** Points nearer to the last one than this, px of the frame, say nothing new. */
const leastStep = 0.4;
/** A record of a stroke holds so many points; a longer line goes on in another one. */
const mostPoints = 15_000;

const plain: LayerTransform = { x: 0.5, y: 0.5, scale: 1, rotationDeg: 0, flipX: false };

let strokeNumber = 0;

interface Target {
  readonly layerId: LayerId;
  readonly isNew: boolean;
  readonly transform: LayerTransform;
}

/** Layers that are being made by strokes on their way: the next stroke goes on them. */
const coming = new Map<ShotId, LayerId>();

/**
 * The drawing to draw on: the selected one, else the front one of the board; else one to be made. null and a word about it where a
 * locked drawing is in the way or there is nothing to rub out.
 */
function targetOf(shotId: ShotId, tool: PenTool): Target | null {
  const document = currentDocument();
  const boardId = boardForNewLayer(shotId);
  const isHere = (layer: Layer): boolean =>
    layer.shotId === shotId &&
    layer.content.type === 'drawing' &&
    (layer.boardId === null || layer.boardId === boardId);
  const chosen = selectedOf('layer')
    .flatMap((id) => document.get('layer', id) ?? [])
    .find(isHere);
  if (chosen?.isLocked || chosen?.isHidden) {
    const word = chosen.isLocked ? 'locked' : 'hidden';
    raiseNotice({ tone: 'warning', message: `The drawing "${chosen.name}" is ${word}.` });
    return null;
  }
  const drawings = document
    .childrenOf('layer', shotId)
    .filter((layer) => isHere(layer) && layer.boardId === boardId && !layer.isLocked && !layer.isHidden);
  const layer = chosen ?? drawings.at(-1);
  if (layer) return { layerId: layer.id, isNew: false, transform: layer.transform };
  const layerOnItsWay = coming.get(shotId);
  if (layerOnItsWay) return { layerId: layerOnItsWay, isNew: false, transform: plain };
  if (tool === 'eraser') {
    raiseNotice({ tone: 'info', message: 'There is no drawing on this board to erase.' });
    return null;
  }
  const made = layerIdSchema.parse(`${idPrefixes.layer}_${nanoid()}`);
  return { layerId: made, isNew: true, transform: plain };
}

/** One stroke from pen down to pen up. It shows at once and becomes an edit when the pen is lifted. */
export class PenGesture {
  readonly #shotId: ShotId;
  readonly #frame: Size;
  readonly #target: Target;
  readonly #look: Omit<PictureStroke, 'points'>;
  readonly #id = ++strokeNumber;
  #points: PenPoint[] = [];
  /** While Shift is held, a straight line to here. */
  #straightTo: PenPoint | null = null;

  /** @returns null where there is nothing to draw on */
  static begin(shotId: ShotId, tool: PenTool, point: PenPoint, frame: Size): PenGesture | null {
    const target = targetOf(shotId, tool);
    return target && new PenGesture(shotId, tool, target, point, frame);
  }

  private constructor(shotId: ShotId, tool: PenTool, target: Target, point: PenPoint, frame: Size) {
    const { sizes, opacity } = settingsStore.getState().drawing;
    this.#shotId = shotId;
    this.#frame = frame;
    this.#target = target;
    this.#look = {
      tool,
      colour: drawingColour(),
      // Widths count at the layer's scale 1.
      width: Math.min(0.5, Math.max(0.0001, sizes[tool] / target.transform.scale)),
      opacity: tool === 'eraser' ? 1 : opacity,
    };
    this.#points = [point];
    this.#show();
  }

  move(points: readonly PenPoint[], isStraight: boolean): void {
    this.#straightTo = isStraight ? (points.at(-1) ?? null) : null;
    if (!isStraight) {
      for (const point of points) {
        const last = this.#points.at(-1);
        if (!last || Math.hypot(point.x - last.x, point.y - last.y) >= leastStep) this.#points.push(point);
      }
    }
    this.#show();
  }

  /** Lifts the pen: the stroke stays in sight until the worker has it. */
  async end(): Promise<void> {
    const strokes = this.#parts().map((points) => ({
      ...this.#look,
      points: strokePoints(points, this.#target.transform, this.#frame),
    }));
    const { layerId, isNew } = this.#target;
    const boardId = boardForNewLayer(this.#shotId);
    const on = isNew ? { shotId: this.#shotId, boardId, id: layerId } : { layerId };
    if (isNew) coming.set(this.#shotId, layerId);
    await runCommand('stroke.add', { on, strokes }, { keepSelection: !isNew });
    if (coming.get(this.#shotId) === layerId) coming.delete(this.#shotId);
    this.cancel();
  }

  cancel(): void {
    stageStore.setState(({ strokes }) => ({ strokes: strokes.filter(({ id }) => id !== this.#id) }));
  }

  /** Consecutive parts of a long line share a point, so that no gap is seen. */
  #parts(): PenPoint[][] {
    const points = this.#shown();
    const parts: PenPoint[][] = [];
    for (let start = 0; start === 0 || start < points.length - 1; start += mostPoints - 1)
      parts.push(points.slice(start, start + mostPoints));
    return parts;
  }

  #shown(): PenPoint[] {
    const [first] = this.#points;
    return this.#straightTo && first ? [first, this.#straightTo] : this.#points;
  }

  #show(): void {
    const stroke: PictureStroke = {
      ...this.#look,
      points: strokePoints(this.#shown(), this.#target.transform, this.#frame),
    };
    const { layerId, transform } = this.#target;
    const live: LiveStroke = { id: this.#id, layerId, transform, stroke };
    stageStore.setState(({ strokes }) => ({
      strokes: [...strokes.filter(({ id }) => id !== this.#id), live],
    }));
  }
}

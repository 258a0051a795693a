import type { DrawnShape, PictureStroke } from '@shared/compositor/drawn/content';
import type { LayerId } from '@shared/document/ids';
import type { Layer, LayerTransform } from '@shared/document/records';
import type { StageView } from '@shared/stage/viewMapping';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { withProject } from '../state/projectScope';

export const penTools = ['pen', 'brush', 'eraser'] as const;
export type PenTool = (typeof penTools)[number];
export const shapeTools = ['arrow', 'line', 'rectangle', 'ellipse'] as const;
export type ShapeTool = (typeof shapeTools)[number];
export type StageTool = 'select' | 'hand' | PenTool | 'text' | ShapeTool | 'camera';

export const isPenTool = (tool: StageTool): tool is PenTool => (penTools as readonly string[]).includes(tool);
export const isShapeTool = (tool: StageTool): tool is ShapeTool =>
  (shapeTools as readonly string[]).includes(tool);

/** What a drag makes of a layer until it is let go. */
export interface DraggedLayer {
  readonly transform: LayerTransform;
  /** Of a shape whose side is dragged: its height as a multiple of its width. */
  readonly ratio?: number;
}

/** A stroke under the pen, or one that is on its way to the worker. */
export interface LiveStroke {
  readonly id: number;
  readonly layerId: LayerId;
  /** Of the layer it is drawn on. */
  readonly transform: LayerTransform;
  readonly stroke: PictureStroke;
}

/** A shape that is being dragged out. */
export interface LiveShape {
  readonly content: DrawnShape;
  readonly transform: LayerTransform;
}

/** A text being written in place. */
export interface TextEdit {
  /** null = a new one. */
  readonly layerId: LayerId | null;
  readonly content: Extract<Layer['content'], { type: 'text' }>;
  readonly transform: LayerTransform;
}

/**
 * What the stage shows, and what is being done with a pointer. Session and gesture scope: nothing of it is saved or undone.
 */
export interface StageState {
  readonly tool: StageTool;
  /** `board`: the whole picture with the camera's frames on it. `camera`: what the film shows. */
  readonly mode: 'board' | 'camera';
  /** null = fit to the area, whatever its size becomes. */
  readonly view: StageView | null;
  /** Layers that are being dragged, by layer id. */
  readonly dragged: ReadonlyMap<string, DraggedLayer>;
  /** In the order they were drawn in. */
  readonly strokes: readonly LiveStroke[];
  readonly shape: LiveShape | null;
  readonly text: TextEdit | null;
  /** Whether the neighbouring boards show through. */
  readonly isOnion: boolean;
  /** The layer that is to be shown in other shots: the dialog that asks which is open. */
  readonly linkingLayerId: LayerId | null;
  /** The layer whose name is being written in the list. */
  readonly renamingLayerId: LayerId | null;
}

/** Where nothing is being done. */
const atRest = {
  view: null,
  dragged: new Map(),
  strokes: [],
  shape: null,
  text: null,
  linkingLayerId: null,
  renamingLayerId: null,
} satisfies Partial<StageState>;

export const stageStore = createStore<StageState>()(() => ({
  ...atRest,
  tool: 'select',
  mode: 'board',
  isOnion: false,
}));

withProject(() => stageStore.setState(atRest));

export function useStage<T>(selector: (state: StageState) => T): T {
  return useStore(stageStore, selector);
}

export const endLayerDrag = (): void => stageStore.setState({ dragged: new Map() });

import { z } from 'zod';
import { framesSchema } from '../../time/frames';
import {
  boardIdSchema,
  cameraKeyframeIdSchema,
  elementIdSchema,
  layerIdSchema,
  linkIdSchema,
  lookIdSchema,
  mediaIdSchema,
  shotIdSchema,
  strokeIdSchema,
} from '../ids';
import { colour, finite, line, orderKey, text, unit } from './common';

export const cameraKeyframeSchema = z.object({
  kind: z.literal('cameraKeyframe'),
  id: cameraKeyframeIdSchema,
  shotId: shotIdSchema,
  /** In the shot's own time (see Shot.sourceInFrames). */
  frame: framesSchema,
  /** Camera position in frame widths measured at depth 1; y down, z towards the picture (depth 1 is the picture plane). */
  x: finite,
  y: finite,
  z: finite,
  focalMm: z.number().min(1).max(5000),
  /** Clockwise turn of the camera, degrees. */
  rollDeg: finite,
  /** Pan and tilt as shift of the picture, in frame widths. */
  panShift: finite,
  tiltShift: finite,
  /** How the camera goes from this keyframe to the next. `bezier` uses `ease`. */
  interpolation: z.enum(['hold', 'linear', 'bezier']),
  /** Control points of a CSS-like cubic bezier; x in 0..1. */
  ease: z.object({ x1: unit, y1: finite, x2: unit, y2: finite }),
});

export const layerTransformSchema = z.object({
  /** Centre of the layer in the frame as the camera at rest sees it: 0..1 of the frame's width and height, y down. */
  x: finite,
  y: finite,
  /** Width of the layer as a multiple of the frame's width, at the layer's own depth, camera at rest. */
  scale: z.number().min(0.001).max(1000),
  rotationDeg: finite,
  flipX: z.boolean(),
});

export const shapeTypes = ['rectangle', 'ellipse', 'line', 'arrow'] as const;

export const layerTextSchema = z.object({
  type: z.literal('text'),
  text,
  colour,
  /** Height of a line as a part of the frame's width, at the scale 1. */
  lineHeight: z.number().min(0.002).max(2),
  align: z.enum(['left', 'centre', 'right']),
  isBold: z.boolean(),
});

export const layerShapeSchema = z.object({
  type: z.literal('shape'),
  shape: z.enum(shapeTypes),
  /** null = not filled. */
  fill: colour.nullable(),
  stroke: colour.nullable(),
  /** Width of the outline as a part of the frame's width. */
  strokeWidth: z.number().min(0).max(0.5),
  /** Height as a multiple of the width; of a line or an arrow, which go from left to right, how far it bows upwards. */
  ratio: z.number().min(0).max(1000),
});

export const layerSchema = z.object({
  kind: z.literal('layer'),
  id: layerIdSchema,
  shotId: shotIdSchema,
  /** The board it belongs to; null = it shows through the whole shot. */
  boardId: boardIdSchema.nullable(),
  /** Layers of one link, in any shots, have the same content and look: a change to one is a change to all. */
  linkId: linkIdSchema.nullable(),
  /** Back to front. */
  order: orderKey,
  name: line,
  /** Distance from the camera at rest; 1 = picture plane, more = further away. */
  depth: z.number().min(0.05).max(1000),
  transform: layerTransformSchema,
  opacity: unit,
  isHidden: z.boolean(),
  isLocked: z.boolean(),
  content: z.discriminatedUnion('type', [
    z.object({ type: z.literal('image'), mediaId: mediaIdSchema }),
    /** A video clip; `inFrames` counts at the project's rate. */
    z.object({ type: z.literal('clip'), mediaId: mediaIdSchema, inFrames: framesSchema }),
    /** An element pinned on the shot; shows reference `view` of the look (null = the element's first look). */
    z.object({
      type: z.literal('pin'),
      elementId: elementIdSchema,
      lookId: lookIdSchema.nullable(),
      view: z.int().min(0).max(63),
    }),
    /** Drawn by hand: its strokes are the layer's Stroke records. */
    z.object({ type: z.literal('drawing') }),
    layerTextSchema,
    layerShapeSchema,
  ]),
});

export const strokeTools = ['pen', 'brush', 'eraser'] as const;
export const strokeSchema = z.object({
  kind: z.literal('stroke'),
  id: strokeIdSchema,
  layerId: layerIdSchema,
  order: orderKey,
  tool: z.enum(strokeTools),
  colour,
  /** Width at full pressure as a part of the frame's width. */
  width: z.number().min(0.0001).max(0.5),
  opacity: unit,
  /**
   * x, y, pressure by turns: x and y in frame widths from the layer's centre, at the scale 1, y down; pressure 0..1.
   * Nothing of it depends on the frame's ratio: another ratio leaves a drawing as it is. A rest that is no point is not drawn.
   */
  points: z.array(z.number().min(-100).max(100)).min(3).max(60_000),
});

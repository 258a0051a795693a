import { z } from 'zod';
import { layerShapeSchema, layerTextSchema, strokeSchema } from '../../document/records';

/*
 * What the compositor draws by itself: strokes, text and shapes. Lengths are frame widths at the layer's scale 1, measured from the
 * layer's centre, y down, so that nothing of it depends on the frame's ratio or on the size that is painted.
 */

export const pictureStrokeSchema = strokeSchema.pick({
  tool: true,
  colour: true,
  width: true,
  opacity: true,
  points: true,
});
/** A stroke as it is painted. Frozen in use: outlines are kept by the array of its points. */
export type PictureStroke = Readonly<z.infer<typeof pictureStrokeSchema>>;

export const drawnContentSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('drawing'),
    /** Names the strokes: equal hashes, equal drawings. */
    hash: z.string(),
    /** Hash of the drawing without its last stroke; null for a first one. A kept picture of it saves painting it anew. */
    previousHash: z.string().nullable(),
    /** First drawn first. */
    strokes: z.array(pictureStrokeSchema).min(1),
  }),
  layerTextSchema,
  layerShapeSchema,
]);
export type DrawnContent = z.infer<typeof drawnContentSchema>;
export type DrawnDrawing = Extract<DrawnContent, { type: 'drawing' }>;
export type DrawnText = Extract<DrawnContent, { type: 'text' }>;
export type DrawnShape = Extract<DrawnContent, { type: 'shape' }>;

/**
 * Equal texts mean equal looks. A drawing is named by its hash: its points are never written out.
 * @param scale of the layer: outlines of shapes keep their width whatever it is
 */
export function drawnKey(content: DrawnContent, scale: number): string {
  if (content.type === 'drawing') return content.hash;
  return JSON.stringify(content.type === 'shape' ? [content, scale] : content);
}

/** The same for hashing: what a picture's pixels depend on. */
export function drawnIdentity(content: DrawnContent): unknown {
  return content.type === 'drawing' ? { type: content.type, hash: content.hash } : content;
}

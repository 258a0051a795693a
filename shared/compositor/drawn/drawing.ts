import type { Stroke } from '../../document/records';
import { sha256OfJson } from '../sha256';
import type { DrawnDrawing, PictureStroke } from './content';

const known = new WeakMap<readonly Stroke[], DrawnDrawing>();
const painted = new WeakMap<Stroke, PictureStroke>();
const strokeHashes = new WeakMap<PictureStroke, string>();
/** For a stroke, the hash of a drawing that ends with it by the hash of what was before it. */
const chained = new WeakMap<PictureStroke, Map<string, string>>();

/**
 * A layer's strokes as one drawing; null without any. The same object for the same list, and only new strokes are hashed: a drawing
 * of a thousand strokes costs one more.
 */
export function drawingOf(strokes: readonly Stroke[]): DrawnDrawing | null {
  if (strokes.length === 0) return null;
  const before = known.get(strokes);
  if (before) return before;
  const drawing = makeDrawing(strokes.map(pictureStroke));
  known.set(strokes, drawing);
  return drawing;
}

/** @param strokes at least one */
export function makeDrawing(strokes: PictureStroke[]): DrawnDrawing {
  let previousHash: string | null = null;
  let hash = '';
  for (const stroke of strokes) {
    previousHash = hash === '' ? null : hash;
    hash = followingHash(hash, stroke);
  }
  return { type: 'drawing', hash, previousHash, strokes };
}

/** A stroke's own hash when it comes first, so that a drawing of one stroke is named by it. */
function followingHash(before: string, stroke: PictureStroke): string {
  const byBefore = chained.get(stroke) ?? new Map<string, string>();
  chained.set(stroke, byBefore);
  const found = byBefore.get(before);
  if (found) return found;
  const hash = sha256OfJson([before, strokeHash(stroke)]);
  byBefore.set(before, hash);
  return hash;
}

function strokeHash(stroke: PictureStroke): string {
  const found = strokeHashes.get(stroke);
  if (found) return found;
  const hash = sha256OfJson(stroke);
  strokeHashes.set(stroke, hash);
  return hash;
}

function pictureStroke(stroke: Stroke): PictureStroke {
  const found = painted.get(stroke);
  if (found) return found;
  const { tool, colour, width, opacity, points } = stroke;
  const made: PictureStroke = { tool, colour, width, opacity, points };
  painted.set(stroke, made);
  return made;
}

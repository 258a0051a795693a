import { rowHeights, shotsRowTop, type TimelineLayout } from '../layout';
import { endOfClip, endOfShot, firstEndingAfter, type TimelineModel } from '../model';
import type { PointerInput } from './gesture';

/** Ids of the shots from one to another, both in, in film order. */
function shotsBetween(model: TimelineModel, fromId: string, toId: string): string[] {
  const from = model.sequence.byShotId.get(fromId)?.index;
  const to = model.sequence.byShotId.get(toId)?.index;
  if (from === undefined || to === undefined) return [toId];
  return model.sequence.shots.slice(Math.min(from, to), Math.max(from, to) + 1).map(({ shot }) => shot.id);
}

function clipsBetween(model: TimelineModel, trackIndex: number, fromId: string, toId: string): string[] {
  const clips = model.tracks[trackIndex]?.clips ?? [];
  const from = clips.findIndex((clip) => clip.id === fromId);
  const to = clips.findIndex((clip) => clip.id === toId);
  if (from < 0 || to < 0) return [toId];
  return clips.slice(Math.min(from, to), Math.max(from, to) + 1).map((clip) => clip.id);
}

/**
 * The selection after a press on a thing, as everywhere on a desktop: alone, with Ctrl added or taken out, with Shift
 * from the last selected one of its kind up to here.
 * @param trackIndex of a clip; null for a shot
 */
export function selectionAfterPress(
  model: TimelineModel,
  selection: readonly string[],
  id: string,
  trackIndex: number | null,
  input: Pick<PointerInput, 'isExtending' | 'isToggling'>,
): readonly string[] {
  if (input.isToggling) {
    return selection.includes(id) ? selection.filter((other) => other !== id) : [...selection, id];
  }
  if (input.isExtending) {
    const isKin = (other: string): boolean =>
      trackIndex === null
        ? model.sequence.byShotId.has(other)
        : (model.tracks[trackIndex]?.clips.some((clip) => clip.id === other) ?? false);
    const anchor = selection.findLast(isKin);
    if (anchor === undefined) return [...selection, id];
    const range =
      trackIndex === null ? shotsBetween(model, anchor, id) : clipsBetween(model, trackIndex, anchor, id);
    // The anchor stays last, so that the next Shift click counts from it again.
    const others = range.filter((other) => other !== anchor);
    return [...selection.filter((other) => !isKin(other)), ...others, anchor];
  }
  return selection.includes(id) ? selection : [id];
}

export interface ContentRectangle {
  readonly fromFrame: number;
  readonly toFrame: number;
  readonly fromY: number;
  readonly toY: number;
}

/** Ids of all shots and clips that a rectangle touches. */
export function touchedBy(
  model: TimelineModel,
  layout: TimelineLayout,
  rectangle: ContentRectangle,
): string[] {
  const { fromFrame, toFrame, fromY, toY } = rectangle;
  const ids: string[] = [];
  if (fromY < shotsRowTop + rowHeights.shots && toY > shotsRowTop) {
    const { shots } = model.sequence;
    for (let index = firstEndingAfter(shots, fromFrame, endOfShot); index < shots.length; index += 1) {
      const entry = shots[index];
      if (!entry || entry.startFrame >= toFrame) break;
      ids.push(entry.shot.id);
    }
  }
  model.tracks.forEach(({ clips }, trackIndex) => {
    const top = layout.tracksTop + trackIndex * rowHeights.track;
    if (fromY >= top + rowHeights.track || toY <= top) return;
    for (let index = firstEndingAfter(clips, fromFrame, endOfClip); index < clips.length; index += 1) {
      const clip = clips[index];
      if (!clip || clip.startFrame >= toFrame) break;
      ids.push(clip.id);
    }
  });
  return ids;
}

import type { Place, Size } from './viewMapping';

export interface Snapped {
  readonly centre: Place;
  /** Lines to show, in frame px: where the layer is held. */
  readonly vertical: number | null;
  readonly horizontal: number | null;
}

/**
 * Pulls a dragged layer to the frame's middle and edges when one of its own three lines (edge, middle, edge) comes
 * within `radius` px of the frame. `centre` and `size` (its upright bounding box) in frame px.
 */
export function snapLayer(centre: Place, size: Size, frame: Size, radius: number): Snapped {
  const across = snapAxis(centre.x, size.width, frame.width, radius);
  const down = snapAxis(centre.y, size.height, frame.height, radius);
  return { centre: { x: across.centre, y: down.centre }, vertical: across.line, horizontal: down.line };
}

function snapAxis(
  centre: number,
  size: number,
  frame: number,
  radius: number,
): { centre: number; line: number | null } {
  let best: { centre: number; line: number | null; distance: number } = {
    centre,
    line: null,
    distance: radius,
  };
  for (const target of [0, frame / 2, frame]) {
    for (const offset of [0, -size / 2, size / 2]) {
      // Its edges go to the frame's edges, its middle to the middle: a middle on an edge is nothing one looks for.
      if ((target === frame / 2) !== (offset === 0)) continue;
      const distance = Math.abs(centre + offset - target);
      if (distance < best.distance) best = { centre: target - offset, line: target, distance };
    }
  }
  return best;
}

import type { TimelineModel } from './model';

/** Heights of the rows, px (design.md section 12). */
export const rowHeights = { ruler: 20, jobs: 20, shots: 66, track: 26 } as const;

/** Free px above and below what lies in a row. */
export const shotInsetPx = 3;
export const clipInsetPx = 3;

export type TimelineRow =
  | { readonly type: 'ruler' | 'jobs' | 'shots'; readonly top: number; readonly height: number }
  | { readonly type: 'track'; readonly index: number; readonly top: number; readonly height: number };

/** Rows from top to bottom. Ruler, jobs and shots stay; tracks below them scroll. All px. */
export interface TimelineLayout {
  readonly rows: readonly TimelineRow[];
  /** Where the tracks begin; what scrolls is clipped above it. */
  readonly tracksTop: number;
  readonly heightPx: number;
  readonly scrollY: number;
  readonly maxScrollY: number;
}

export const shotsRowTop = rowHeights.ruler + rowHeights.jobs;
const tracksTop = shotsRowTop + rowHeights.shots;

export function layoutTimeline(
  model: TimelineModel,
  heightPx: number,
  wantedScrollY: number,
): TimelineLayout {
  const tracksHeight = model.tracks.length * rowHeights.track;
  const maxScrollY = Math.max(0, tracksTop + tracksHeight - heightPx);
  const scrollY = Math.min(Math.max(wantedScrollY, 0), maxScrollY);
  const rows: TimelineRow[] = [
    { type: 'ruler', top: 0, height: rowHeights.ruler },
    { type: 'jobs', top: rowHeights.ruler, height: rowHeights.jobs },
    { type: 'shots', top: shotsRowTop, height: rowHeights.shots },
  ];
  model.tracks.forEach((_, index) => {
    rows.push({
      type: 'track',
      index,
      top: tracksTop + index * rowHeights.track - scrollY,
      height: rowHeights.track,
    });
  });
  return { rows, tracksTop, heightPx, scrollY, maxScrollY };
}

/** The row under a y, or null below the last one. */
export function rowAt(layout: TimelineLayout, y: number): TimelineRow | null {
  const isInTracks = y >= layout.tracksTop;
  for (const row of layout.rows) {
    if (row.type === 'track' && !isInTracks) continue;
    if (y >= row.top && y < row.top + row.height) return row;
  }
  return null;
}

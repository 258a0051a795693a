import { frames } from '../time/frames';
import { nominalFramesPerSecond, type Rate } from '../time/rate';
import { formatTimecode } from '../time/timecode';
import { frameAtX, type TimelineView, viewEndFrame } from './view';

export interface RulerTick {
  /** Film frame. */
  readonly frame: number;
  /** Text of a major tick; minor ones have none. */
  readonly label: string | null;
}

const minorGapPx = 7;
const wholeSeconds = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 18_000, 36_000];

/** Steps that keep whole seconds on the grid, in frames, smallest first: divisors of a second, then seconds. */
export function rulerSteps(rate: Rate): readonly number[] {
  const nominal = nominalFramesPerSecond(rate);
  const steps: number[] = [];
  for (let step = 1; step <= nominal / 2; step += 1) if (nominal % step === 0) steps.push(step);
  for (const seconds of wholeSeconds) steps.push(seconds * nominal);
  return steps;
}

/** What is the same in all labels up to a film frame is left out: a film of 26 seconds is labelled SS:FF. */
export function rulerLabelParts(filmStart: number, endFrame: number, rate: Rate): number {
  const nominal = nominalFramesPerSecond(rate);
  const last = filmStart + Math.max(endFrame, 1);
  const inSame = (unit: number): boolean =>
    Math.floor(filmStart / unit) === Math.floor(last / unit) && filmStart >= 0;
  if (inSame(60 * nominal)) return 2;
  return inSame(3600 * nominal) ? 3 : 4;
}

export interface RulerScale {
  /** Frames from label to label. */
  readonly major: number;
  /** Frames from tick to tick; divides `major`. */
  readonly minor: number;
}

/** The finest scale whose labels do not touch. `labelPx` is the room of a label with its gap. */
export function rulerScale(pixelsPerFrame: number, labelPx: number, rate: Rate): RulerScale {
  const steps = rulerSteps(rate);
  const major = steps.find((step) => step * pixelsPerFrame >= labelPx) ?? (steps.at(-1) as number);
  const minor =
    steps.find((step) => major % step === 0 && step * pixelsPerFrame >= minorGapPx && major / step <= 12) ??
    major;
  return { major, minor: Math.min(minor, major) };
}

/**
 * The ticks to draw, left to right, with one before the left edge so that its label can reach in.
 * @param filmStart timecode of film frame 0, in frames: labels count from it
 * @param isDropFrame labels are written drop-frame
 */
export function rulerTicks(
  view: TimelineView,
  rate: Rate,
  filmStart: number,
  contentEndFrame: number,
  labelPx: (parts: number) => number,
  isDropFrame = false,
): RulerTick[] {
  // The view may reach beyond the film: there, too, no two labels are the same.
  const parts = rulerLabelParts(
    filmStart,
    Math.max(contentEndFrame, Math.ceil(viewEndFrame(view)) - 1),
    rate,
  );
  const { major, minor } = rulerScale(view.pixelsPerFrame, labelPx(parts), rate);
  const first = Math.max(0, frameAtX(view, 0) - major);
  const end = viewEndFrame(view);
  const ticks: RulerTick[] = [];
  for (let count = Math.ceil((filmStart + first) / minor) * minor; count - filmStart <= end; count += minor) {
    const frame = count - filmStart;
    ticks.push({ frame, label: count % major === 0 ? rulerLabel(count, rate, parts, isDropFrame) : null });
  }
  return ticks;
}

function rulerLabel(count: number, rate: Rate, parts: number, isDropFrame: boolean): string {
  const timecode = formatTimecode(frames(count), rate, isDropFrame);
  return timecode
    .split(/(?<=[:;])/)
    .slice(-parts)
    .join('');
}

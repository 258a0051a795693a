import { type Frames, frames, roundToFrames } from '@shared/time/frames';
import type { Rate } from '@shared/time/rate';
import { formatSecondsAndFrames, formatTimecode, parseTypedFrames } from '@shared/time/timecode';
import { ScrubField } from './ScrubField';

export interface FrameFieldProps {
  readonly label: string;
  readonly value: Frames | null;
  readonly rate: Rate;
  readonly onCommit: (value: Frames) => void;
  readonly onPreview?: ((value: Frames | null) => void) | undefined;
  /** Smallest and largest that may be typed, in frames. */
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** `length` as "3+12", `timecode` as "00:00:03:12", `frames` as "84". */
  readonly notation?: 'length' | 'timecode' | 'frames' | undefined;
  /** Timecode is written drop-frame. */
  readonly isDropFrame?: boolean | undefined;
  readonly prefix?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly className?: string | undefined;
}

/** A length or position in frames; reads "84", "3+12", "1:10", "2.5s", "+12" and timecode. */
export function FrameField({
  value,
  rate,
  onCommit,
  onPreview,
  min = 1,
  max = 10_000_000,
  notation = 'length',
  isDropFrame = false,
  ...rest
}: FrameFieldProps) {
  const format = (count: number): string => {
    const rounded = roundToFrames(count);
    if (notation === 'frames') return String(rounded);
    return notation === 'length'
      ? formatSecondsAndFrames(rounded, rate)
      : formatTimecode(rounded, rate, isDropFrame);
  };
  return (
    <ScrubField
      {...rest}
      value={value}
      min={min}
      max={max}
      step={1}
      format={format}
      parse={(text, current) => parseTypedFrames(text, frames(current), rate)}
      round={roundToFrames}
      onCommit={(next) => onCommit(roundToFrames(next))}
      onPreview={(next) => onPreview?.(next === null ? null : roundToFrames(next))}
    />
  );
}

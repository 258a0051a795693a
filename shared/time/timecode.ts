import { type Frames, frames, secondsToFrames } from './frames';
import { nominalFramesPerSecond, type Rate } from './rate';

/** Drop-frame counting exists for 29.97 and 59.94 only. */
export function isDropFrameRate(rate: Rate): boolean {
  return rate.den === 1_001 && (rate.num === 30_000 || rate.num === 60_000);
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/**
 * HH:MM:SS:FF, with `;` before the frames when drop-frame.
 * Drop-frame leaves out numbers, never frames: two (29.97) or four (59.94) each minute but every tenth (SMPTE ST 12-1).
 */
export function formatTimecode(position: Frames, rate: Rate, dropFrame = false): string {
  const isDrop = dropFrame && isDropFrameRate(rate);
  const { seconds, frame } = timecodeNumbers(position, rate, isDrop);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const sign = position < 0 ? '-' : '';
  return `${sign}${parts.map(twoDigits).join(':')}${isDrop ? ';' : ':'}${twoDigits(frame)}`;
}

/** What a timecode counts to, without its sign: whole seconds, and frames behind them (three digits above 100 fps). */
export function timecodeNumbers(
  position: Frames,
  rate: Rate,
  dropFrame: boolean,
): { seconds: number; frame: number } {
  const nominal = nominalFramesPerSecond(rate);
  let count = Math.abs(position);
  if (dropFrame && isDropFrameRate(rate)) count += droppedNumbersBefore(count, nominal);
  return { seconds: Math.floor(count / nominal), frame: count % nominal };
}

/** The position that a timecode's numbers stand for. One that drop-frame leaves out is the first one behind it. */
export function atTimecodeNumbers(
  { seconds, frame }: { seconds: number; frame: number },
  rate: Rate,
  dropFrame: boolean,
): Frames {
  const nominal = nominalFramesPerSecond(rate);
  if (!(dropFrame && isDropFrameRate(rate))) return frames(seconds * nominal + frame);
  const minutes = Math.floor(seconds / 60);
  const isLeftOut = seconds % 60 === 0 && minutes % 10 !== 0;
  const shown = isLeftOut ? Math.max(frame, nominal / 15) : frame;
  return frames(seconds * nominal + shown - droppedInMinutes(minutes, nominal));
}

/** Two numbers (29.97) or four (59.94) each minute but every tenth. */
const droppedInMinutes = (minutes: number, nominal: number): number =>
  (nominal / 15) * (minutes - Math.floor(minutes / 10));

function droppedNumbersBefore(frameCount: number, nominal: number): number {
  const perMinute = nominal / 15;
  const framesPerMinute = nominal * 60 - perMinute;
  const framesPerTenMinutes = nominal * 600 - perMinute * 9;
  const tens = Math.floor(frameCount / framesPerTenMinutes);
  const rest = frameCount % framesPerTenMinutes;
  const minutes = rest < nominal * 60 ? 0 : 1 + Math.floor((rest - nominal * 60) / framesPerMinute);
  return tens * perMinute * 9 + minutes * perMinute;
}

/**
 * Reads HH:MM:SS:FF, and drop-frame with `;`.
 * @throws RangeError on a text that is no timecode, or a number that drop-frame leaves out.
 */
export function parseTimecode(text: string, rate: Rate): Frames {
  const match = /^(-?)(\d{1,2}):(\d{2}):(\d{2})([:;])(\d{2,3})$/.exec(text.trim());
  if (!match) throw new RangeError(`"${text}" is no timecode. Write it as 01:02:03:04.`);
  const nominal = nominalFramesPerSecond(rate);
  const [hours, minutes, seconds, frame] = [match[2], match[3], match[4], match[6]].map(Number) as [
    number,
    number,
    number,
    number,
  ];
  if (minutes > 59 || seconds > 59 || frame >= nominal)
    throw new RangeError(`"${text}" is no timecode at this rate.`);
  const isDrop = match[5] === ';';
  if (isDrop) {
    if (!isDropFrameRate(rate)) throw new RangeError('Drop-frame timecode exists at 29.97 and 59.94 only.');
    if (seconds === 0 && frame < nominal / 15 && minutes % 10 !== 0) {
      throw new RangeError(`"${text}" is one of the numbers drop-frame leaves out.`);
    }
  }
  const count = atTimecodeNumbers({ seconds: (hours * 60 + minutes) * 60 + seconds, frame }, rate, isDrop);
  return frames(match[1] === '-' ? -count : count);
}

/** A length as animators write it: "3+12" is three seconds and twelve frames. */
export function formatSecondsAndFrames(length: Frames, rate: Rate): string {
  const nominal = nominalFramesPerSecond(rate);
  return `${Math.floor(length / nominal)}+${twoDigits(length % nominal)}`;
}

/**
 * How long a film or a scene runs: seconds and frames, from a minute on with minutes and hours before them: "1:32:16+08".
 */
export function formatRunningTime(length: Frames, rate: Rate): string {
  const nominal = nominalFramesPerSecond(rate);
  const seconds = Math.floor(length / nominal);
  if (seconds < 60) return formatSecondsAndFrames(length, rate);
  const minutes = Math.floor(seconds / 60);
  const parts =
    minutes < 60
      ? [String(minutes), twoDigits(seconds % 60)]
      : [String(Math.floor(minutes / 60)), twoDigits(minutes % 60), twoDigits(seconds % 60)];
  return `${parts.join(':')}+${twoDigits(length % nominal)}`;
}

/**
 * Reads a typed length or position: "84" frames, "3+12", "1:10" (seconds and frames), "1:05+12" as it runs, "2.5s", or a whole timecode.
 * A leading + or - (as "+12") counts from `current`.
 * @throws RangeError on anything else.
 */
export function parseTypedFrames(text: string, current: Frames, rate: Rate): Frames {
  const trimmed = text.trim();
  const sign = trimmed[0];
  if (sign !== '+' && sign !== '-') return parseLengthText(trimmed, rate);
  const step = parseLengthText(trimmed.slice(1).trim(), rate);
  return frames(sign === '-' ? current - step : current + step);
}

function parseLengthText(text: string, rate: Rate): Frames {
  const nominal = nominalFramesPerSecond(rate);
  if (/^\d{1,9}$/.test(text)) return frames(Number(text));
  const pair = /^(\d{1,6})[+:](\d{1,3})$/.exec(text);
  if (pair) return frames(Number(pair[1]) * nominal + Number(pair[2]));
  const running = /^(?:(\d{1,3}):)?(\d{1,4}):(\d{2})\+(\d{1,3})$/.exec(text);
  if (running) {
    const [hours, minutes, seconds, frame] = running.slice(1).map((part) => Number(part ?? 0)) as [
      number,
      number,
      number,
      number,
    ];
    return frames(((hours * 60 + minutes) * 60 + seconds) * nominal + frame);
  }
  const seconds = /^(\d{1,6}(?:\.\d{1,4})?)s$/i.exec(text);
  if (seconds) return secondsToFrames(Number(seconds[1]), rate);
  // A sign has been read already.
  if (text.startsWith('-')) throw new RangeError(`"${text}" is no length.`);
  return parseTimecode(text, rate);
}

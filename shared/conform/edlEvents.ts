import { maxCutItems } from '../interchange/cutSchema';
import { type CutUid, findUid } from '../interchange/cutUid';
import { ConformError } from './conformError';
import { tooMany } from './cutParts';

/** A timecode's numbers. */
export interface EdlTime {
  readonly seconds: number;
  readonly frame: number;
}

/** A line of a list that puts something into the cut, with the notes below it. */
export interface EdlEvent {
  readonly reel: string;
  readonly isVideo: boolean;
  readonly isAudio: boolean;
  /** Cut, dissolve, or another transition (wipes and keys). */
  readonly kind: 'C' | 'D' | 'W';
  readonly transitionFrames: number;
  /** First frame, and the one behind the last. */
  readonly source: readonly [EdlTime, EdlTime];
  readonly record: readonly [EdlTime, EdlTime];
  /** '' = not said. */
  clipName: string;
  sourceFile: string;
  uid: CutUid | null;
  readonly comments: string[];
}

export interface EdlContent {
  readonly title: string;
  readonly isDropFrame: boolean;
  readonly events: readonly EdlEvent[];
}

const time = String.raw`(\d{1,2}[:;.]\d{2}[:;.]\d{2}[:;.,]\d{2,3})`;
const eventLine = new RegExp(
  String.raw`^\s*\d{1,9}[A-Z]?\s+(\S(?:.{0,127}?\S)?)\s+((?:A\d{0,2}|AA|V\d{0,2}|B|NONE)(?:\/[AV]\d{0,2})*|AA\/V)\s+(C|D|W\d{1,4}|K\s?[BO]?)\s*(\d{1,4})?\s+${time}\s+${time}\s+${time}\s+${time}`,
  'i',
);
/** Letters of a line that are looked at. */
const longestLine = 2_000;

/**
 * The lines of an edit decision list that count, whatever their columns: events, their names and remarks.
 * @throws ConformError on more than a film has
 */
export function edlEvents(text: string): EdlContent {
  let title = '';
  let isDropFrame = false;
  const events: EdlEvent[] = [];
  for (const full of text.split(/\r\n|\r|\n/)) {
    const line = full.slice(0, longestLine);
    const heading = /^\s*TITLE:\s*(.*)$/i.exec(line);
    const match = eventLine.exec(line);
    if (match) {
      const event = eventOf(match);
      isDropFrame ||= [match[5], match[7]].some((each) => each?.includes(';'));
      events.push(event);
      if (events.length > maxCutItems) throw new ConformError(tooMany);
    } else if (heading) title ||= heading[1]?.trim() ?? '';
    else if (/^\s*FCM:\s*DROP/i.test(line)) isDropFrame = true;
    else if (events.length > 0) note(events, line);
  }
  return { title, isDropFrame, events };
}

function eventOf(match: RegExpExecArray): EdlEvent {
  const [, reel = '', channel = '', how = 'C', length = '0', ...times] = match;
  const [sourceIn, sourceOut, recordIn, recordOut] = times.map((each) => timeOf(each ?? '')) as [
    EdlTime,
    EdlTime,
    EdlTime,
    EdlTime,
  ];
  const kind = how.toUpperCase().slice(0, 1);
  return {
    reel,
    isVideo: /V|B$/i.test(channel),
    isAudio: /A|B$/i.test(channel) && !/^NONE$/i.test(channel),
    kind: kind === 'C' || kind === 'D' ? kind : 'W',
    transitionFrames: Number(length),
    source: [sourceIn, sourceOut],
    record: [recordIn, recordOut],
    clipName: '',
    sourceFile: '',
    uid: null,
    comments: [],
  };
}

function timeOf(text: string): EdlTime {
  const [hours = 0, minutes = 0, seconds = 0, frame = 0] = text.split(/[:;.,]/).map(Number);
  return { seconds: (hours * 60 + minutes) * 60 + seconds, frame };
}

/** A remark belongs to the event above it; of a transition, what it comes from is the event before. */
function note(events: readonly EdlEvent[], line: string): void {
  const event = events.at(-1) as EdlEvent;
  const from = /^\s*\*?\s*FROM CLIP NAME:\s*(.*?)\s*$/i.exec(line)?.[1];
  const to = /^\s*\*?\s*TO CLIP NAME:\s*(.*?)\s*$/i.exec(line)?.[1];
  const file = /^\s*\*?\s*(?:SOURCE FILE|SOURCE FILE PATH|FILE):\s*(.*?)\s*$/i.exec(line)?.[1];
  if (to !== undefined) {
    if (event.kind !== 'C') event.clipName = to;
  } else if (from !== undefined) {
    if (event.kind === 'C') event.clipName = from;
    else {
      const before = events.at(-2);
      if (before?.kind === 'C') before.clipName ||= from;
    }
  } else if (file !== undefined) event.sourceFile ||= file;
  else {
    event.uid = findUid(line) ?? event.uid;
    if (event.comments.length < 20) event.comments.push(line.slice(0, 200));
  }
}

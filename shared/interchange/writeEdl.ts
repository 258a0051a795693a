import { addFrames, type Frames, frames } from '../time/frames';
import { formatTimecode } from '../time/timecode';
import type { CutMedia, CutPicture, CutTimeline, CutTransition } from './cutTimeline';
import { uidText } from './cutUid';

/** Events of one list: their numbers have three digits. */
const eventsAList = 999;

/**
 * A cut as edit decision lists in CMX 3600: the picture of each video track, in as many lists as its events ask for.
 * Events are in the letters of the format; comments are UTF-8, in which programs look for names of clips and files.
 */
export function writeEdls(cut: CutTimeline): string[] {
  return cut.videoTracks.flatMap(({ items, transitions, name }) => {
    const reels = reelNames(items.flatMap(({ media }) => media ?? []));
    const into = new Map(transitions.map((each) => [Number(each.cut), each]));
    const lists: string[] = [];
    for (let first = 0; first < items.length || lists.length === 0; first += eventsAList) {
      const part = items.slice(first, first + eventsAList);
      const title = titleOf(cut.videoTracks.length > 1 ? `${cut.name} ${name}` : cut.name, lists.length);
      const head = [`TITLE: ${title}`, `FCM: ${cut.isDropFrame ? 'DROP FRAME' : 'NON-DROP FRAME'}`, ''];
      const writer = new EventWriter(cut, reels);
      const events = part.flatMap((item, index) => {
        const before = part[index - 1];
        const next = into.get(item.record.end);
        const around = {
          before,
          // A list cannot dissolve from what stands in another one.
          transition: before && into.get(item.record.start),
          cutsLate: next && index < part.length - 1 ? next.before : 0,
        };
        const from = first + index === 0 ? 0 : item.record.start;
        const to = items[first + index + 1]?.record.start ?? Number.POSITIVE_INFINITY;
        return [...writer.event(index + 1, item, around), ...writer.markers(from, to)];
      });
      lists.push(`${[...head, ...events].join('\r\n')}\r\n`);
    }
    return lists;
  });
}

interface Around {
  readonly before: CutPicture | undefined;
  readonly transition: CutTransition | undefined;
  /** Frames before its end in which the next one's dissolve begins: it is that event's then. */
  readonly cutsLate: number;
}

class EventWriter {
  readonly #cut: CutTimeline;
  readonly #reels: ReadonlyMap<string, string>;

  constructor(cut: CutTimeline, reels: ReadonlyMap<string, string>) {
    this.#cut = cut;
    this.#reels = reels;
  }

  event(number: number, item: CutPicture, { before, transition, cutsLate }: Around): string[] {
    const { record, source } = item;
    const end = record.end - cutsLate;
    const sourceEnd = source.end - cutsLate;
    if (!transition || !before) {
      const line = this.#line(number, item, 'C', [source.start, sourceEnd], [record.start, end]);
      return [line, ...this.#comments(item, [`* FROM CLIP NAME: ${oneLine(item.name)}`])];
    }
    // The outgoing picture stands still at the moment at which the dissolve begins.
    const start = record.start - transition.before;
    const outAt = before.source.end - transition.before;
    const length = transition.before + transition.after;
    return [
      this.#line(number, before, 'C', [outAt, outAt], [start, start]),
      this.#line(
        number,
        item,
        `D    ${String(Math.min(999, length)).padStart(3, '0')}`,
        [source.start - transition.before, sourceEnd],
        [start, end],
      ),
      ...this.#comments(item, [
        `* FROM CLIP NAME: ${oneLine(before.name)}`,
        `* TO CLIP NAME: ${oneLine(item.name)}`,
      ]),
    ];
  }

  /** Those that begin in a part of the cut (frames, half-open). Their colours have no names that all programs share. */
  markers(from: number, to: number): string[] {
    return this.#cut.markers
      .filter(({ at }) => at.start >= from && at.start < to)
      .map(({ at, name, notes }) => {
        const said = oneLine([name, notes].filter((text) => text !== '').join(': '));
        return `* LOC: ${recordTime(this.#cut, at.start)} RED     ${said}`;
      });
  }

  #line(
    number: number,
    { media }: CutPicture,
    change: string,
    source: readonly [number, number],
    record: readonly [number, number],
  ): string {
    const reel = media === null ? 'BL' : (this.#reels.get(media.key) ?? 'AX');
    const { rate, isDropFrame } = this.#cut;
    const times = [
      ...source.map((frame) => formatTimecode(frames(frame), rate, isDropFrame)),
      ...record.map((frame) => recordTime(this.#cut, frames(frame))),
    ];
    return `${String(number).padStart(3, '0')}  ${reel.padEnd(8)} V     ${change.padEnd(8)} ${times.join(' ')}`;
  }

  #comments(item: CutPicture, names: readonly string[]): string[] {
    const { media, uid, texts } = item;
    const said = (word: string, text: string) => (text === '' ? [] : [`* ${word}: ${oneLine(text)}`]);
    return [
      ...names,
      ...(media === null ? [] : [`* SOURCE FILE: ${oneLine(media.name)}`]),
      ...(uid === null ? [] : [`* ${uidText(uid)}`]),
      ...said('SCENE', texts.scene),
      ...said('ACTION', texts.action),
      ...said('DIALOGUE', texts.dialogue),
      ...said('COMMENT', texts.notes),
    ];
  }
}

function recordTime({ rate, isDropFrame, startFrame }: CutTimeline, frame: Frames): string {
  return formatTimecode(addFrames(startFrame, frame), rate, isDropFrame);
}

/** Stills have none of their own; videos one each, of the eight letters that the format has. */
function reelNames(media: readonly CutMedia[]): ReadonlyMap<string, string> {
  const reels = new Map<string, string>();
  const taken = new Set(['AX', 'BL']);
  for (const { key, kind, name } of media) {
    if (kind === 'still' || reels.has(key)) continue;
    const plain = name
      .replace(/\.[^.]*$/, '')
      .normalize('NFKD')
      .toUpperCase()
      .replace(/[^A-Z0-9_]/g, '');
    let reel = plain.slice(0, 8) || 'CLIP';
    for (let count = 2; taken.has(reel); count += 1) {
      const ending = `_${count}`;
      reel = `${(plain || 'CLIP').slice(0, 8 - ending.length)}${ending}`;
    }
    taken.add(reel);
    reels.set(key, reel);
  }
  return reels;
}

/** At most 70 letters. @param list from 0 */
function titleOf(name: string, list: number): string {
  const ending = list === 0 ? '' : ` ${list + 1}`;
  return `${[...oneLine(name)].slice(0, 70 - ending.length).join('')}${ending}`;
}

const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Surrogate}\u2028\u2029]+/gu, ' ').trim();

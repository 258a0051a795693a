import type { CutTexts } from '../interchange/cutTimeline';
import { type CutUid, findUid } from '../interchange/cutUid';
import type { Rate } from '../time/rate';
import { childOf, descendants, textAt, type XmlElement } from '../xml/readXml';
import { ConformError } from './conformError';
import { requireRate, shortName, shortText } from './cutParts';

/** A number in an element; null = there is none. */
export function numberAt(element: XmlElement | undefined, ...path: readonly string[]): number | null {
  const text = textAt(element, ...path);
  const value = Number(text);
  return text === '' || !Number.isFinite(value) ? null : value;
}

/** Whether a switch is off; what is not said is on. */
export const isFalse = (element: XmlElement, name: string): boolean =>
  textAt(element, name).toUpperCase() === 'FALSE';

/**
 * The rate of an element: its base, at NTSC by 1000/1001.
 * @param around the rate where the element does not say; null = it has to
 * @throws ConformError
 */
export function rateIn(element: XmlElement | undefined, around: Rate | null): Rate {
  const base = numberAt(element, 'rate', 'timebase');
  if (base === null) {
    if (around) return around;
    throw new ConformError('Its sequence does not say at which rate it runs.');
  }
  const isNtsc = textAt(element, 'rate', 'ntsc').toUpperCase() === 'TRUE';
  const whole = Math.round(base);
  if (Math.abs(whole - base) > 0.01 || whole < 1 || whole > 240) return requireRate(base);
  return isNtsc ? { num: whole * 1_000, den: 1_001 } : { num: whole, den: 1 };
}

/** Where our uid may have stayed: in ids, comments, notes and the description of the clip or its file. */
export function uidOfClip(clip: XmlElement): CutUid | null {
  const file = childOf(clip, 'file');
  const texts = [
    clip.attributes.id ?? '',
    ...['comments', 'logginginfo', 'filmdata'].flatMap((name) => {
      const part = childOf(clip, name);
      return part ? descendants(part).map(({ text }) => text) : [];
    }),
    textAt(clip, 'masterclipid'),
    file?.attributes.id ?? '',
  ];
  for (const text of texts) {
    const uid = findUid(text);
    if (uid) return uid;
  }
  return null;
}

/** What a clip says of its shot, where programs keep that. */
export function textsOfClip(clip: XmlElement): CutTexts {
  const comments = childOf(clip, 'comments');
  const logging = childOf(clip, 'logginginfo');
  return {
    scene: shortName(textAt(logging, 'scene')),
    shot: shortName(textAt(logging, 'shottake')),
    action: shortText(textAt(logging, 'description')),
    dialogue: '',
    notes: shortText(textAt(logging, 'lognote') || textAt(comments, 'mastercomment1')),
  };
}

import { titled } from './names';

const prefix = /^(?:INT\.?\/EXT|EXT\.?\/INT|I\.?\/E|INT|EXT|EST)[. ]+\s*/i;
const separator = /\s+[-–—]+\s+|\s*--+\s*|\s*—\s*/g;
const timeOfDay =
  /\b(?:day|night|dawn|dusk|morning|evening|afternoon|noon|midday|midnight|sunset|sunrise|twilight|later|continuous|same|moments|magic hour|flashback|present|\d{1,2}(?::\d\d)? ?[ap]\.?m)\b/i;
const eastern = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Where a scene is, out of its heading: "INT. HOUSE - KITCHEN - DAY" is "House - Kitchen", 「港・夕」 is 「港」; null = it does not say. */
export function placeOfHeading(heading: string): string | null {
  const found = prefix.exec(heading);
  if (!found) return eastern.test(heading) && heading.length <= 40 ? easternPlace(heading) : null;
  const words = heading
    .slice(found[0].length)
    .replace(/\s*\([^()]*\)\s*$/, '')
    .trim();
  const ends = [...words.matchAll(separator)];
  const isTime = (end: RegExpExecArray | undefined): boolean =>
    end !== undefined && timeOfDay.test(words.slice((end.index ?? 0) + end[0].length));
  const last = ends.at(-1);
  const place = last && isTime(last) ? words.slice(0, last.index) : words;
  // "HOUSE - DAY - LATER": the day goes, too.
  const before = ends.at(-2);
  const shorter =
    before && place !== words && timeOfDay.test(place.slice(before.index))
      ? words.slice(0, before.index)
      : place;
  const plain = shorter.replace(/[\s.,;:–—-]+$/, '').slice(0, 120);
  return plain === '' ? null : titled(plain);
}

function easternPlace(heading: string): string | null {
  const place = heading.split(/[・（(\s　、／/]/u)[0]?.trim() ?? '';
  return place === '' ? null : place;
}

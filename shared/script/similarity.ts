/** Words of a text as numbers, sorted; of writing that does not part words, each pair of letters. */
export type WordBag = Uint32Array;

const pieces = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+|[\p{L}\p{M}\p{N}]+/gu;
const unparted = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

export function wordBag(text: string): WordBag {
  const hashes: number[] = [];
  for (const piece of text.toLocaleLowerCase('und').match(pieces) ?? []) {
    if (!unparted.test(piece) || piece.length < 3) hashes.push(hashOf(piece));
    else for (let at = 0; at + 2 <= piece.length; at += 1) hashes.push(hashOf(piece.slice(at, at + 2)));
  }
  return Uint32Array.from(hashes).sort();
}

/** FNV-1a over UTF-16 units. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** How much of two texts is the same, from 0 to 1: twice the words in common by the words of both. Two empty ones have nothing in common. */
export function similarity(a: WordBag, b: WordBag): number {
  let common = 0;
  let right = 0;
  for (let left = 0; left < a.length && right < b.length; ) {
    const difference = (a[left] as number) - (b[right] as number);
    if (difference === 0) common += 1;
    if (difference <= 0) left += 1;
    if (difference >= 0) right += 1;
  }
  return a.length + b.length === 0 ? 0 : (2 * common) / (a.length + b.length);
}

/** Words of a sketch: the lowest of both texts, which are the same words where much is. */
const sketchWords = 40;

/** Whether comparing two texts in full is worth it where half of their words have to be the same: seldom wrong, and quick. */
export function mayBeAlike(a: WordBag, b: WordBag): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  // Half of all words in common cannot be where one text is three times as long.
  if (short.length * 3 < long.length) return false;
  if (short.length < sketchWords * 2) return true;
  return similarity(a.subarray(0, sketchWords), b.subarray(0, sketchWords)) > 0.15;
}

const titles = /^(?:Dr|Mr|Mrs|Ms|St|Jr|Sr|Lt|Sgt|Capt|Prof)$/i;
const small = /^(?:of|the|and|in|on|at|de|da|von|van|la|le)$/i;

/** "OLD MAN #2" as "Old Man #2", "DR. NO" as "Dr. No"; what is not all in capitals, and short forms as "TV", stay as they are written. */
export function titled(name: string): string {
  if (/\p{Ll}/u.test(name)) return name;
  let isFirst = true;
  return name.replaceAll(/[\p{L}\p{M}’']+/gu, (word) => {
    const lower = word.toLocaleLowerCase('und');
    const isShortForm =
      !/[aeiouyà-ÿ]/i.test(word) && word.length <= 4 && !titles.test(word) && /^[A-Z]+$/.test(word);
    const kept = isShortForm ? word : !isFirst && small.test(word) ? lower : capital(lower);
    isFirst = false;
    return kept;
  });
}

/** A letter behind an apostrophe begins a name in "O'Brien", not in "Mina's". */
function capital(word: string): string {
  return word.replace(
    /^(o['’])?(\p{L})/iu,
    (_, o: string | undefined, letter: string) =>
      `${o ? o.toUpperCase() : ''}${letter.toLocaleUpperCase('und')}`,
  );
}

import { plainName } from './screenplay';

export interface Cue {
  readonly name: string;
  /** "V.O.", several parted by commas. */
  readonly extension: string;
  readonly isDual: boolean;
}

const continued = /^(?:more|cont(?:inu(?:ed|ing))?\.?|cont['’`]?d\.?)$/i;

/** "MINA (V.O.) (CONT'D) ^": the name, what stands in brackets but for "continued", and the mark of dual dialogue. */
export function readCue(written: string): Cue {
  let rest = plainName(written);
  const isDual = rest.endsWith('^');
  rest = rest.replace(/[\s^]+$/, '');
  const extensions: string[] = [];
  for (;;) {
    const end = rest.at(-1);
    const start = end === ')' ? rest.lastIndexOf('(') : end === '）' ? rest.lastIndexOf('（') : -1;
    if (start < 0) break;
    const inside = rest.slice(start + 1, -1).trim();
    if (inside !== '' && !continued.test(inside)) extensions.unshift(inside);
    rest = rest.slice(0, start).trim();
  }
  // A stray bracket would be read as another extension next time.
  return { name: rest.replace(/[)）]+$/, '').trim(), extension: extensions.join(', '), isDual };
}

/**
 * What makes two spellings of a name one: letters and digits, whatever their case, width and accents' writing. A name of neither is
 * itself.
 */
export function nameKey(name: string): string {
  const folded = name.normalize('NFKC').toLocaleLowerCase('und').trim();
  return folded.replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim() || folded;
}

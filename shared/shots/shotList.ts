import type { ShotId } from '../document/ids';
import type { Sequence, SequenceShot } from './sequence';

/**
 * Reads a list of shots as people write it: labels with commas, and ranges in film order with a hyphen or two dots:
 * `1A,2C` or `1A-2C,4`. Labels with hyphens of their own ("1-2") are known by being there: `1-1-1-3`, or `1-1..1-3`.
 * Capitals do not matter.
 * @returns in film order, each once
 * @throws RangeError naming each label that no shot has, and each range that runs backwards
 */
export function parseShotList(text: string, sequence: Sequence): ShotId[] {
  const byLabel = new Map(sequence.shots.map((shot) => [shot.label.toUpperCase(), shot]));
  const find = (label: string) => byLabel.get(label.trim().toUpperCase());
  const chosen = new Set<number>();
  const strange: string[] = [];
  const parts = text.split(',').filter((part) => part.trim() !== '');
  if (parts.length === 0)
    throw new RangeError('The list of shots is empty. Write labels such as 1A,2C or 1A-2C.');
  for (const part of parts) {
    const range = readPart(part.trim(), find);
    if (range.first && range.last) {
      const { first, last } = range;
      if (last.index < first.index)
        throw new RangeError(`${last.label} comes before ${first.label} in the film.`);
      for (let index = first.index; index <= last.index; index += 1) chosen.add(index);
    } else strange.push(...range.strange);
  }
  if (strange.length > 0) throw new RangeError(unknownLabels(strange, sequence));
  return sequence.shots.filter(({ index }) => chosen.has(index)).map(({ shot }) => shot.id);
}

interface ReadPart {
  readonly first?: SequenceShot | undefined;
  readonly last?: SequenceShot | undefined;
  /** Labels that no shot has. */
  readonly strange: readonly string[];
}

function readPart(part: string, find: (label: string) => SequenceShot | undefined): ReadPart {
  const single = find(part);
  if (single) return { first: single, last: single, strange: [] };
  const splits = [...part.matchAll(/\.\.|[-–—]/g)].map(({ index, 0: sign }) => ({
    from: part.slice(0, index),
    to: part.slice(index + sign.length),
  }));
  for (const { from, to } of splits) {
    const [first, last] = [find(from), find(to)];
    if (first && last) return { first, last, strange: [] };
  }
  const [only, ...more] = splits;
  if (more.length > 0) throw new RangeError(`"${part}" is no range of shots. Write it as 1A-2C.`);
  if (!only) return { strange: [part] };
  return { strange: [only.from, only.to].map((label) => label.trim()).filter((label) => !find(label)) };
}

function unknownLabels(strange: readonly string[], { shots }: Sequence): string {
  const names = [...new Set(strange)].join(', ');
  const [first, last] = [shots[0], shots.at(-1)];
  const there = first && last ? `The film has ${first.label} to ${last.label}.` : 'The film has no shots.';
  return `There is no shot ${names}. ${there}`;
}

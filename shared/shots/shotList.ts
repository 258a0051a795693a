import type { ShotId } from '../document/ids';
import type { Sequence, SequenceShot } from './sequence';

/**
 * Reads a list of shots as people write it: labels with commas, and ranges in film order with a hyphen:
 * `1A,2C` or `1A-2C,4`. Capitals do not matter.
 * @returns in film order, each once
 * @throws RangeError naming each label that no shot has, and each range that runs backwards
 */
export function parseShotList(text: string, sequence: Sequence): ShotId[] {
  const byLabel = new Map(sequence.shots.map((shot) => [shot.label.toUpperCase(), shot]));
  const chosen = new Set<number>();
  const strange: string[] = [];
  const find = (label: string): SequenceShot | undefined => {
    const shot = byLabel.get(label.trim().toUpperCase());
    if (!shot) strange.push(label.trim());
    return shot;
  };
  const parts = text.split(',').filter((part) => part.trim() !== '');
  if (parts.length === 0)
    throw new RangeError('The list of shots is empty. Write labels such as 1A,2C or 1A-2C.');
  for (const part of parts) {
    const [from = '', to = from, ...more] = part.split('-');
    if (more.length > 0) throw new RangeError(`"${part.trim()}" is no range of shots. Write it as 1A-2C.`);
    const [first, last] = [find(from), to === from ? undefined : find(to)];
    if (!first || (to !== from && !last)) continue;
    const end = last ?? first;
    if (end.index < first.index)
      throw new RangeError(`${end.label} comes before ${first.label} in the film.`);
    for (let index = first.index; index <= end.index; index += 1) chosen.add(index);
  }
  if (strange.length > 0) throw new RangeError(unknownLabels(strange, sequence));
  return sequence.shots.filter(({ index }) => chosen.has(index)).map(({ shot }) => shot.id);
}

function unknownLabels(strange: readonly string[], { shots }: Sequence): string {
  const names = [...new Set(strange)].join(', ');
  const [first, last] = [shots[0], shots.at(-1)];
  const there = first && last ? `The film has ${first.label} to ${last.label}.` : 'The film has no shots.';
  return `There is no shot ${names}. ${there}`;
}

/**
 * The name, or the first of "name_2", "name_3" … that is not taken, whatever the case of its letters; it is then.
 * @param taken in capitals
 */
export function freeName(name: string, taken: Set<string>): string {
  let candidate = name;
  for (let count = 2; taken.has(candidate.toUpperCase()); count += 1) candidate = `${name}_${count}`;
  taken.add(candidate.toUpperCase());
  return candidate;
}

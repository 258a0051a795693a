/**
 * What an edit of one field is called in the history, "Set Angle" or "Set Angle of 3 Shots"; undefined = as the command is,
 * which is said of several fields at once.
 * @param fields undefined ones are not edited
 * @param many how many records are edited, in words, where it is more than one: "3 Shots"
 */
export function fieldLabel<Fields extends object>(
  fields: Fields,
  labels: Readonly<Record<keyof Required<Fields> & string, string>>,
  many: string | null = null,
): { label: string } | undefined {
  const edited = Object.entries(fields).filter(([, value]) => value !== undefined);
  const [name] = edited[0] ?? [];
  if (edited.length !== 1 || name === undefined) return undefined;
  const label = labels[name as keyof Fields & string];
  return { label: many === null ? label : `${label} of ${many}` };
}

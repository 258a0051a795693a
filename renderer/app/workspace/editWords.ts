let titles: Promise<ReadonlyMap<string, string>> | null = null;

/** What the commands are called. Loaded when it is asked for: the window does without their plans otherwise. */
export function commandTitles(): Promise<ReadonlyMap<string, string>> {
  titles ??= import('@shared/commands/registry').then(
    ({ commands }) => new Map(commands.map(({ id, title }) => [id, title])),
  );
  return titles;
}

/** Ids and single words of choices say nothing to a person. */
const isWords = (text: string): boolean => text.trim() !== '' && !/^[a-z]{3}_[\w-]{8,}$/.test(text);

/** The texts in the arguments of an edit, one after the other: what somebody has typed. */
export function argumentText(args: unknown): string {
  const texts: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value === 'string') {
      if (isWords(value)) texts.push(value);
    } else if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
  };
  visit(args);
  return texts.join(' · ');
}

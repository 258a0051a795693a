/** A text as a field of one line shows it: as long as the text, each line break a space. */
export function oneLine(text: string): string {
  return text.replace(/\n/g, ' ');
}

/** What was typed over `oneLine(text)`, with the line breaks of what was not touched. */
export function withLineBreaks(text: string, typed: string): string {
  const shown = oneLine(text);
  const most = Math.min(shown.length, typed.length);
  let head = 0;
  while (head < most && shown[head] === typed[head]) head += 1;
  let tail = 0;
  while (tail < most - head && shown.at(-1 - tail) === typed.at(-1 - tail)) tail += 1;
  return text.slice(0, head) + typed.slice(head, typed.length - tail) + text.slice(text.length - tail);
}

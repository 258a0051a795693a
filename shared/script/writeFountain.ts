import { isCue, isHeading, isTransition } from './fountain';
import type { ScriptDialogue, ScriptItem, ScriptScene } from './screenplay';

/**
 * A scene as Fountain that `readFountain` with `isPlain` reads to the same scene; act and sequence are not of it.
 * In blocks, so that it can be cut between them.
 */
export function sceneBlocks({ heading, number, notes, items }: ScriptScene): string[] {
  const isNamed = heading !== '' || number !== null;
  return [...(isNamed ? [headingLine(heading, number)] : []), ...notes.map(noteText), ...items.map(itemText)];
}

/** A bracket of its own at either end would be taken for one of the note's. */
function noteText(note: string): string {
  return `[[${note.startsWith('[') ? ' ' : ''}${note}${note.endsWith(']') ? ' ' : ''}]]`;
}

function headingLine(heading: string, number: string | null): string {
  const words = [heading, ...(number === null ? [] : [`#${number}#`])]
    .filter((part) => part !== '')
    .join(' ');
  return isHeading(heading) ? words : `.${words}`;
}

export function itemText(item: ScriptItem): string {
  switch (item.type) {
    case 'action':
      return actionText(item.text);
    case 'transition':
      return `> ${item.text}`;
    case 'dialogue':
      return dialogueText(item);
  }
}

function actionText(text: string): string {
  return text
    .split('\n')
    .map((line, index, lines) => (needsForce(line, index, lines[index + 1]) ? `!${line}` : line))
    .join('\n');
}

function needsForce(line: string, index: number, next: string | undefined): boolean {
  if (/^[!.@#=>]/.test(line)) return true;
  return index === 0 && (isHeading(line) || isTransition(line) || (next !== undefined && isCue(line)));
}

function dialogueText({ cue, extension, delivery, text, isDual }: ScriptDialogue): string {
  const written = `${cue}${extension === '' ? '' : ` (${extension})`}${isDual ? ' ^' : ''}`;
  const isNatural =
    isCue(written) && !isTransition(written) && !isHeading(written) && !/^[!.@#=>~]/.test(written);
  return [`${isNatural ? '' : '@'}${written}`, ...(delivery === '' ? [] : [`(${delivery})`]), text].join(
    '\n',
  );
}

import type { DocumentView } from '../document/document';
import type { ElementId, ShotId } from '../document/ids';
import type { DialogueLine, Element } from '../document/records';

/** A line as a shot list shows it: "MINA: Always." */
export interface ShownLine {
  readonly line: DialogueLine;
  readonly shown: string;
}

/** The lines of a shot, each as one line of text. */
export function dialogueLinesOf(document: DocumentView, shotId: ShotId): readonly ShownLine[] {
  return document.childrenOf('dialogueLine', shotId).map((line) => {
    const speaker = line.speakerId ? document.get('element', line.speakerId) : undefined;
    const text = line.text.replace(/\s*\n\s*/g, ' ');
    return { line, shown: speaker ? `${speaker.name}: ${text}` : text };
  });
}

export function dialogueText(document: DocumentView, shotId: ShotId): string {
  return dialogueLinesOf(document, shotId)
    .map(({ shown }) => shown)
    .join('\n');
}

export interface ReadLine {
  readonly shown: string;
  readonly speakerId: ElementId | null;
  readonly text: string;
}

/** Lines out of a text; a name in front of a colon is the speaker where there is a character of that name. */
export function readDialogue(document: DocumentView, text: string): readonly ReadLine[] {
  const characters = document.list('element').filter(({ type }) => type === 'character');
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => readLine(line.trim(), characters));
}

function readLine(line: string, characters: readonly Element[]): ReadLine {
  for (const colon of [line.indexOf(':'), line.indexOf('：')]) {
    if (colon <= 0) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    const speaker = characters.find((element) => element.name.trim().toLowerCase() === name);
    if (!speaker) continue;
    const text = line.slice(colon + 1).trim();
    return { shown: `${speaker.name}: ${text}`, speakerId: speaker.id, text };
  }
  return { shown: line, speakerId: null, text: line };
}

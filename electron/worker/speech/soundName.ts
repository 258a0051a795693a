import type { DocumentView } from '@shared/document/document';
import type { DialogueLine } from '@shared/document/records';

/** As the media list names the sound of a line: "Mina: Do you hear the bell?.wav". */
export function soundNameOf(document: DocumentView, line: DialogueLine | undefined, remark = ''): string {
  const speaker = line?.speakerId ? document.get('element', line.speakerId) : undefined;
  return `${speaker?.name ?? 'Voice'}: ${short(line?.text ?? '')}${remark}.wav`;
}

/** The beginning of a line. */
export function short(text: string): string {
  const words = text.replaceAll(/\s+/g, ' ').trim();
  return words.length > 40 ? `${words.slice(0, 39)}…` : words;
}

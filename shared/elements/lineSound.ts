import type { DocumentView } from '../document/document';
import type { Clip, DialogueLine } from '../document/records';

/** What is heard for a dialogue line. */
export type LineSound =
  | { readonly kind: 'none' }
  | {
      /** `spoken`: by a synthesiser or a service; `recorded`: anything else. */
      readonly kind: 'spoken' | 'recorded';
      readonly clip: Clip;
      /** The line has other words now than it was made to say. */
      readonly isStale: boolean;
    };

export function soundOfLine(document: DocumentView, line: Pick<DialogueLine, 'id' | 'text'>): LineSound {
  const clip = document.list('clip').find(({ dialogueLineId }) => dialogueLineId === line.id);
  if (!clip) return { kind: 'none' };
  if (clip.spokenText === null) return { kind: 'recorded', clip, isStale: false };
  return { kind: 'spoken', clip, isStale: plain(clip.spokenText) !== plain(line.text) };
}

const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

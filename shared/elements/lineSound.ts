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
  const clip = clipsByLine(document.list('clip')).get(line.id);
  if (!clip) return { kind: 'none' };
  if (clip.spokenText === null) return { kind: 'recorded', clip, isStale: false };
  return { kind: 'spoken', clip, isStale: plain(clip.spokenText) !== plain(line.text) };
}

const known = new WeakMap<readonly Clip[], ReadonlyMap<string, Clip>>();

/** The first clip of each line. A document gives the same list until one of its clips changes. */
function clipsByLine(clips: readonly Clip[]): ReadonlyMap<string, Clip> {
  let byLine = known.get(clips);
  if (!byLine) {
    const first = new Map<string, Clip>();
    for (const clip of clips)
      if (clip.dialogueLineId !== null && !first.has(clip.dialogueLineId))
        first.set(clip.dialogueLineId, clip);
    byLine = first;
    known.set(clips, byLine);
  }
  return byLine;
}

const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

import type { DocumentView } from '../document/document';
import type { DialogueLine, Voice } from '../document/records';

/** The voice a line is said in: its own, of whichever character, else its speaker's first. */
export function voiceOfLine(
  document: DocumentView,
  line: Pick<DialogueLine, 'speakerId' | 'voiceId'>,
): Voice | undefined {
  const own = line.voiceId ? document.get('voice', line.voiceId) : undefined;
  if (own) return own;
  return line.speakerId ? document.childrenOf('voice', line.speakerId)[0] : undefined;
}

export interface VoiceChoice {
  readonly voice: Voice;
  /** "Mina", or "Oto: old" where a character has several or the voice has a name of its own. */
  readonly label: string;
}

/** Voices of the film that a line may be said in, its speaker's first. */
export function voicesForLine(
  document: DocumentView,
  { speakerId }: Pick<DialogueLine, 'speakerId'>,
): VoiceChoice[] {
  const elements = document.list('element').filter(({ type }) => type === 'character');
  const inOrder = [
    ...elements.filter(({ id }) => id === speakerId),
    ...elements.filter(({ id }) => id !== speakerId),
  ];
  return inOrder.flatMap((element) =>
    document.childrenOf('voice', element.id).map((voice) => {
      const isNamed = voice.name !== '' && voice.name !== element.name;
      return { voice, label: isNamed ? `${element.name}: ${voice.name}` : element.name };
    }),
  );
}

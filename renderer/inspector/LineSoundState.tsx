import type { DialogueLine } from '@shared/document/records';
import { soundOfLine } from '@shared/elements/lineSound';
import { voicesForLine } from '@shared/elements/lineVoice';
import { framesToSeconds } from '@shared/time/frames';
import { useDocument } from '../state/documentStore';
import { speakLines } from '../state/speech';
import styles from './Inspector.module.css';

/** The line's own voice, what is heard for it, and that it no longer says what the line does. */
export function LineSoundState({ line }: { readonly line: DialogueLine }) {
  const voice = useDocument((document) =>
    line.voiceId === null
      ? ''
      : (voicesForLine(document, line).find(({ voice: { id } }) => id === line.voiceId)?.label ?? ''),
  );
  return (
    <>
      {voice !== '' && <span className={styles.fact}>In the voice of {voice}</span>}
      <HeardState line={line} />
    </>
  );
}

function HeardState({ line }: { readonly line: DialogueLine }) {
  const words = useDocument((document) => {
    const sound = soundOfLine(document, line);
    if (sound.kind === 'none') return '';
    const seconds = framesToSeconds(sound.clip.lengthFrames, document.project().rate).toFixed(1);
    if (sound.kind === 'recorded') {
      return `Recorded · ${seconds} s · ${document.get('media', sound.clip.mediaId)?.name ?? ''}`;
    }
    return sound.isStale ? 'stale' : `Spoken · ${seconds} s`;
  });
  if (words === '') return null;
  if (words !== 'stale') return <span className={styles.fact}>{words}</span>;
  return (
    <span className={styles.staleLine}>
      The words were changed since it was spoken.
      <button type="button" onClick={() => void speakLines([line.id])}>
        Speak again
      </button>
    </span>
  );
}

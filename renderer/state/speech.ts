import type { DialogueLineId, ShotId } from '@shared/document/ids';
import type { WindowEvents } from '@shared/rpc/table';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { call, onEvent } from './bridge';
import { currentDocument } from './documentStore';
import { raiseError, raiseNotice } from './notices';
import { sessionStore } from './sessionStore';
import { showCommitted } from './showCommitted';

export type SpeechProgress = Extract<WindowEvents['speech.progress'], { done: number }>;

const speechStore = createStore<{ readonly progress: SpeechProgress | null }>()(() => ({ progress: null }));

/** Once for the window. */
export function followSpeech(): () => void {
  return onEvent('speech.progress', (progress) =>
    speechStore.setState({ progress: 'ended' in progress ? null : progress }),
  );
}

/** null while nothing is spoken. */
export function useSpeechProgress(): SpeechProgress | null {
  return useStore(speechStore, (state) => state.progress);
}

export const isSpeaking = (): boolean => speechStore.getState().progress !== null;

/** The lines of shots that have words, in order. */
export function linesOf(shotIds: readonly ShotId[]): DialogueLineId[] {
  const document = currentDocument();
  return shotIds.flatMap((shotId) =>
    document.childrenOf('dialogueLine', shotId).flatMap(({ id, text }) => (text.trim() === '' ? [] : [id])),
  );
}

/** Has lines spoken by the synthesiser; what goes wrong is shown. */
export async function speakLines(lineIds: readonly DialogueLineId[]): Promise<void> {
  if (lineIds.length === 0) return;
  try {
    const selection = [...sessionStore.getState().selection];
    const { committed, problems } = await call('speech.speakLines', { lineIds: [...lineIds], selection });
    if (committed) showCommitted(committed, true);
    if (problems.length > 0) {
      raiseNotice({
        tone: 'warning',
        message:
          problems.length === 1 ? 'One line was not spoken.' : `${problems.length} lines were not spoken.`,
        detail: problems.slice(0, 6).join('\n'),
      });
    }
  } catch (error) {
    raiseError(error);
  }
}

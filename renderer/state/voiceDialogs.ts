import type { DialogueLineId, TakeId } from '@shared/document/ids';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { withProject } from './projectScope';

/** What a voice is being asked for: a paid one for a line or the lips of a take, or the person's own. Session scope, not saved. */
export type VoiceDialog =
  | { readonly kind: 'voice'; readonly lineId: DialogueLineId }
  | { readonly kind: 'lipSync'; readonly takeId: TakeId }
  | { readonly kind: 'record'; readonly lineId: DialogueLineId };

const voiceDialogStore = createStore<{ readonly dialog: VoiceDialog | null }>()(() => ({ dialog: null }));

export const showVoiceDialog = (dialog: VoiceDialog): void => voiceDialogStore.setState({ dialog });
export const closeVoiceDialog = (): void => voiceDialogStore.setState({ dialog: null });
withProject(closeVoiceDialog);
export const useVoiceDialog = (): VoiceDialog | null => useStore(voiceDialogStore, ({ dialog }) => dialog);

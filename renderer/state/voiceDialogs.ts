import type { DialogueLineId, TakeId } from '@shared/document/ids';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** What a paid voice is being asked for: a line, or the lips of a take. Session scope, not saved. */
export type VoiceDialog =
  | { readonly kind: 'voice'; readonly lineId: DialogueLineId }
  | { readonly kind: 'lipSync'; readonly takeId: TakeId };

const voiceDialogStore = createStore<{ readonly dialog: VoiceDialog | null }>()(() => ({ dialog: null }));

export const showVoiceDialog = (dialog: VoiceDialog): void => voiceDialogStore.setState({ dialog });
export const closeVoiceDialog = (): void => voiceDialogStore.setState({ dialog: null });
export const useVoiceDialog = (): VoiceDialog | null => useStore(voiceDialogStore, ({ dialog }) => dialog);

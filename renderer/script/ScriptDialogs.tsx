import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { recoverRecordings } from '../recording/recovered';
import { registerActions } from '../state/actions';
import { followSpeech } from '../state/speech';
import { useVoiceDialog } from '../state/voiceDialogs';
import { useOpenScript } from './openScript';
import { usePlanTarget } from './planStore';
import { SpeechState } from './SpeechState';
import { scriptActions } from './scriptActions';

const PlanShotsDialog = lazy(async () => ({ default: (await import('./PlanShotsDialog')).PlanShotsDialog }));

const KlingVoiceDialog = lazy(async () => ({
  default: (await import('./KlingVoiceDialog')).KlingVoiceDialog,
}));
const RecordDialog = lazy(async () => ({
  default: (await import('../recording/RecordDialog')).RecordDialog,
}));
const LipSyncDialog = lazy(async () => ({ default: (await import('./LipSyncDialog')).LipSyncDialog }));

const ScriptImportDialog = lazy(async () => ({
  default: (await import('./ScriptImportDialog')).ScriptImportDialog,
}));

/** What leads from words to shots, from anywhere in the window. */
export function ScriptDialogs({ modelSettings }: { readonly modelSettings: ReactNode }) {
  useEffect(() => registerActions(scriptActions), []);
  useEffect(() => followSpeech(), []);
  useEffect(() => recoverRecordings(), []);
  const target = usePlanTarget();
  const voice = useVoiceDialog();
  const script = useOpenScript();
  return (
    <>
      <SpeechState />
      <Suspense>
        {voice?.kind === 'voice' && <KlingVoiceDialog key={voice.lineId} lineId={voice.lineId} />}
        {voice?.kind === 'record' && <RecordDialog key={voice.lineId} lineId={voice.lineId} />}
        {voice?.kind === 'lipSync' && <LipSyncDialog key={voice.takeId} takeId={voice.takeId} />}
      </Suspense>
      <Suspense>{script && <ScriptImportDialog script={script} />}</Suspense>
      <Suspense>{target && <PlanShotsDialog target={target} modelSettings={modelSettings} />}</Suspense>
    </>
  );
}

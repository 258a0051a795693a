import type { DialogueLineId } from '@shared/document/ids';
import type { DialogueLine } from '@shared/document/records';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useRecord } from '../state/documentStore';
import { settingsStore, useSettings } from '../state/settingsStore';
import { closeVoiceDialog } from '../state/voiceDialogs';
import { Button } from '../ui/Button';
import { Switch } from '../ui/Checkbox';
import { Dialog } from '../ui/Dialog';
import { FieldRow } from '../ui/FieldRow';
import { Circle, Info, Mic, Play, RotateCcw, Square, TriangleAlert } from '../ui/icons';
import { Select } from '../ui/Select';
import { LevelMeter } from './LevelMeter';
import { LineRecorder, type RecorderState } from './lineRecorder';
import styles from './Record.module.css';
import { RecordedWave } from './RecordedWave';

/** A line spoken into the microphone: recorded, listened to, kept as what is heard for it. */
export function RecordDialog({ lineId }: { readonly lineId: DialogueLineId }) {
  const line = useRecord('dialogueLine', lineId);
  useEffect(() => {
    if (!line) closeVoiceDialog();
  }, [line]);
  const [recorder, setRecorder] = useState<LineRecorder | null>(null);
  useEffect(() => {
    const own = new LineRecorder(lineId);
    setRecorder(own);
    void own.open();
    return () => void own.close();
  }, [lineId]);
  return line && recorder ? <RecordLine line={line} recorder={recorder} /> : null;
}

function RecordLine({ line, recorder }: { readonly line: DialogueLine; readonly recorder: LineRecorder }) {
  const state = useStore(recorder.store);
  const { phase } = state;
  const speaker = useRecord('element', line.speakerId);
  const isUnderWay = phase === 'counting' || phase === 'recording';
  const close = (): void => {
    if (isUnderWay) void recorder.stop();
    else if (phase === 'recorded' || phase === 'keeping') recorder.remind();
    else closeVoiceDialog();
  };
  const keep = async (): Promise<void> => {
    if (await recorder.keep()) closeVoiceDialog();
  };
  return (
    <Dialog
      isOpen
      width={480}
      title="Record line"
      onClose={close}
      actions={<RecordActions recorder={recorder} state={state} onKeep={() => void keep()} />}
    >
      <div className={styles.form}>
        <blockquote className={styles.quote} lang={line.language}>
          <span className={styles.who}>
            <strong>{speaker?.name ?? 'Nobody named'}</strong>
            {line.deliveryNote !== '' && <em>{line.deliveryNote}</em>}
          </span>
          <span className={styles.words}>{line.text.trim() === '' ? 'Nothing is said yet.' : line.text}</span>
        </blockquote>
        <div className={styles.stage} data-phase={phase}>
          <RecordedWave key={phase} recorder={recorder} isRecording={phase === 'recording'} />
          {phase === 'counting' && (
            <span key={state.count} className={styles.count}>
              {state.count}
            </span>
          )}
          {phase === 'recording' && (
            <span className={styles.live}>
              <Circle aria-hidden /> Recording
            </span>
          )}
          {phase === 'ready' && <span className={styles.hint}>Press Record and speak.</span>}
          {phase === 'opening' && <span className={styles.hint}>Asking for the microphone…</span>}
          {phase === 'refused' && <Mic className={styles.noMicrophone} aria-hidden />}
        </div>
        <LevelMeter recorder={recorder} isOn={phase !== 'refused' && phase !== 'opening'} />
        <Choices recorder={recorder} state={state} isDisabled={isUnderWay || phase === 'keeping'} />
        {state.problem !== null && (
          <p className={phase === 'refused' ? styles.problem : styles.note} role="alert">
            {phase === 'refused' ? <TriangleAlert aria-hidden /> : <Info aria-hidden />} {state.problem}
          </p>
        )}
      </div>
    </Dialog>
  );
}

function Choices({
  recorder,
  state: { microphones, microphoneId },
  isDisabled,
}: {
  readonly recorder: LineRecorder;
  readonly state: RecorderState;
  readonly isDisabled: boolean;
}) {
  const countsIn = useSettings(({ recording }) => recording.countsIn);
  const setCountsIn = (next: boolean): void =>
    settingsStore.setState(({ recording }) => ({ recording: { ...recording, countsIn: next } }));
  const options = microphones.map(({ id, label }) => ({ value: id, label }));
  return (
    <>
      <FieldRow label="Microphone">
        <Select
          label="Microphone"
          className={styles.wide}
          value={microphoneId ?? ''}
          options={options.length > 0 ? options : [{ value: '', label: 'None' }]}
          isDisabled={isDisabled || options.length === 0}
          onChange={(id) => recorder.choose(id)}
        />
      </FieldRow>
      <FieldRow label="Count-in">
        <Switch label="3 – 2 – 1" isChecked={countsIn} isDisabled={isDisabled} onChange={setCountsIn} />
      </FieldRow>
    </>
  );
}

/** The next step has the focus: Space or Enter takes it. */
function RecordActions({
  recorder,
  state: { phase, isPlaying },
  onKeep,
}: {
  readonly recorder: LineRecorder;
  readonly state: RecorderState;
  readonly onKeep: () => void;
}) {
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (phase === 'opening') return;
    // After the dialog has put the focus where dialogs do.
    const request = requestAnimationFrame(() => next.current?.focus());
    return () => cancelAnimationFrame(request);
  }, [phase]);
  if (phase === 'recorded' || phase === 'keeping') {
    const isBusy = phase === 'keeping';
    return (
      <>
        <Button variant="plain" disabled={isBusy} onClick={closeVoiceDialog}>
          Discard
        </Button>
        <span className={styles.spring} />
        <Button icon={isPlaying ? Square : Play} disabled={isBusy} onClick={() => void recorder.listen()}>
          {isPlaying ? 'Stop' : 'Listen'}
        </Button>
        <Button icon={RotateCcw} disabled={isBusy} onClick={() => void recorder.record()}>
          Again
        </Button>
        <Button ref={next} variant="accent" isBusy={isBusy} onClick={onKeep}>
          Keep
        </Button>
      </>
    );
  }
  if (phase === 'refused') {
    return (
      <>
        <Button variant="plain" onClick={closeVoiceDialog}>
          Cancel
        </Button>
        <Button ref={next} variant="accent" onClick={() => void recorder.open()}>
          Try Again
        </Button>
      </>
    );
  }
  const isUnderWay = phase === 'counting' || phase === 'recording';
  return (
    <>
      <Button disabled={isUnderWay} onClick={closeVoiceDialog}>
        Cancel
      </Button>
      {isUnderWay ? (
        <Button ref={next} variant="danger" icon={Square} onClick={() => void recorder.stop()}>
          Stop
        </Button>
      ) : (
        <Button
          ref={next}
          variant="accent"
          icon={Mic}
          disabled={phase !== 'ready'}
          onClick={() => void recorder.record()}
        >
          Record
        </Button>
      )}
    </>
  );
}

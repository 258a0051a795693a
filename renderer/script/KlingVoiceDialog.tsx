import type { DialogueLine } from '@shared/document/records';
import { costWords } from '@shared/generation/costWords';
import { serviceLanguage, speechProviderId, speechService } from '@shared/generation/speechService';
import { useState } from 'react';
import { useRecord } from '../state/documentStore';
import { closeVoiceDialog, type VoiceDialog } from '../state/voiceDialogs';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { FieldRow } from '../ui/FieldRow';
import { Info } from '../ui/icons';
import { NumberField } from '../ui/NumberField';
import { Select } from '../ui/Select';
import { RunObstacles } from './RunObstacles';
import { usePaidPreview } from './usePaidPreview';
import styles from './VoiceDialogs.module.css';

/** A line spoken by Kling: which voice, how fast, for how much. */
export function KlingVoiceDialog({ lineId }: Pick<Extract<VoiceDialog, { kind: 'voice' }>, 'lineId'>) {
  const line = useRecord('dialogueLine', lineId);
  return line ? <VoiceOfLine line={line} /> : null;
}

function VoiceOfLine({ line }: { readonly line: DialogueLine }) {
  const { speech } = speechService();
  const speaker = useRecord('element', line.speakerId);
  const language = serviceLanguage(line.language);
  const voices = speech.voices.filter((voice) => language === undefined || voice.language === language);
  const [voiceId, setVoiceId] = useState(voices[0]?.id ?? '');
  const [speed, setSpeed] = useState(1);
  const settings = { dialogueLineId: line.id, voiceId, speed };
  const { preview, problems, send } = usePaidPreview(line.shotId, speechProviderId, settings);
  const generate = async (): Promise<void> => {
    if (await send()) closeVoiceDialog();
  };
  return (
    <Dialog
      isOpen
      width={480}
      title="Generate voice with Kling"
      description="The line is spoken by Kling and takes the place of the scratch voice on the dialogue track. Undo brings that back."
      onClose={closeVoiceDialog}
      actions={
        <>
          <span className={styles.price}>{preview?.cost ? costWords(preview.cost) : ''}</span>
          <Button variant="plain" onClick={closeVoiceDialog}>
            Cancel
          </Button>
          <Button
            variant="accent"
            disabled={preview?.isSendable !== true || problems.length > 0}
            onClick={() => void generate()}
          >
            Generate Voice
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <blockquote className={styles.quote} lang={line.language}>
          {speaker && <strong>{speaker.name}</strong>}
          <span>{line.text.trim() === '' ? 'Nothing is said yet.' : `“${line.text}”`}</span>
        </blockquote>
        <FieldRow label="Voice">
          <Select
            label="Voice of Kling"
            className={styles.wide}
            value={voiceId}
            options={voices.map(({ id, name, language: of }) => ({
              value: id,
              label: `${name} · ${of === 'en' ? 'English' : 'Chinese'}`,
            }))}
            onChange={setVoiceId}
          />
        </FieldRow>
        <FieldRow label="Speed">
          <NumberField
            label="Speed of the voice"
            value={speed}
            min={speech.minSpeed}
            max={speech.maxSpeed}
            step={0.1}
            unit="×"
            onCommit={setSpeed}
          />
        </FieldRow>
        <RunObstacles obstacles={problems} />
        {problems.length === 0 && (
          <p className={styles.note}>
            <Info aria-hidden /> Kling lists its voices in its console only: these are those public programs
            know of. One it does not have is refused and costs nothing.
          </p>
        )}
      </div>
    </Dialog>
  );
}

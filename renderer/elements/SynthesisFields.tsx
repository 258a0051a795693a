import type { Voice } from '@shared/document/records';
import { sampleSentence } from '@shared/elements/sampleSentence';
import { synthesiserVoice } from '@shared/elements/speechVoice';
import { useState } from 'react';
import { call } from '../state/bridge';
import { raiseError } from '../state/notices';
import { FieldRow } from '../ui/FieldRow';
import { IconButton } from '../ui/IconButton';
import { Volume2 } from '../ui/icons';
import { NumberField } from '../ui/NumberField';
import { Select } from '../ui/Select';
import styles from './Elements.module.css';

const own = 'own';
/** Kinds of voice that the synthesiser has, in any language. */
const kinds = [
  { value: own, label: "The speaker's own" },
  { value: 'f1', label: 'Woman 1' },
  { value: 'f2', label: 'Woman 2' },
  { value: 'f4', label: 'Woman 3' },
  { value: 'f5', label: 'Old woman' },
  { value: 'm1', label: 'Man 1' },
  { value: 'm3', label: 'Man 2' },
  { value: 'm7', label: 'Man 3' },
  { value: 'm5', label: 'Old man' },
  { value: 'croak', label: 'Croaking' },
  { value: 'whisper', label: 'Whispering' },
];
const plain = { voice: '', speed: 1, pitch: 1 };

interface SynthesisFieldsProps {
  readonly voice: Voice;
  readonly onEdit: (fields: Pick<Voice, 'synthesis'>) => void;
}

/** The scratch voice of a character: its kind, pace and height, and a button to hear it. */
export function SynthesisFields({ voice, onEdit }: SynthesisFieldsProps) {
  const [isBusy, setBusy] = useState(false);
  const { synthesis, language, accent, elementId } = voice;
  const now = synthesis ?? plain;
  const kind = /\+(.+)$/.exec(now.voice)?.[1] ?? own;
  const isSpoken = synthesiserVoice(language, accent) !== undefined;
  const edit = (fields: Partial<NonNullable<Voice['synthesis']>>): void =>
    onEdit({ synthesis: { ...now, ...fields } });
  const choose = (value: string): void => {
    const base = synthesiserVoice(language, accent) ?? 'en';
    edit({ voice: value === own ? '' : `${base}+${value}` });
  };
  const listen = async (): Promise<void> => {
    setBusy(true);
    try {
      const text = sampleSentence(language);
      const { wave } = await call('speech.listen', {
        text,
        language,
        accent,
        synthesis,
        speakerId: elementId,
      });
      await play(wave);
    } catch (error) {
      raiseError(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <FieldRow label="Scratch">
        <Select
          label="Scratch voice"
          className={styles.lookSelect}
          value={kind}
          options={
            kinds.some(({ value }) => value === kind) ? kinds : [...kinds, { value: kind, label: kind }]
          }
          onChange={choose}
        />
        <IconButton
          icon={Volume2}
          label="Listen to the scratch voice"
          tooltip={isSpoken ? 'Listen' : 'The synthesiser does not speak this language'}
          size="small"
          disabled={!isSpoken || isBusy}
          onClick={() => void listen()}
        />
      </FieldRow>
      <FieldRow label="Pace, pitch">
        <NumberField
          label="Pace of the scratch voice"
          value={now.speed}
          min={0.25}
          max={4}
          step={0.05}
          unit="×"
          onCommit={(speed) => edit({ speed })}
        />
        <NumberField
          label="Pitch of the scratch voice"
          value={now.pitch}
          min={0}
          max={2}
          step={0.05}
          onCommit={(pitch) => edit({ pitch })}
        />
      </FieldRow>
    </>
  );
}

async function play(wave: Uint8Array): Promise<void> {
  const context = new AudioContext();
  const source = context.createBufferSource();
  // Decoding takes the buffer away: it gets one of its own.
  source.buffer = await context.decodeAudioData(wave.slice().buffer as ArrayBuffer);
  source.connect(context.destination);
  source.onended = () => void context.close();
  source.start();
}

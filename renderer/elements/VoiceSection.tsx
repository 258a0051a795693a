import type { ElementId } from '@shared/document/ids';
import type { Voice } from '@shared/document/records';
import { languageChoices, languageName } from '@shared/generation/languages';
import { useState } from 'react';
import { useChildren, useList } from '../state/documentStore';
import { useMediaUrl } from '../state/mediaUrl';
import { runCommand } from '../state/runCommand';
import { FieldRow } from '../ui/FieldRow';
import { IconButton } from '../ui/IconButton';
import { Plus, Trash2 } from '../ui/icons';
import { Select } from '../ui/Select';
import { TextField } from '../ui/TextField';
import styles from './Elements.module.css';
import { SynthesisFields } from './SynthesisFields';

/** How a character sounds: a voice a language or an age, each with its words for a model and a sample. */
export function VoiceSection({ elementId }: { readonly elementId: ElementId }) {
  const voices = useChildren('voice', elementId);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const voice = voices.find(({ id }) => id === chosenId) ?? voices[0];
  return (
    <>
      <FieldRow label="Voice">
        {voice ? (
          <Select
            label="Voice"
            className={styles.lookSelect}
            value={voice.id as string}
            options={voices.map(({ id, name, language }) => ({
              value: id as string,
              label: `${name || 'Untitled voice'} · ${languageName(language)}`,
            }))}
            onChange={setChosenId}
          />
        ) : (
          <span className={styles.hint}>None yet</span>
        )}
        <IconButton
          icon={Plus}
          label="Add a voice"
          size="small"
          onClick={() => void runCommand('voice.add', { elementId })}
        />
        {voice && (
          <IconButton
            icon={Trash2}
            label="Delete the voice"
            size="small"
            onClick={() => void runCommand('voice.delete', { voiceId: voice.id })}
          />
        )}
      </FieldRow>
      {voice && <VoiceFields key={voice.id} voice={voice} />}
    </>
  );
}

const noSample = 'none';

function VoiceFields({ voice }: { readonly voice: Voice }) {
  const sounds = useList('media').filter(
    ({ content }) => content.type === 'sound' || (content.type === 'video' && content.sound !== null),
  );
  const sample = useMediaUrl(voice.sampleMediaId, 'original');
  const edit = (fields: Partial<Voice>): void =>
    void runCommand('voice.edit', { voiceId: voice.id, fields }, { keepSelection: true });
  const languages = languageChoices.includes(voice.language)
    ? languageChoices
    : [voice.language, ...languageChoices];
  return (
    <>
      <FieldRow label="Voice name">
        <TextField label="Voice name" value={voice.name} onCommit={(name) => edit({ name })} />
      </FieldRow>
      <FieldRow label="Language">
        <Select
          label="Language of the voice"
          value={voice.language}
          options={languages.map((tag) => ({ value: tag, label: languageName(tag) }))}
          onChange={(language) => edit({ language })}
        />
      </FieldRow>
      <FieldRow label="Accent">
        <TextField
          label="Accent of the voice"
          value={voice.accent}
          placeholder="British"
          onCommit={(accent) => edit({ accent })}
        />
      </FieldRow>
      <FieldRow label="Tone">
        <TextField
          label="Tone of the voice"
          value={voice.tone}
          placeholder="Warm, a little hoarse"
          onCommit={(tone) => edit({ tone })}
        />
      </FieldRow>
      <SynthesisFields voice={voice} onEdit={edit} />
      <FieldRow label="Sample">
        <Select
          label="Sample of the voice"
          value={voice.sampleMediaId ?? noSample}
          options={[
            { value: noSample, label: 'No recording' },
            ...sounds.map(({ id, name }) => ({ value: id as string, label: name })),
          ]}
          onChange={(id) => edit({ sampleMediaId: id === noSample ? null : (id as Voice['sampleMediaId']) })}
        />
      </FieldRow>
      {sample && (
        // biome-ignore lint/a11y/useMediaCaption: a recording of a voice, there are no words to show
        <audio className={styles.sample} src={sample} controls preload="none" />
      )}
    </>
  );
}

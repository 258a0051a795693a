import type { DialogueLine as Line } from '@shared/document/records';
import { soundOfLine } from '@shared/elements/lineSound';
import { languageChoices, languageName } from '@shared/generation/languages';
import { languageOf } from '@shared/planner/speech';
import { framesToSeconds } from '@shared/time/frames';
import { copyEntries, pasteEntry } from '../clipboard/clipboardMenu';
import { call } from '../state/bridge';
import { currentDocument, useDocument } from '../state/documentStore';
import { importChoice } from '../state/importChoice';
import { raiseError } from '../state/notices';
import { runCommand } from '../state/runCommand';
import { speakLines, useSpeechProgress } from '../state/speech';
import { showVoiceDialog } from '../state/voiceDialogs';
import { ContextMenu } from '../ui/ContextMenu';
import { IconButton } from '../ui/IconButton';
import { AudioLines, Ellipsis } from '../ui/icons';
import { Menu } from '../ui/Menu';
import type { MenuEntry } from '../ui/menuEntry';
import { Select } from '../ui/Select';
import { TextArea, TextField } from '../ui/TextField';
import styles from './Inspector.module.css';

const nobody = 'nobody';
/** Sounds of the project that the menu offers, the latest first. */
const mostSounds = 12;
/** Accents that the synthesiser has of English, as lines name them. */
const accents = ['', 'British', 'American', 'Scottish', 'Received pronunciation', 'Caribbean'];

export interface DialogueLineProps {
  readonly line: Line;
  readonly speakers: readonly { readonly value: string; readonly label: string }[];
}

/** One line: who says what in which language and how, and what is heard of it. */
export function DialogueLine({ line, speakers }: DialogueLineProps) {
  const isBusy = useSpeechProgress() !== null;
  const edit = (fields: Partial<Line>): void =>
    void runCommand('dialogue.editLine', { dialogueLineId: line.id, fields }, { keepSelection: true });
  const languages = languageChoices.includes(line.language)
    ? languageChoices
    : [line.language, ...languageChoices];
  return (
    <ContextMenu
      entries={() => [
        ...copyEntries({ kind: 'dialogueLine', ids: [line.id] }, 'Line'),
        pasteEntry({ shotId: line.shotId }),
      ]}
    >
      <div className={styles.dialogue}>
        <div className={styles.speaker}>
          <Select
            label="Speaker"
            value={line.speakerId ?? nobody}
            options={[{ value: nobody, label: 'Nobody named' }, ...speakers]}
            onChange={(speaker) =>
              edit({ speakerId: speaker === nobody ? null : (speaker as Line['speakerId']) })
            }
          />
          <IconButton
            icon={AudioLines}
            label="Speak this line"
            tooltip="Speak this line: a scratch voice on the dialogue track"
            size="small"
            disabled={line.text.trim() === '' || isBusy}
            onClick={() => void speakLines([line.id])}
          />
          <Menu entries={() => lineMenu(line)} align="end">
            <IconButton icon={Ellipsis} label="More for this line" size="small" />
          </Menu>
        </div>
        <TextArea
          label="Line"
          rows={1}
          value={line.text}
          placeholder="What is said"
          onCommit={(text) => edit({ text, language: languageOf(text, line.language) })}
        />
        <div className={styles.delivery}>
          <Select
            label="Language of the line"
            value={line.language}
            options={languages.map((tag) => ({ value: tag, label: languageName(tag) }))}
            onChange={(language) => edit({ language })}
            className={styles.lineLanguage}
          />
          <TextField
            label="How it is said"
            value={line.deliveryNote}
            placeholder="How it is said"
            maxLength={400}
            onCommit={(deliveryNote) => edit({ deliveryNote })}
          />
        </div>
        <SoundState line={line} />
      </div>
    </ContextMenu>
  );
}

/** What is heard for the line, and that it no longer says what the line does. */
function SoundState({ line }: { readonly line: Line }) {
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

function lineMenu(line: Line): readonly MenuEntry[] {
  const document = currentDocument();
  const sound = soundOfLine(document, line);
  const sounds = document
    .list('media')
    .filter(({ content }) => content.type === 'sound')
    .toSorted((a, b) => b.importedAtMs - a.importedAtMs)
    .slice(0, mostSounds);
  return [
    {
      id: 'generate',
      label: 'Generate Voice with Kling…',
      run: () => showVoiceDialog({ kind: 'voice', lineId: line.id }),
    },
    { id: 'record', label: 'Import Recording…', run: () => void importRecording(line) },
    ...(sounds.length === 0
      ? []
      : [
          {
            id: 'sounds',
            label: 'Use Sound of the Project',
            entries: sounds.map(({ id, name }) => ({
              id,
              label: name,
              isChecked: sound.kind !== 'none' && sound.clip.mediaId === id,
              run: () =>
                void runCommand(
                  'dialogue.useSound',
                  { dialogueLineId: line.id, mediaId: id },
                  { keepSelection: true },
                ),
            })),
          },
        ]),
    ...(line.language.startsWith('en')
      ? [
          {
            id: 'accent',
            label: 'Accent',
            entries: accents.map((accent) => ({
              id: accent || 'none',
              label: accent || 'As the voice has it',
              isChecked: line.accent === accent,
              run: () =>
                void runCommand(
                  'dialogue.editLine',
                  { dialogueLineId: line.id, fields: { accent } },
                  { keepSelection: true },
                ),
            })),
          },
        ]
      : []),
    { id: 'end', separator: true },
    {
      id: 'remove',
      label: 'Remove Sound',
      isDisabled: sound.kind === 'none',
      run: () => {
        if (sound.kind !== 'none')
          void runCommand('sound.deleteClip', { clipIds: [sound.clip.id] }, { keepSelection: true });
      },
    },
    {
      id: 'delete',
      label: 'Delete Line',
      isDanger: true,
      run: () => void runCommand('dialogue.deleteLine', { dialogueLineId: line.id }),
    },
  ];
}

/** Asks for a file, and has it heard for the line. */
async function importRecording(line: Line): Promise<void> {
  try {
    const reply = await call('media.importDialog', { target: { as: 'media' }, choice: importChoice() });
    const file = reply?.files.find((one) => one.ok);
    const failed = reply?.files.find((one) => !one.ok);
    if (file?.ok) {
      await runCommand(
        'dialogue.useSound',
        { dialogueLineId: line.id, mediaId: file.mediaId },
        { keepSelection: true },
      );
    } else if (failed && !failed.ok) throw new Error(failed.message);
  } catch (error) {
    raiseError(error);
  }
}

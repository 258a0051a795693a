import type { DialogueLine as Line } from '@shared/document/records';
import { soundOfLine } from '@shared/elements/lineSound';
import { voicesForLine } from '@shared/elements/lineVoice';
import { currentDocument } from '../state/documentStore';
import { importSoundForLine, putSoundOnLine } from '../state/lineSounds';
import { runCommand } from '../state/runCommand';
import { showVoiceDialog } from '../state/voiceDialogs';
import type { MenuEntry } from '../ui/menuEntry';

/** Sounds of the project that the menu offers, the latest first. */
const mostSounds = 12;
/** Accents that the synthesiser has of English, as lines name them. */
const accents = ['', 'British', 'American', 'Scottish', 'Received pronunciation', 'Caribbean'];

/** What can be done with a line besides writing it. */
export function lineMenu(line: Line): readonly MenuEntry[] {
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
    {
      id: 'record',
      label: 'Record…',
      run: () => showVoiceDialog({ kind: 'record', lineId: line.id }),
    },
    { id: 'import', label: 'Import Recording…', run: () => importSoundForLine(line.id) },
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
              run: () => putSoundOnLine(line.id, id),
            })),
          },
        ]),
    voiceEntry(line),
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

/** A voice for this line alone, of its speaker or of anybody in the film. */
function voiceEntry(line: Line): MenuEntry {
  const document = currentDocument();
  const choices = voicesForLine(document, line);
  const speaker = line.speakerId ? document.get('element', line.speakerId)?.name : undefined;
  const choose = (voiceId: Line['voiceId']): void =>
    void runCommand(
      'dialogue.editLine',
      { dialogueLineId: line.id, fields: { voiceId } },
      { keepSelection: true },
    );
  if (choices.length === 0) {
    return {
      id: 'voice',
      label: 'Voice: Add One to a Character First',
      isDisabled: true,
      run: () => undefined,
    };
  }
  return {
    id: 'voice',
    label: 'Voice of This Line',
    entries: [
      {
        id: 'none',
        label: speaker === undefined ? 'None of Its Own' : `As ${speaker} Speaks`,
        isChecked: line.voiceId === null,
        run: () => choose(null),
      },
      { id: 'line', separator: true },
      ...choices.map(({ voice, label }) => ({
        id: voice.id,
        label,
        isChecked: line.voiceId === voice.id,
        run: () => choose(voice.id),
      })),
    ],
  };
}

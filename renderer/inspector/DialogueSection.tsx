import type { DialogueLineId, ShotId } from '@shared/document/ids';
import { copyEntries, pasteEntry } from '../clipboard/clipboardMenu';
import { useChildren, useList } from '../state/documentStore';
import { runCommand } from '../state/runCommand';
import { speakLines, useSpeechProgress } from '../state/speech';
import { ContextMenu } from '../ui/ContextMenu';
import { IconButton } from '../ui/IconButton';
import { AudioLines, Plus, Trash2 } from '../ui/icons';
import type { MenuEntry } from '../ui/menuEntry';
import { Section } from '../ui/Panel';
import { Select } from '../ui/Select';
import { TextArea } from '../ui/TextField';
import styles from './Inspector.module.css';

const nobody = 'nobody';

/** What is said in a shot, line by line, and by whom. */
export function DialogueSection({ shotId }: { readonly shotId: ShotId }) {
  const lines = useChildren('dialogueLine', shotId);
  const elements = useList('element');
  const isBusy = useSpeechProgress() !== null;
  const speakers = [
    { value: nobody, label: 'Nobody named' },
    ...elements
      .filter((element) => element.type === 'character')
      .map((element) => ({ value: element.id as string, label: element.name })),
  ];
  return (
    <Section
      title="Dialogue"
      actions={
        <IconButton
          icon={Plus}
          label="Add a line"
          size="small"
          onClick={() => void runCommand('dialogue.addLine', { shotId, text: '' })}
        />
      }
    >
      {lines.length === 0 && <span className={styles.fact}>Nobody speaks in this shot.</span>}
      {lines.map((dialogue) => (
        <ContextMenu key={dialogue.id} entries={() => lineMenu(dialogue.id, shotId)}>
          <div className={styles.dialogue}>
            <div className={styles.speaker}>
              <Select
                label="Speaker"
                value={dialogue.speakerId ?? nobody}
                options={speakers}
                onChange={(speaker) =>
                  void runCommand('dialogue.editLine', {
                    dialogueLineId: dialogue.id,
                    fields: { speakerId: speaker === nobody ? null : speaker },
                  })
                }
              />
              <IconButton
                icon={AudioLines}
                label="Speak this line"
                tooltip="Speak this line: a scratch voice on the dialogue track"
                size="small"
                disabled={dialogue.text.trim() === '' || isBusy}
                onClick={() => void speakLines([dialogue.id])}
              />
              <IconButton
                icon={Trash2}
                label="Delete the line"
                size="small"
                onClick={() => void runCommand('dialogue.deleteLine', { dialogueLineId: dialogue.id })}
              />
            </div>
            <TextArea
              label="Line"
              rows={1}
              value={dialogue.text}
              placeholder="What is said"
              onCommit={(text) =>
                void runCommand('dialogue.editLine', { dialogueLineId: dialogue.id, fields: { text } })
              }
            />
          </div>
        </ContextMenu>
      ))}
    </Section>
  );
}

function lineMenu(id: DialogueLineId, shotId: ShotId): readonly MenuEntry[] {
  return [...copyEntries({ kind: 'dialogueLine', ids: [id] }, 'Line'), pasteEntry({ shotId })];
}

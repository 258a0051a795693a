import type { ShotId } from '@shared/document/ids';
import { useChildren, useDocument, useList } from '../state/documentStore';
import { runCommand } from '../state/runCommand';
import { IconButton } from '../ui/IconButton';
import { Plus } from '../ui/icons';
import { Section } from '../ui/Panel';
import { DialogueLine } from './DialogueLine';
import styles from './Inspector.module.css';

/** What is said in a shot, line by line, and by whom. */
export function DialogueSection({ shotId }: { readonly shotId: ShotId }) {
  const lines = useChildren('dialogueLine', shotId);
  const elements = useList('element');
  const language = useDocument((document) => document.project().languages[0] ?? 'en');
  const speakers = elements
    .filter((element) => element.type === 'character')
    .map((element) => ({ value: element.id as string, label: element.name }));
  return (
    <Section
      title="Dialogue"
      actions={
        <IconButton
          icon={Plus}
          label="Add a line"
          size="small"
          onClick={() =>
            void runCommand('dialogue.addLine', {
              shotId,
              text: '',
              language: lines.at(-1)?.language ?? language,
            })
          }
        />
      }
    >
      {lines.length === 0 && <span className={styles.fact}>Nobody speaks in this shot.</span>}
      {lines.map((line) => (
        <DialogueLine key={line.id} line={line} speakers={speakers} />
      ))}
    </Section>
  );
}

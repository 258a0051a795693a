import type { DialogueLineId, ShotId } from '@shared/document/ids';
import { useState } from 'react';
import { currentDocument, useChildren, useDocument, useList } from '../state/documentStore';
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
  const [newLineId, setNewLineId] = useState<DialogueLineId | null>(null);
  const addLine = async (): Promise<void> => {
    const args = { shotId, text: '', language: lines.at(-1)?.language ?? language };
    if (!(await runCommand('dialogue.addLine', args, { keepSelection: true }))) return;
    setNewLineId(currentDocument().childrenOf('dialogueLine', shotId).at(-1)?.id ?? null);
  };
  return (
    <Section
      title="Dialogue"
      actions={<IconButton icon={Plus} label="Add a line" size="small" onClick={() => void addLine()} />}
    >
      {lines.length === 0 && <span className={styles.fact}>Nobody speaks in this shot.</span>}
      {lines.map((line) => (
        <DialogueLine key={line.id} line={line} speakers={speakers} isNew={line.id === newLineId} />
      ))}
    </Section>
  );
}

import type { DialogueLine as Line } from '@shared/document/records';
import { languageChoices, languageName } from '@shared/generation/languages';
import { languageOf } from '@shared/planner/speech';
import { useEffect, useRef } from 'react';
import { copyEntries, pasteEntry } from '../clipboard/clipboardMenu';
import { runCommand } from '../state/runCommand';
import { speakLines, useSpeechProgress } from '../state/speech';
import { showVoiceDialog } from '../state/voiceDialogs';
import { ContextMenu } from '../ui/ContextMenu';
import { cx } from '../ui/cx';
import { IconButton } from '../ui/IconButton';
import { AudioLines, Ellipsis, Mic } from '../ui/icons';
import { Menu } from '../ui/Menu';
import { Select } from '../ui/Select';
import { TextArea, TextField } from '../ui/TextField';
import styles from './Inspector.module.css';
import { LineSoundState } from './LineSoundState';
import { lineMenu } from './lineMenu';
import { useLineDrop } from './useLineDrop';

const nobody = 'nobody';

export interface DialogueLineProps {
  readonly line: Line;
  readonly speakers: readonly { readonly value: string; readonly label: string }[];
  /** Made by hand just now: what is said is written next. */
  readonly isNew: boolean;
}

/** One line: who says what in which language and how, and what is heard of it. */
export function DialogueLine({ line, speakers, isNew }: DialogueLineProps) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isNew) return;
    row.current?.scrollIntoView({ block: 'nearest' });
    row.current?.querySelector('textarea')?.focus({ preventScroll: true });
  }, [isNew]);
  const isBusy = useSpeechProgress() !== null;
  const { isTarget, handlers } = useLineDrop(line.id);
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
      <div ref={row} className={cx(styles.dialogue, isTarget && styles.dropTarget)} {...handlers}>
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
            icon={Mic}
            label="Record this line"
            tooltip="Record this line with the microphone"
            size="small"
            onClick={() => showVoiceDialog({ kind: 'record', lineId: line.id })}
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
        <LineSoundState line={line} />
      </div>
    </ContextMenu>
  );
}

import type { SequenceShot } from '@shared/shots/sequence';
import { formatSecondsAndFrames } from '@shared/time/timecode';
import { useCurrentBoardIndex, useShotBoards } from '../state/currentBoard';
import { useDocument } from '../state/documentStore';
import { runCommand } from '../state/runCommand';
import { FieldRow } from '../ui/FieldRow';
import { FrameField } from '../ui/FrameField';
import { Section } from '../ui/Panel';
import { TextArea, TextField } from '../ui/TextField';
import styles from './Inspector.module.css';

/** The board under the playhead, on a shot of several: its name, what happens there, how long it is seen. */
export function BoardSection({ entry }: { readonly entry: SequenceShot }) {
  const boards = useShotBoards(entry);
  const index = useCurrentBoardIndex(entry, boards);
  const rate = useDocument((document) => document.project().rate);
  const shown = boards[index];
  const board = shown?.board;
  if (!shown || !board || boards.length < 2) return null;
  const edit = (fields: Record<string, string>): void =>
    void runCommand('board.edit', { boardId: board.id, fields }, { keepSelection: true });
  const next = boards[index + 1]?.board;
  const begin = entry.shot.sourceInFrames + shown.offsetFrames;
  return (
    <Section title={`Board ${index + 1} of ${boards.length}`}>
      <FieldRow label="Length">
        {next ? (
          <FrameField
            label="Length of the board"
            value={shown.lengthFrames}
            rate={rate}
            onCommit={(lengthFrames) =>
              void runCommand(
                'board.setFrame',
                { boardId: next.id, frame: begin + lengthFrames },
                { keepSelection: true },
              )
            }
          />
        ) : (
          <span className={styles.fact}>{formatSecondsAndFrames(shown.lengthFrames, rate)}, to the end</span>
        )}
      </FieldRow>
      <FieldRow label="Name">
        <TextField
          key={board.id}
          label="Name of the board"
          value={board.name}
          placeholder={`Board ${index + 1}`}
          onCommit={(name) => edit({ name })}
        />
      </FieldRow>
      {(['action', 'notes'] as const).map((field) => (
        <FieldRow key={field} label={field === 'action' ? 'Action' : 'Notes'} isStacked>
          <TextArea
            key={board.id}
            label={field === 'action' ? 'Action of the board' : 'Notes on the board'}
            rows={2}
            value={board[field]}
            placeholder={field === 'action' ? 'What happens in this panel' : ''}
            onCommit={(text) => edit({ [field]: text })}
          />
        </FieldRow>
      ))}
    </Section>
  );
}

import type { Comment } from '@shared/document/records';
import type { SequenceShot } from '@shared/shots/sequence';
import { frames } from '@shared/time/frames';
import { formatSecondsAndFrames } from '@shared/time/timecode';
import { useState } from 'react';
import { runAction } from '../state/actions';
import { useChildren, useDocument } from '../state/documentStore';
import { personName } from '../state/personName';
import { runCommand } from '../state/runCommand';
import { sessionStore, setPlayhead } from '../state/sessionStore';
import { useSettings } from '../state/settingsStore';
import { Button } from '../ui/Button';
import { Checkbox } from '../ui/Checkbox';
import { cx } from '../ui/cx';
import { IconButton } from '../ui/IconButton';
import { Trash2 } from '../ui/icons';
import { Section } from '../ui/Panel';
import { TextArea } from '../ui/TextField';
import styles from './Inspector.module.css';

/** What was remarked on a shot: open remarks first, each at its moment or about the whole shot. */
export function CommentSection({ entry }: { readonly entry: SequenceShot }) {
  const { shot } = entry;
  const comments = useChildren('comment', shot.id);
  const open = comments.filter(({ isResolved }) => !isResolved);
  const [isAtPlayhead, setAtPlayhead] = useState(false);
  const [draftKey, setDraftKey] = useState(0);
  const name = useSettings(({ person }) => person.name);
  const add = async (text: string): Promise<void> => {
    if (text.trim() === '') return;
    const offset = sessionStore.getState().playhead - entry.startFrame;
    const isInside = offset >= 0 && offset < shot.lengthFrames;
    const frame = isAtPlayhead && isInside ? shot.sourceInFrames + offset : null;
    const author = await personName();
    const args = { shotId: shot.id, text: text.trim(), frame, author };
    if (await runCommand('comment.add', args, { keepSelection: true })) setDraftKey((key) => key + 1);
  };
  return (
    <Section title="Comments" detail={open.length > 0 ? `${open.length} open` : undefined}>
      {[...open, ...comments.filter(({ isResolved }) => isResolved)].map((comment) => (
        <CommentRow key={comment.id} comment={comment} entry={entry} />
      ))}
      <TextArea
        key={`${shot.id} ${draftKey}`}
        label="New comment"
        rows={1}
        value=""
        placeholder="Add a comment"
        onCommit={(text) => void add(text)}
      />
      <div className={styles.commentFoot}>
        <Checkbox label="At the playhead" isChecked={isAtPlayhead} onChange={setAtPlayhead} />
        <Button
          variant="plain"
          size="small"
          title="Your name on comments"
          className={styles.commentAs}
          onClick={() => void runAction('person.showName')}
        >
          {name ? `as ${name}` : 'Your name…'}
        </Button>
      </div>
    </Section>
  );
}

function CommentRow({ comment, entry }: { readonly comment: Comment; readonly entry: SequenceShot }) {
  const rate = useDocument((document) => document.project().rate);
  const edit = (fields: Record<string, unknown>): void =>
    void runCommand('comment.edit', { commentIds: [comment.id], fields }, { keepSelection: true });
  const { frame } = comment;
  const offset = frame === null ? null : frame - entry.shot.sourceInFrames;
  return (
    <div className={cx(styles.comment, comment.isResolved && styles.resolved)}>
      <div className={styles.commentHead}>
        <span className={styles.commentAuthor}>{comment.author || 'Comment'}</span>
        {offset !== null && (
          <Button
            variant="plain"
            size="small"
            title="Go there"
            onClick={() =>
              setPlayhead(entry.startFrame + Math.min(Math.max(offset, 0), entry.shot.lengthFrames - 1))
            }
          >
            {formatSecondsAndFrames(frames(offset), rate)}
          </Button>
        )}
        <span className={styles.commentEnd}>
          <Checkbox
            label="Resolved"
            isChecked={comment.isResolved}
            onChange={(isResolved) => edit({ isResolved })}
          />
          <IconButton
            icon={Trash2}
            label="Delete the comment"
            size="small"
            onClick={() =>
              void runCommand('comment.delete', { commentIds: [comment.id] }, { keepSelection: true })
            }
          />
        </span>
      </div>
      <TextArea
        label="Comment"
        rows={1}
        value={comment.text}
        onCommit={(text) => text.trim() !== '' && edit({ text })}
      />
    </div>
  );
}

import { type CompiledShot, countCharacters } from '@shared/generation/compilePrompt';
import { findMentions } from '@shared/generation/mentions';
import type { ElementRequest, ShotRequest } from '@shared/generation/request';
import { useState } from 'react';
import { runCommand } from '../state/runCommand';
import { select } from '../state/sessionStore';
import { cx } from '../ui/cx';
import { IconButton } from '../ui/IconButton';
import { Pencil, RotateCcw } from '../ui/icons';
import { TextArea } from '../ui/TextField';
import styles from './Prompt.module.css';

export interface PromptShotProps {
  readonly shot: ShotRequest;
  readonly compiled: CompiledShot | undefined;
  /** Characters; null = none is known. */
  readonly limit: number | null;
  readonly elements: readonly ElementRequest[];
}

/** The text of one shot: made from its fields until somebody writes it; then theirs, until it is given back. */
export function PromptShot({ shot, compiled, limit, elements }: PromptShotProps) {
  const [isEditing, setIsEditing] = useState(false);
  const words = compiled?.words ?? '';
  const count = compiled?.characters ?? countCharacters(words);
  const isOwn = shot.override !== null;
  const write = (promptText: string | null): void =>
    void runCommand('shot.edit', { shotIds: [shot.shotId], fields: { promptText } }, { keepSelection: true });
  return (
    <article className={styles.shot}>
      <header className={styles.shotHead}>
        <button type="button" className={styles.label} onClick={() => select([shot.shotId])}>
          {shot.label}
        </button>
        <span className={styles.dim}>{Math.round(shot.seconds * 100) / 100} s</span>
        {isOwn && <span className={styles.own}>written by hand</span>}
        <span className={cx(styles.count, limit !== null && count > limit && styles.over)}>
          {count}
          {limit === null ? '' : ` / ${limit}`}
        </span>
        {isOwn && (
          <IconButton
            icon={RotateCcw}
            label={`Make the prompt of ${shot.label} from its fields again`}
            size="small"
            onClick={() => {
              setIsEditing(false);
              write(null);
            }}
          />
        )}
        {!isEditing && (
          <IconButton
            icon={Pencil}
            label={`Write the prompt of ${shot.label}`}
            size="small"
            onClick={() => setIsEditing(true)}
          />
        )}
      </header>
      {isEditing ? (
        <TextArea
          label={`Prompt of ${shot.label}`}
          value={words}
          rows={4}
          onCommit={(text) => {
            setIsEditing(false);
            write(text.trim() === '' ? null : text);
          }}
        />
      ) : (
        <p className={styles.words} data-selectable>
          {pieces(words, elements)}
        </p>
      )}
    </article>
  );
}

/** Elements that the model is given stand out, in their own colours. */
function pieces(words: string, elements: readonly ElementRequest[]) {
  const byId = new Map(elements.map((element) => [element.elementId as string, element]));
  return findMentions(words, elements).map((piece, index) => {
    if (typeof piece === 'string') return piece;
    const element = byId.get(piece.elementId);
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text have no other name than their place
      <span key={index} style={{ color: `var(--color-${element?.type ?? 'character'})` }}>
        @{element?.name}
      </span>
    );
  });
}

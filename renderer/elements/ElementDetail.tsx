import type { Element } from '@shared/document/records';
import { selectElementUsage } from '@shared/elements/usage';
import { counted } from '@shared/generation/problemWords';
import { useState } from 'react';
import { useChildren, useDocument, useSequence } from '../state/documentStore';
import { importByDialog } from '../state/importReport';
import { runCommand } from '../state/runCommand';
import { select } from '../state/sessionStore';
import { Button } from '../ui/Button';
import { FieldRow } from '../ui/FieldRow';
import { IconButton } from '../ui/IconButton';
import { Pin, Plus, Trash2 } from '../ui/icons';
import { Select } from '../ui/Select';
import { TextArea, TextField } from '../ui/TextField';
import styles from './Elements.module.css';
import { pinTargets } from './elementMenu';
import { elementTypeLooks } from './elementTypes';
import { ReferenceTile } from './ReferenceTile';
import { VoiceSection } from './VoiceSection';

const typeOptions = Object.entries(elementTypeLooks).map(([value, { title }]) => ({
  value: value as Element['type'],
  label: title,
}));

/** The chosen element: name, looks with their pictures, notes, and where it is used. */
export function ElementDetail({ element }: { readonly element: Element }) {
  const looks = useChildren('look', element.id);
  const usage = useDocument((document) => selectElementUsage(document).get(element.id));
  const sequence = useSequence();
  const [chosenLookId, setChosenLookId] = useState<string | null>(null);
  const look = looks.find((candidate) => candidate.id === chosenLookId) ?? looks[0];
  const used = sequence.shots.filter((entry) => usage?.includes(entry.shot.id));

  const edit = (fields: Partial<Element>): void =>
    void runCommand('element.edit', { elementId: element.id, fields });
  const pinHere = (): void => {
    const shotIds = pinTargets();
    if (shotIds.length > 0) {
      void runCommand(
        'element.pin',
        { elementId: element.id, shotIds, lookId: look === looks[0] ? null : (look?.id ?? null) },
        { keepSelection: true },
      );
    }
  };
  const addPicture = (): void => {
    if (!look) return;
    void importByDialog({ as: 'reference', lookId: look.id, view: look.references.length });
  };

  return (
    <div className={styles.detail} data-element-detail>
      <div className={styles.detailHead}>
        <TextField
          label="Name"
          className={styles.name}
          value={element.name}
          onCommit={(name) => edit({ name })}
        />
        <IconButton
          icon={Pin}
          label="Pin on the current shot"
          size="small"
          onClick={pinHere}
          disabled={sequence.shots.length === 0}
        />
        <IconButton
          icon={Trash2}
          label="Delete element"
          size="small"
          onClick={() => void runCommand('element.delete', { elementId: element.id })}
        />
      </div>
      <FieldRow label="Type">
        <Select label="Type" value={element.type} options={typeOptions} onChange={(type) => edit({ type })} />
      </FieldRow>
      <FieldRow label="Look">
        <Select
          label="Look"
          className={styles.lookSelect}
          value={look?.id ?? null}
          options={looks.map((candidate) => ({
            value: candidate.id as string,
            label: candidate.name || 'Untitled look',
          }))}
          onChange={setChosenLookId}
        />
        <IconButton
          icon={Plus}
          label="Add a look"
          size="small"
          onClick={() =>
            void runCommand('element.addLook', {
              elementId: element.id,
              name: `Look ${looks.length + 1}`,
              references: look?.references.slice(0, 1) ?? [],
            })
          }
        />
      </FieldRow>
      {look && (
        <>
          <FieldRow label="Pictures">
            <div className={styles.references}>
              {look.references.map((mediaId, view) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the same picture may stand twice, and tiles keep no state of their own
                <ReferenceTile key={`${mediaId}-${view}`} look={look} mediaId={mediaId} view={view} />
              ))}
              <IconButton
                icon={Plus}
                label="Add a picture"
                onClick={addPicture}
                className={styles.addReference}
              />
            </div>
          </FieldRow>
          <FieldRow label="Look name">
            <TextField
              label="Look name"
              value={look.name}
              onCommit={(name) => void runCommand('element.editLook', { lookId: look.id, fields: { name } })}
            />
          </FieldRow>
          <FieldRow label="Keep" isStacked>
            <TextArea
              label="What must not change"
              rows={2}
              value={look.keepNotes}
              placeholder="Yellow coat, short black hair"
              onCommit={(keepNotes) =>
                void runCommand('element.editLook', { lookId: look.id, fields: { keepNotes } })
              }
            />
          </FieldRow>
        </>
      )}
      {element.type === 'character' && <VoiceSection elementId={element.id} />}
      <FieldRow label="Notes" isStacked>
        <TextArea label="Notes" rows={2} value={element.notes} onCommit={(notes) => edit({ notes })} />
      </FieldRow>
      <FieldRow
        label={used.length === 0 ? 'Not used yet' : `Used in ${counted(used.length, 'shot')}`}
        isStacked
      >
        {used.length === 0 ? (
          <span className={styles.hint}>Drag it onto a board or the stage to pin it.</span>
        ) : (
          used.map((entry) => (
            <Button key={entry.shot.id} size="small" onClick={() => select([element.id, entry.shot.id])}>
              {entry.label}
            </Button>
          ))
        )}
      </FieldRow>
    </div>
  );
}

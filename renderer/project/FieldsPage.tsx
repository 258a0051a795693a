import { type CustomField, customFieldTypes } from '@shared/document/records';
import { counted } from '@shared/generation/problemWords';
import { useEffect, useRef, useState } from 'react';
import { useDocument, useList } from '../state/documentStore';
import { runCommand } from '../state/runCommand';
import { Button } from '../ui/Button';
import { cx } from '../ui/cx';
import { EmptyState } from '../ui/EmptyState';
import { IconButton } from '../ui/IconButton';
import { ArrowDown, ArrowUp, List, Plus, Trash2 } from '../ui/icons';
import { Select } from '../ui/Select';
import { TextField } from '../ui/TextField';
import styles from './Project.module.css';

const typeTitles: Readonly<Record<CustomField['type'], string>> = {
  text: 'Text',
  number: 'Number',
  checkbox: 'Tick box',
  choice: 'Choice',
};
const typeOptions = customFieldTypes.map((value) => ({ value, label: typeTitles[value] }));

/** Fields of the studio's own: columns of the shot list and lines of the inspector. */
export function FieldsPage() {
  const fields = useList('customField');
  /** The one that was just made: its name is typed next. */
  const [newId, setNewId] = useState<string | null>(null);
  const addField = async (): Promise<void> => {
    const committed = await runCommand(
      'customField.add',
      { name: freeName(fields) },
      { keepSelection: true },
    );
    setNewId(committed?.diff.added[0]?.id ?? null);
  };
  return (
    <div className={styles.page}>
      {fields.length === 0 && (
        <EmptyState
          icon={List}
          className={styles.noFields}
          message="A field of your own for every shot: unit, camera, equipment, day of the shoot. It is a column of the shot list."
        />
      )}
      <ul className={styles.customFields}>
        {fields.map((field, index) => (
          <FieldLine
            key={field.id}
            field={field}
            index={index}
            isLast={index === fields.length - 1}
            isNew={field.id === newId}
          />
        ))}
      </ul>
      <div className={cx(styles.apply, fields.length === 0 && styles.centred)}>
        {/* One button in both states: the focus stays in the dialog when the first field comes. */}
        <Button
          icon={Plus}
          variant={fields.length === 0 ? 'accent' : 'raised'}
          onClick={() => void addField()}
        >
          New Field
        </Button>
      </div>
    </div>
  );
}

function freeName(fields: readonly CustomField[]): string {
  const names = new Set(fields.map(({ name }) => name.toLowerCase()));
  let count = 1;
  while (names.has(`field ${count}`)) count += 1;
  return `Field ${count}`;
}

function FieldLine({
  field,
  index,
  isLast,
  isNew,
}: {
  readonly field: CustomField;
  readonly index: number;
  readonly isLast: boolean;
  readonly isNew: boolean;
}) {
  const name = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isNew) name.current?.focus();
  }, [isNew]);
  const used = useDocument(
    (document) => document.list('shot').filter(({ customFields }) => field.id in customFields).length,
  );
  const edit = (fields: Partial<Pick<CustomField, 'name' | 'type' | 'choices'>>): void =>
    void runCommand('customField.edit', { customFieldId: field.id, fields }, { keepSelection: true });
  const move = (to: number): void =>
    void runCommand('customField.move', { customFieldId: field.id, index: to }, { keepSelection: true });
  const [isRemoving, setRemoving] = useState(false);
  return (
    <li className={styles.customField}>
      <TextField
        inputRef={name}
        label="Name of the field"
        value={field.name}
        maxLength={80}
        className={styles.fieldName}
        onCommit={(name) => {
          if (name.trim() !== '') edit({ name: name.trim() });
        }}
      />
      <Select
        label={`Type of ${field.name}`}
        className={styles.fieldType}
        value={field.type}
        options={typeOptions}
        onChange={(type) => edit({ type })}
      />
      {field.type === 'choice' ? (
        <TextField
          label={`Choices of ${field.name}`}
          className={styles.fieldChoices}
          value={field.choices.join(', ')}
          placeholder="Main, Second, Aerial"
          maxLength={4_000}
          onCommit={(text) =>
            edit({
              choices: text
                .split(/[,、，]/)
                .map((choice) => choice.trim().slice(0, 400))
                .filter(Boolean),
            })
          }
        />
      ) : (
        <span className={styles.fieldUse}>
          {used === 0 ? 'not filled in yet' : `in ${counted(used, 'shot')}`}
        </span>
      )}
      <IconButton
        icon={ArrowUp}
        size="small"
        label="Move up"
        disabled={index === 0}
        onClick={() => move(index - 1)}
      />
      <IconButton
        icon={ArrowDown}
        size="small"
        label="Move down"
        disabled={isLast}
        onClick={() => move(index + 1)}
      />
      {isRemoving && used > 0 ? (
        <Button
          size="small"
          variant="danger"
          onClick={() =>
            void runCommand('customField.delete', { customFieldId: field.id }, { keepSelection: true })
          }
        >
          Delete with {counted(used, 'Value')}
        </Button>
      ) : (
        <IconButton
          icon={Trash2}
          size="small"
          label={`Delete ${field.name}`}
          onClick={() =>
            used > 0
              ? setRemoving(true)
              : void runCommand('customField.delete', { customFieldId: field.id }, { keepSelection: true })
          }
        />
      )}
    </li>
  );
}

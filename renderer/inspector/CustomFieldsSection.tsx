import type { CustomField, CustomValue, Shot } from '@shared/document/records';
import { useList } from '../state/documentStore';
import { runCommand } from '../state/runCommand';
import { Switch } from '../ui/Checkbox';
import { FieldRow } from '../ui/FieldRow';
import { NumberField } from '../ui/NumberField';
import { Section } from '../ui/Panel';
import { Select } from '../ui/Select';
import { TextField } from '../ui/TextField';
import { sharedValue } from './shotFields';

/** A select takes an empty text for no choice at all, and would say "mixed"; no choice of a person is called so. */
const empty = '\u0000none';

/** The project's own fields of the selected shots; nothing where it has none. */
export function CustomFieldsSection({ shots }: { readonly shots: readonly Shot[] }) {
  const fields = useList('customField');
  if (fields.length === 0) return null;
  return (
    <Section title="Custom fields">
      {fields.map((field) => (
        <FieldRow key={field.id} label={field.name}>
          <FieldControl field={field} shots={shots} />
        </FieldRow>
      ))}
    </Section>
  );
}

function FieldControl({ field, shots }: { readonly field: CustomField; readonly shots: readonly Shot[] }) {
  const shotIds = shots.map(({ id }) => id);
  const set = (value: CustomValue | null): void =>
    void runCommand(
      'shot.setCustomField',
      { shotIds, customFieldId: field.id, value },
      { keepSelection: true },
    );
  const shared = sharedValue(shots, (shot) => shot.customFields[field.id] ?? null);
  if (field.type === 'checkbox')
    return <Switch label={field.name} isChecked={shared === true} onChange={(isOn) => set(isOn)} />;
  if (field.type === 'number')
    return (
      <NumberField
        label={field.name}
        value={typeof shared === 'number' ? shared : null}
        placeholder={shared === undefined ? 'mixed' : '—'}
        onCommit={set}
      />
    );
  if (field.type === 'choice')
    return (
      <Select
        label={field.name}
        value={shared === undefined ? null : typeof shared === 'string' ? shared : empty}
        placeholder="mixed"
        options={[
          { value: empty, label: '—' },
          ...field.choices.map((choice) => ({ value: choice, label: choice })),
        ]}
        onChange={(choice) => set(choice === empty ? null : choice)}
      />
    );
  return (
    <TextField
      key={shotIds.join()}
      label={field.name}
      value={typeof shared === 'string' ? shared : ''}
      placeholder={shared === undefined ? 'Differs: typing here changes all' : undefined}
      onCommit={set}
    />
  );
}

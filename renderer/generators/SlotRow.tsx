import { fieldsFor, slotOn } from '@shared/generation/comfyui/editSlots';
import {
  pictureSlots,
  type Slot,
  type Target,
  type WorkflowTemplate,
} from '@shared/generation/comfyui/template';
import type { WorkflowField } from '@shared/generation/comfyui/workflowView';
import { Checkbox } from '../ui/Checkbox';
import { IconButton } from '../ui/IconButton';
import { Plus, X } from '../ui/icons';
import { Select } from '../ui/Select';
import styles from './Generators.module.css';

interface SlotRowProps {
  readonly template: WorkflowTemplate;
  readonly slot: Slot;
  readonly name: string;
  /** Why it was found there; null = a person chose it. */
  readonly reason: string | null;
  /** null = it is not set any more. */
  readonly onChange: (slot: Slot | null) => void;
}

/** One slot: which fields it goes to. */
export function SlotRow({ template, slot, name, reason, onChange }: SlotRowProps) {
  const fields = fieldsFor(template.workflow, slot.slot);
  const options = fields.map((field) => ({ value: keyOf(field), label: fieldLabel(field) }));
  const known = new Set(options.map(({ value }) => value));
  const setTargets = (targets: readonly Target[]): void => {
    onChange(targets.length === 0 ? null : slotOn(template, slot.slot, targets));
  };
  const isPicture = pictureSlots.has(slot.slot);
  const withoutIt = isPicture ? slotOn(template, slot.slot, slot.targets).detach : null;
  const next = fields.find((field) => !slot.targets.some((target) => keyOf(target) === keyOf(field)));
  return (
    <div className={styles.slot}>
      <span className={styles.slotName}>{name}</span>
      <div className={styles.slotFields}>
        {slot.targets.map((target, index) => (
          <div key={keyOf(target)} className={styles.slotField}>
            <Select
              label={index === 0 ? `Field for ${name}` : `Field ${index + 1} for ${name}`}
              className={styles.wide}
              value={known.has(keyOf(target)) ? keyOf(target) : null}
              placeholder={`${target.nodeId} · ${target.input} is gone`}
              options={options}
              onChange={(key) =>
                setTargets(slot.targets.map((other, at) => (at === index ? targetOf(key) : other)))
              }
            />
            {next && !isPicture && index === slot.targets.length - 1 && index < 7 && (
              <IconButton
                icon={Plus}
                size="small"
                label={`Set another field for ${name} as well`}
                tooltip="Set another field to the same"
                onClick={() => setTargets([...slot.targets, { nodeId: next.nodeId, input: next.input }])}
              />
            )}
            <IconButton
              icon={X}
              size="small"
              label={slot.targets.length > 1 ? `Do not set this field for ${name}` : `Do not set ${name}`}
              tooltip="Leave as it is in the workflow"
              onClick={() => setTargets(slot.targets.filter((_, at) => at !== index))}
            />
          </div>
        ))}
        {(reason !== null || isPicture) && (
          <div className={styles.slotMore}>
            {reason !== null && <span className={styles.fact}>{reason}</span>}
            {isPicture && (
              <Checkbox
                label="may be missing"
                isChecked={slot.detach !== null}
                isDisabled={withoutIt === null}
                onChange={(isOptional) => onChange({ ...slot, detach: isOptional ? withoutIt : null })}
              />
            )}
          </div>
        )}
      </div>
    </div>
  );
}

/** Characters of a value that are shown beside its field. */
const valueCap = 42;

function fieldLabel({ node, input, value }: WorkflowField): string {
  const text = String(value).replace(/\s+/g, ' ').trim();
  const shown = text.length > valueCap ? `${text.slice(0, valueCap)}…` : text;
  return shown === '' ? `${node} · ${input}` : `${node} · ${input}: ${shown}`;
}

function keyOf({ nodeId, input }: Target): string {
  return JSON.stringify([nodeId, input]);
}

function targetOf(key: string): Target {
  const [nodeId, input] = JSON.parse(key) as [string, string];
  return { nodeId, input };
}

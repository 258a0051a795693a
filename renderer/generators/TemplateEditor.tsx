import { nodeLabel } from '@shared/generation/comfyui/apiWorkflow';
import { fieldsFor, slotOn, withFieldValue } from '@shared/generation/comfyui/editSlots';
import {
  type Slot,
  type SlotName,
  slotNames,
  slotWords,
  type WorkflowTemplate,
} from '@shared/generation/comfyui/template';
import type { WorkflowView } from '@shared/generation/comfyui/workflowView';
import { useEffect, useState } from 'react';
import { call } from '../state/bridge';
import { raiseError } from '../state/notices';
import { Button } from '../ui/Button';
import { FieldRow } from '../ui/FieldRow';
import { CircleAlert, CircleCheck, Info, Plus, RotateCcw, Trash2 } from '../ui/icons';
import { Menu } from '../ui/Menu';
import { NumberField } from '../ui/NumberField';
import { Select } from '../ui/Select';
import { Spinner } from '../ui/Spinner';
import { TextArea, TextField } from '../ui/TextField';
import styles from './Generators.module.css';
import { SlotRow } from './SlotRow';

interface TemplateEditorProps {
  readonly template: WorkflowTemplate;
  readonly isShipped: boolean;
  readonly isOwn: boolean;
  /** What was found when it was read just now. */
  readonly found: WorkflowView | null;
  readonly onSave: (template: WorkflowTemplate) => Promise<void>;
  readonly onRemove: () => void;
}

/** Which fields of a workflow Ekonte sets. Changes are kept at once; one of the program's becomes a copy of the person's. */
export function TemplateEditor({ template, isShipped, isOwn, found, onSave, onRemove }: TemplateEditorProps) {
  const [view, setView] = useState<WorkflowView | null>(found);
  const { workflow, outputNodeId } = template;
  useEffect(() => {
    let isCurrent = true;
    call('comfyui.inspectWorkflow', { workflow, outputNodeId }).then((seen) => {
      if (isCurrent) setView(seen);
    }, raiseError);
    return () => {
      isCurrent = false;
    };
  }, [workflow, outputNodeId]);

  const save = (change: Partial<WorkflowTemplate>): void => void onSave({ ...template, ...change });
  const setSlot = (index: number, slot: Slot | null): void => {
    const slots = template.slots.flatMap((other, at) => (at === index ? (slot ? [slot] : []) : [other]));
    save({ slots });
  };
  const addSlot = (name: SlotName): void => {
    const used = new Set(
      template.slots.flatMap(({ targets }) => targets.map(({ nodeId, input }) => `${nodeId} ${input}`)),
    );
    const fields = fieldsFor(workflow, name);
    const field = fields.find(({ nodeId, input }) => !used.has(`${nodeId} ${input}`)) ?? fields[0];
    if (field)
      save({
        slots: [...template.slots, slotOn(template, name, [{ nodeId: field.nodeId, input: field.input }])],
      });
  };
  const isUsed = (name: SlotName): boolean =>
    name !== 'reference' && template.slots.some(({ slot }) => slot === name);
  const reasonOf = ({ slot, targets }: Slot): string | null => {
    const [first] = targets;
    const same = view?.slots.find(
      (other) =>
        other.slot.slot === slot &&
        other.slot.targets.some(({ nodeId, input }) => nodeId === first?.nodeId && input === first.input),
    );
    return same?.reason ?? null;
  };

  return (
    <div className={styles.editor}>
      <div className={styles.cardHead}>
        <TextField
          label="Name of the template"
          value={template.name}
          maxLength={120}
          onCommit={(name) => {
            if (name.trim() !== '') save({ name });
          }}
          className={styles.templateName}
        />
        {isOwn && (
          <Button icon={isShipped ? RotateCcw : Trash2} onClick={onRemove}>
            {isShipped ? 'Restore' : 'Delete'}
          </Button>
        )}
      </div>
      <TextArea
        label="Description of the template"
        value={template.description}
        placeholder="What it is good for"
        maxLength={2_000}
        rows={1}
        onCommit={(description) => save({ description })}
      />
      <Lacks view={view} onChoose={(target, value) => void onSave(withFieldValue(template, target, value))} />

      <h3 className={styles.heading}>What Ekonte sets</h3>
      <div className={styles.slots}>
        {template.slots.map((slot, index) => (
          <SlotRow
            // biome-ignore lint/suspicious/noArrayIndexKey: slots have no name of their own; references repeat
            key={`${slot.slot} ${index}`}
            template={template}
            slot={slot}
            name={
              slot.slot === 'reference'
                ? `Reference ${referenceNumber(template.slots, index)}`
                : slotWords[slot.slot]
            }
            reason={reasonOf(slot)}
            onChange={(changed) => setSlot(index, changed)}
          />
        ))}
      </div>
      <Menu
        entries={() =>
          slotNames
            .filter((name) => !isUsed(name) && fieldsFor(workflow, name).length > 0)
            .map((name) => ({ id: name, label: slotWords[name], run: () => addSlot(name) }))
        }
      >
        <Button size="small" variant="plain" icon={Plus} className={styles.addSlot}>
          Set Another Field
        </Button>
      </Menu>

      <h3 className={styles.heading}>What comes back</h3>
      <FieldRow label="Result" className={styles.row}>
        <Select
          label="Node that gives the result"
          className={styles.wide}
          value={outputNodeId}
          options={(view?.outputs ?? [{ nodeId: outputNodeId, makes: template.makes }]).map(
            ({ nodeId, makes }) => ({
              value: nodeId,
              label: `${nodeLabel(workflow, nodeId)}, ${makes === 'video' ? 'a clip' : 'a picture'}`,
            }),
          )}
          onChange={(nodeId) => {
            const makes = view?.outputs.find((output) => output.nodeId === nodeId)?.makes ?? template.makes;
            save({ outputNodeId: nodeId, makes });
          }}
        />
      </FieldRow>
      {template.makes === 'video' && (
        <FieldRow label="Made for" className={styles.row}>
          <NumberField
            label="Frames a second the model was made for"
            value={template.framesPerSecond}
            placeholder="the film’s"
            min={1}
            max={240}
            decimals={2}
            step={1}
            unit="frames a second"
            className={styles.number}
            onCommit={(framesPerSecond) => save({ framesPerSecond })}
          />
        </FieldRow>
      )}
      {template.slots.some(({ slot }) => slot === 'width' || slot === 'height') && (
        <FieldRow label="Size" className={styles.row}>
          <NumberField
            label="Pixels of a picture, in millions"
            value={template.pixels === null ? null : template.pixels / 1e6}
            placeholder="the film’s"
            min={0.02}
            max={100}
            decimals={2}
            step={0.05}
            unit="million pixels"
            className={styles.number}
            onCommit={(millions) => save({ pixels: Math.round(millions * 1e6) })}
          />
          <span className={styles.fact}>in the film’s ratio; a draft has a quarter</span>
        </FieldRow>
      )}
      {view?.notes.map((note) => (
        <p key={note} className={styles.note}>
          <Info aria-hidden /> {note}
        </p>
      ))}
    </div>
  );
}

function referenceNumber(slots: readonly Slot[], index: number): number {
  return slots.slice(0, index + 1).filter(({ slot }) => slot === 'reference').length;
}

interface LacksProps {
  readonly view: WorkflowView | null;
  readonly onChoose: (target: { nodeId: string; input: string }, value: string) => void;
}

/** What the server does not have for it, each with what it has instead. */
function Lacks({ view, onChoose }: LacksProps) {
  if (!view) {
    return (
      <p className={styles.fact}>
        <Spinner /> Looking at the workflow
      </p>
    );
  }
  if (view.lacks === null || view.server === null) {
    return (
      <p className={styles.note}>
        <Info aria-hidden /> No server answers, so nodes and model files were not checked.
      </p>
    );
  }
  if (view.lacks.length === 0) {
    return (
      <p className={styles.good}>
        <CircleCheck aria-hidden /> {view.server} has everything for it.
      </p>
    );
  }
  return (
    <ul className={styles.lacks} aria-label="What is missing">
      {view.lacks.map((lack) => (
        <li key={`${lack.nodeId} ${lack.input ?? ''}`}>
          <CircleAlert aria-hidden />
          <span>{lack.message}</span>
          {lack.input !== null && lack.options.length > 0 && (
            <Select
              label={`${lack.input} instead`}
              value={null}
              placeholder="Use another"
              options={lack.options.map((option) => ({ value: option, label: option }))}
              onChange={(value) => onChoose({ nodeId: lack.nodeId, input: lack.input ?? '' }, value)}
              className={styles.instead}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

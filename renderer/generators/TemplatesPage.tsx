import { templateSchema, type WorkflowTemplate } from '@shared/generation/comfyui/template';
import type { WorkflowView } from '@shared/generation/comfyui/workflowView';
import { type DragEvent, useRef, useState } from 'react';
import { call } from '../state/bridge';
import { raiseError, raiseNotice } from '../state/notices';
import { useLoaded } from '../state/useLoaded';
import { Badge } from '../ui/Badge';
import { Button } from '../ui/Button';
import { cx } from '../ui/cx';
import { Film, Image, Upload } from '../ui/icons';
import { Spinner } from '../ui/Spinner';
import styles from './Generators.module.css';
import { TemplateEditor } from './TemplateEditor';
import { newTemplateId } from './templateIds';

const loadTemplates = () => call('comfyui.templates', null);

/** Workflows with their slots: those that come with the program, and the person's own. */
export function TemplatesPage() {
  const [templates, reload] = useLoaded(loadTemplates);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [isOver, setOver] = useState(false);
  const [isReading, setReading] = useState(false);
  /** What was found in a workflow just read, by template. */
  const [view, setView] = useState<{ readonly templateId: string; readonly view: WorkflowView } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const entry = templates?.find(({ template }) => template.id === chosenId) ?? templates?.[0];

  const read = async (file: File): Promise<void> => {
    setReading(true);
    setProblem(null);
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const found = await call('comfyui.readWorkflow', { name: file.name, bytes });
      const known = new Set((templates ?? []).map(({ template }) => template.id));
      const template = templateOf(found, file.name, known);
      await call('comfyui.saveTemplate', { template });
      setView({ templateId: template.id, view: found });
      setChosenId(template.id);
      await reload();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setReading(false);
    }
  };
  const handleDrop = (event: DragEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) void read(file);
  };
  const save = async (template: WorkflowTemplate): Promise<void> => {
    try {
      await call('comfyui.saveTemplate', { template });
      await reload();
    } catch (error) {
      raiseError(error);
    }
  };
  const remove = async (template: WorkflowTemplate, isShipped: boolean): Promise<void> => {
    try {
      await call('comfyui.removeTemplate', { templateId: template.id });
      await reload();
      raiseNotice({
        tone: 'info',
        message: isShipped ? `"${template.name}" is as it came.` : `"${template.name}" was deleted.`,
        action: { label: 'Undo', run: () => void save(template) },
      });
    } catch (error) {
      raiseError(error);
    }
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files are dropped here; the button does the same by key
    <div
      className={cx(styles.templates, isOver && styles.over)}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        event.stopPropagation();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={handleDrop}
    >
      <div className={styles.templateList}>
        <div className={styles.import}>
          <Button icon={Upload} isBusy={isReading} onClick={() => input.current?.click()}>
            Import Workflow…
          </Button>
          <p className={styles.fact}>or drop a JSON, or a picture made by ComfyUI</p>
          <input
            ref={input}
            type="file"
            hidden
            aria-label="Workflow file"
            accept=".json,.png,.webp"
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? [];
              if (file) void read(file);
              event.currentTarget.value = '';
            }}
          />
        </div>
        <ul aria-label="Workflow templates">
          {templates?.map(({ template, isShipped, isOwn }) => (
            <li key={template.id}>
              <button
                type="button"
                className={styles.templateItem}
                aria-current={template.id === entry?.template.id || undefined}
                onClick={() => {
                  setChosenId(template.id);
                  setProblem(null);
                }}
              >
                {template.makes === 'video' ? <Film aria-label="Clip" /> : <Image aria-label="Picture" />}
                <span>{template.name}</span>
                {isOwn && <Badge>{isShipped ? 'changed' : 'own'}</Badge>}
              </button>
            </li>
          ))}
        </ul>
      </div>
      <div className={styles.templateBody}>
        {problem !== null && (
          <p role="alert" className={styles.problem} data-selectable>
            {problem}
          </p>
        )}
        {entry ? (
          <TemplateEditor
            key={entry.template.id}
            template={entry.template}
            isShipped={entry.isShipped}
            isOwn={entry.isOwn}
            found={view?.templateId === entry.template.id ? view.view : null}
            onSave={save}
            onRemove={() => void remove(entry.template, entry.isShipped)}
          />
        ) : (
          <Spinner label="Loading templates" />
        )}
      </div>
    </div>
  );
}

/** A template of what was found in a file, named after it. @throws Error when nothing in it saves a result */
function templateOf(view: WorkflowView, fileName: string, known: ReadonlySet<string>): WorkflowTemplate {
  const output = view.outputs.find(({ nodeId }) => nodeId === view.outputNodeId);
  if (!output) throw new Error(view.notes[0] ?? 'Nothing in this workflow saves a result.');
  const name = fileName.replace(/\.[a-z0-9]+$/i, '').replaceAll('_', ' ');
  return templateSchema.parse({
    version: 1,
    id: newTemplateId(name, known),
    name: name.slice(0, 120) || 'Workflow',
    makes: output.makes,
    workflow: view.workflow,
    slots: view.slots.map(({ slot }) => slot),
    outputNodeId: output.nodeId,
    framesPerSecond: view.framesPerSecond,
    pixels: view.pixels,
  });
}

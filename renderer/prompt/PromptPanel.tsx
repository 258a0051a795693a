import type { RequestOptions } from '@shared/generation/buildRequest';
import { costWords, shortNumber } from '@shared/generation/costWords';
import { applyMend, mendCommand } from '@shared/generation/mends';
import type { Problem } from '@shared/generation/problems';
import { useState } from 'react';
import { gatherProblems } from '../problems/gatherProblems';
import { ProblemLine } from '../problems/ProblemLine';
import { promptModels } from '../state/clipPacking';
import { raiseNotice } from '../state/notices';
import { runCommand } from '../state/runCommand';
import { select, sessionStore } from '../state/sessionStore';
import { Button } from '../ui/Button';
import { cx } from '../ui/cx';
import { EmptyState } from '../ui/EmptyState';
import { FieldRow } from '../ui/FieldRow';
import { Copy, Film } from '../ui/icons';
import { Section } from '../ui/Panel';
import { ScrollArea } from '../ui/ScrollArea';
import { Select } from '../ui/Select';

import styles from './Prompt.module.css';
import { PromptShot } from './PromptShot';
import { type PromptPreview, usePromptModel, usePromptPreview, usePromptShots } from './usePromptPreview';

const modelOptions = promptModels.map(({ id, name, isConfirmed }) => ({
  value: id,
  label: isConfirmed ? name : `${name} (unconfirmed)`,
}));

/** What a model will be told of the shot at hand and those that go along, to the letter; what it costs and what stands against it. */
export function PromptPanel() {
  const model = usePromptModel();
  const shotIds = usePromptShots(model);
  const [run, setRun] = useState<{ readonly key: string; readonly options: Partial<RequestOptions> }>({
    key: '',
    options: none,
  });
  // What was mended for one run says nothing about another.
  const key = `${model.id} ${shotIds.join(' ')}`;
  const options = run.key === key ? run.options : none;
  const preview = usePromptPreview(shotIds, model, options);
  if (!preview) return <EmptyState icon={Film} message="Choose a shot to see its prompt." />;
  const mend = (alike: readonly Problem[]): void => {
    const [action] = alike.flatMap((problem) => problem.mend?.action ?? []);
    if (!action) return;
    const command = mendCommand(action);
    if (command) void runCommand(command.command, command.args, { keepSelection: true });
    else if (action.type === 'setModel') sessionStore.setState({ promptModel: action.model });
    else if (action.type === 'splitGroup') select(action.shotIds.slice(0, 1));
    else {
      const mended = alike.reduce(
        (before, problem) =>
          problem.mend ? applyMend(before, preview.request, problem.mend.action) : before,
        { ...options, model: model.id },
      );
      setRun({ key, options: mended });
    }
  };
  return (
    <ScrollArea>
      <Section title="Job">
        <FieldRow label="Model">
          <Select
            label="Model"
            value={model.id}
            options={modelOptions}
            onChange={(promptModel) => sessionStore.setState({ promptModel })}
          />
        </FieldRow>
        <Facts preview={preview} />
      </Section>
      <Section
        title={
          preview.request.shots.length === 1 ? 'Prompt' : `Prompt of ${preview.request.shots.length} shots`
        }
        actions={
          <Button
            variant="plain"
            size="small"
            icon={Copy}
            className={styles.copy}
            onClick={() => void copyPrompt(preview)}
          >
            Copy
          </Button>
        }
      >
        {preview.request.shots.map((shot, index) => (
          <PromptShot
            key={shot.shotId}
            shot={shot}
            compiled={preview.prompt.shots[index]}
            limit={
              preview.prompt.isMultiShot
                ? (preview.model.multiShot?.maxCharactersPerShot ?? null)
                : (preview.model.prompt?.maxCharacters ?? null)
            }
            elements={preview.request.elements}
          />
        ))}
      </Section>
      {preview.problems.length > 0 && (
        <Section title="Before it is sent" detail={preview.problems.length}>
          {gatherProblems(preview.problems).map((alike) => (
            <ProblemLine
              key={alike.map(({ message }) => message).join()}
              alike={alike}
              onMend={() => mend(alike)}
            />
          ))}
        </Section>
      )}
    </ScrollArea>
  );
}

const none: Partial<RequestOptions> = {};

function Facts({ preview: { request, prompt, model, cost } }: { readonly preview: PromptPreview }) {
  const seconds = request.shots.reduce((sum, shot) => sum + shot.seconds, 0);
  const limit = model.prompt?.maxCharacters ?? null;
  const resolution = request.resolution === 'project' ? '' : ` · ${request.resolution}`;
  return (
    <div className={styles.facts}>
      <span>
        {request.shots.length === 1 ? '1 shot' : `${request.shots.length} shots in one job`} ·{' '}
        {shortNumber(seconds)} s{resolution} · {request.sound === 'on' ? 'with sound' : 'silent'}
      </span>
      <span className={cx(limit !== null && prompt.characters > limit && styles.over)}>
        {prompt.characters}
        {limit === null ? '' : ` / ${limit}`} characters
      </span>
      <span>{costWords(cost)}</span>
      <span className={styles.dim}>Limits and prices as of {model.asOf}</span>
    </div>
  );
}

async function copyPrompt({ prompt, request }: PromptPreview): Promise<void> {
  const text = prompt.text === '' ? prompt.shots.map((shot) => shot.text).join('\n') : prompt.text;
  await navigator.clipboard.writeText(text);
  const count = request.shots.length;
  raiseNotice({
    tone: 'success',
    message: count === 1 ? 'The prompt is copied.' : `The prompt of ${count} shots is copied.`,
  });
}

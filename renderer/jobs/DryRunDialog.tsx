import { costWords, shortNumber } from '@shared/generation/costWords';
import { findModel } from '@shared/generation/models';
import type { GenerationPreview, GroupPreview } from '@shared/generation/preview';
import { counted } from '@shared/generation/problemWords';
import { useState } from 'react';
import { gatherProblems } from '../problems/gatherProblems';
import { ProblemLine } from '../problems/ProblemLine';
import { raiseError, raiseNotice } from '../state/notices';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { ChevronDown, ChevronRight, Copy, Sparkles } from '../ui/icons';
import styles from './DryRun.module.css';
import { jobsPanelStore, useJobsPanel } from './jobsPanelStore';

const close = (): void => jobsPanelStore.setState({ dryRun: null });

/** Everything that would be sent, to the letter, without a word of it leaving this machine. */
export function DryRunDialog() {
  const preview = useJobsPanel((state) => state.dryRun);
  return preview && <OpenDialog preview={preview} />;
}

function OpenDialog({ preview }: { readonly preview: GenerationPreview }) {
  const { groups, cost, isSendable } = preview;
  const shots = groups.reduce((sum, { shotIds }) => sum + shotIds.length, 0);
  const end = isSendable ? 'It can be sent as it is.' : 'Something keeps it from being sent.';
  return (
    <Dialog
      isOpen
      isForReading
      width={720}
      title="Checked, and nothing was sent"
      description={`${counted(shots, 'shot')} in ${counted(groups.length, 'submission')} · ${costWords(cost)} · ${end}`}
      onClose={close}
      actions={
        <>
          <Button icon={Copy} onClick={() => void copyPreview(preview)}>
            Copy as JSON
          </Button>
          <Button
            variant="accent"
            icon={Sparkles}
            onClick={() => jobsPanelStore.setState({ dryRun: null, isGenerateOpen: true })}
          >
            Back to Generate
          </Button>
        </>
      }
    >
      <ul className={styles.groups} aria-label="Submissions">
        {groups.map((group) => (
          <Group key={group.shotIds.join()} group={group} />
        ))}
      </ul>
    </Dialog>
  );
}

function Group({ group }: { readonly group: GroupPreview }) {
  const [isOpen, setOpen] = useState(false);
  const { label, model, seconds, prompt, cost, problems, request } = group;
  const limit = prompt.maxCharacters === null ? '' : ` of ${prompt.maxCharacters}`;
  const words = prompt.text || prompt.shots.map(({ text }) => text).join('\n');
  return (
    <li className={styles.group}>
      <header className={styles.head}>
        <span className={styles.label}>{label}</span>
        <span className={styles.dim}>
          {[
            findModel(model)?.name ?? model,
            `${shortNumber(seconds)} s`,
            prompt.characters > 0 ? `${prompt.characters}${limit} characters` : '',
          ]
            .filter((fact) => fact !== '')
            .join(' · ')}
        </span>
        <span className={styles.price}>{costWords(cost)}</span>
      </header>
      {gatherProblems(problems).map((alike) => (
        <ProblemLine key={alike.map(({ message }) => message).join()} alike={alike} />
      ))}
      {words !== '' && (
        <p className={styles.words} data-selectable>
          {words}
        </p>
      )}
      {request && (
        <>
          <button
            type="button"
            className={styles.fold}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? <ChevronDown aria-hidden /> : <ChevronRight aria-hidden />}
            Request to {request.route}
          </button>
          {isOpen && (
            <pre className={styles.body} data-selectable>
              {JSON.stringify(request.body, null, 2)}
            </pre>
          )}
        </>
      )}
    </li>
  );
}

async function copyPreview(preview: GenerationPreview): Promise<void> {
  try {
    await navigator.clipboard.writeText(JSON.stringify(preview, null, 2));
    raiseNotice({ tone: 'success', message: 'The dry run is copied.' });
  } catch (error) {
    raiseError(error);
  }
}

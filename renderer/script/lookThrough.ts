import type { ReadScript } from '@shared/rpc/table';
import { planScriptInSteps, type ScriptImport } from '@shared/script/planScript';
import type { Screenplay } from '@shared/script/screenplay';
import { documentStore } from '../state/documentStore';
import { nextTask } from '../state/nextTask';

/** What is chosen of an import before the person has chosen anything. */
export const firstChoices = (screenplay: Screenplay): ScriptImport => ({
  screenplay,
  shots: 'scene',
  leftOut: [],
  takenOut: [],
  removesGoneLines: true,
});

/**
 * Compares a screenplay with the open film before it is shown, a part a task: what is worked out is remembered, and the dialog has
 * it at once. Left where the film changes meanwhile; the dialog then compares by itself.
 */
export async function lookThrough({ screenplay }: ReadScript): Promise<void> {
  const { document, isLoaded, revision } = documentStore.getState();
  if (!isLoaded) return;
  for (const _step of planScriptInSteps(document, firstChoices(screenplay))) {
    await nextTask();
    const now = documentStore.getState();
    if (now.document !== document || now.revision !== revision) return;
  }
}

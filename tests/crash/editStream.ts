import { commands } from '@shared/commands/registry';
import type { Document } from '@shared/document/document';
import type { Random } from '@shared/testing/random';
import { randomArgs } from '@shared/testing/randomArgs';

export type StreamStep =
  | { readonly type: 'undo' | 'redo' }
  /** Sent without waiting for each other's answers. */
  | { readonly type: 'edits'; readonly requests: readonly unknown[] };

/** Enough for every command to find something, small enough to compare after every kill. */
const recordLimit = 300;

const personal = commands.filter(({ isInternal }) => !isInternal);

/** What a busy person does next, as the seed says. */
export function nextStep(document: Document, random: Random): StreamStep {
  const roll = random.next();
  if (roll < 0.15) return { type: 'undo' };
  if (roll < 0.25) return { type: 'redo' };
  return {
    type: 'edits',
    requests: Array.from({ length: random.int(1, 4) }, () => randomEdit(document, random)),
  };
}

function randomEdit(document: Document, random: Random): unknown {
  const isFull = document.count() > recordLimit;
  const candidates = personal.filter(({ id }) => !isFull || id.includes('.delete'));
  const definition =
    document.list('shot').length < 3 ? commands.find(({ id }) => id === 'shot.add') : random.pick(candidates);
  if (!definition) throw new Error('There are no commands.');
  return { command: definition.id, args: randomArgs(definition, document, random), selection: [] };
}

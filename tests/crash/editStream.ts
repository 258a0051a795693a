import { type CommandDefinition, planCommand } from '@shared/commands/command';
import { commands } from '@shared/commands/registry';
import { isEmptyDiff } from '@shared/document/diff';
import type { Document } from '@shared/document/document';
import type { Random } from '@shared/testing/random';
import { randomArgs } from '@shared/testing/randomArgs';
import { countingContext } from '@shared/testing/runCommands';

export type StreamStep =
  | { readonly type: 'undo' | 'redo' }
  /** Sent without waiting for each other's answers. */
  | { readonly type: 'edits'; readonly requests: readonly unknown[] };

/** Enough for every command to find something, small enough to compare after every kill. */
const recordLimit = 300;

const attemptLimit = 10;
const personal = commands.filter(({ isInternal }) => !isInternal);
const deleting = personal.filter(({ id }) => id.includes('.delete'));

/** What a busy person does next, as the seed says. */
export function nextStep(
  document: Document,
  random: Random,
  { canUndo }: { readonly canUndo: boolean },
): StreamStep {
  const roll = canUndo ? random.next() : 1;
  if (roll < 0.15) return { type: 'undo' };
  if (roll < 0.25) return { type: 'redo' };
  return {
    type: 'edits',
    requests: Array.from({ length: random.int(1, 4) }, () => randomEdit(document, random)),
  };
}

/**
 * Mostly one that goes through: what the plan refuses here is tried again with other chances. A full document grows no more;
 * it is not only deleted from, since what is locked or omitted stays until somebody unlocks it.
 */
function randomEdit(document: Document, random: Random): unknown {
  const isFull = document.count() > recordLimit;
  const candidates = isFull && random.chance(0.5) ? deleting : personal;
  const addShot = commands.find(({ id }) => id === 'shot.add');
  for (let attempt = 1; ; attempt += 1) {
    const definition = document.list('shot').length < 3 ? addShot : random.pick(candidates);
    if (!definition) throw new Error('There are no commands.');
    const args = randomArgs(definition, document, random);
    if (attempt === attemptLimit || goesThrough(definition, document, args, { mayGrow: !isFull })) {
      return { command: definition.id, args, selection: [] };
    }
  }
}

function goesThrough(
  definition: CommandDefinition,
  document: Document,
  args: unknown,
  { mayGrow }: { readonly mayGrow: boolean },
): boolean {
  try {
    const { diff } = planCommand(definition, document, args, countingContext());
    return !isEmptyDiff(diff) && (mayGrow || diff.added.length <= diff.removed.length);
  } catch {
    return false;
  }
}

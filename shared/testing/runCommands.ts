import { type PlanContext, type PlannedEdit, planCommand } from '../commands/command';
import { findCommand } from '../commands/registry';
import { Document, type DocumentView } from '../document/document';
import { idFactory } from '../document/factories';
import { checkInvariants } from '../document/invariants';

/** Ids count up: `sht_made0001`, `scn_made0002` … */
export function countingContext(): PlanContext {
  let count = 0;
  const newId = idFactory(() => {
    count += 1;
    return `made${String(count).padStart(4, '0')}`;
  });
  return { newId, nowMs: 1_700_000_000_000 };
}

/** @throws as planCommand */
export function plan(
  document: DocumentView,
  command: string,
  args: unknown,
  context = countingContext(),
): PlannedEdit {
  const definition = findCommand(command);
  if (!definition) throw new Error(`There is no command ${command}.`);
  return planCommand(definition, document, args, context);
}

/** For tests that run one command on the result of another: ids go on counting. */
export function commandRunner(): (
  before: Document,
  command: string,
  args: unknown,
) => ReturnType<typeof run> {
  const context = countingContext();
  return (before, command, args) => run(before, command, args, context);
}

/** Runs one command on a copy of the document. @throws as planCommand, and when the result breaks an invariant */
export function run(
  before: Document,
  command: string,
  args: unknown,
  context = countingContext(),
): { document: Document; edit: PlannedEdit } {
  const edit = plan(before, command, args, context);
  const document = new Document(before.records());
  document.apply(edit.diff);
  const [problem] = checkInvariants(document);
  if (problem) throw new Error(`${command} breaks the document: ${problem.message}`);
  return { document, edit };
}

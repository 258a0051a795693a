import { z } from 'zod';
import type { Diff } from '../document/diff';
import type { DocumentView } from '../document/document';
import { Draft, TakenIdError } from '../document/draft';
import type { NewId } from '../document/factories';
import type { AnyRecord, IdOf, Kind } from '../document/records';
import { referencesOf } from '../document/references';
import { settleNumbers } from '../shots/numbering/settleNumbers';
import { runAtOnce, type Steps } from '../steps/runSteps';
import { PlanRefusal } from './refusal';

export { PlanRefusal };

/** What a plan gets besides the document: everything that is not a function of its arguments. */
export interface PlanContext {
  readonly newId: NewId;
  /** Milliseconds since 1970, for records that keep when they were made. */
  readonly nowMs: number;
}

/** Ids that should be selected after the edit; absent = the selection stays. */
export interface PlanResult {
  readonly label?: string;
  readonly selection?: readonly string[];
}

export interface CommandDefinition<Args extends z.ZodType = z.ZodType> {
  /** `domain.verbNoun`: the same word in menus, keys, palette, history, the command line and tests. */
  readonly id: string;
  /** What menus and the history show. */
  readonly title: string;
  readonly args: Args;
  /**
   * Run by imports and jobs only, which have put files in their place before; the window and the command line may not, or
   * they could bring any path of the machine into the project.
   */
  readonly isInternal?: boolean;
  /** Pure: writes the edit into the draft. Throws PlanRefusal to say no. In steps of a shot or so where it may touch thousands. */
  readonly plan: (
    draft: Draft,
    args: z.infer<Args>,
    context: PlanContext,
  ) => PlanResult | undefined | Steps<PlanResult | undefined>;
}

export function defineCommand<Args extends z.ZodType>(
  definition: CommandDefinition<Args>,
): CommandDefinition<Args> {
  return definition;
}

export interface PlannedEdit {
  readonly diff: Diff;
  readonly label: string;
  readonly selection: readonly string[] | undefined;
}

/** A command with the arguments somebody gave for it, not yet looked at. */
export interface PlannedCall {
  readonly definition: CommandDefinition;
  readonly args: unknown;
}

/**
 * Plans one command on a document: the same arguments, document and context always give the same diff.
 * @throws ZodError on arguments of the wrong shape, PlanRefusal and MissingRecordError when it cannot be done.
 */
export function planCommand(
  definition: CommandDefinition,
  document: DocumentView,
  args: unknown,
  context: PlanContext,
): PlannedEdit {
  return planCommands([{ definition, args }], document, context);
}

/**
 * Plans commands as one edit; each sees what those before it did. Label and selection are those of the last one.
 * @throws as planCommand
 */
export function planCommands(
  calls: readonly PlannedCall[],
  document: DocumentView,
  context: PlanContext,
): PlannedEdit {
  return runAtOnce(planCommandsInSteps(calls, document, context));
}

/** Records whose targets a step looks up. */
const recordsPerStep = 500;

/** The same in steps of a few milliseconds, many of them much shorter; the document must stay as it is between them. */
export function* planCommandsInSteps(
  calls: readonly PlannedCall[],
  document: DocumentView,
  context: PlanContext,
): Steps<PlannedEdit> {
  const draft = new Draft(document);
  let label = '';
  let selection: readonly string[] | undefined;
  for (const { definition, args } of calls) {
    const parsed = definition.args.parse(args);
    yield;
    const result = yield* planning(() => definition.plan(draft, parsed, context));
    label = result?.label ?? definition.title;
    selection = result?.selection ?? selection;
  }
  yield;
  settleNumbers(draft);
  yield;
  const diff = yield* draft.toDiffInSteps();
  yield* requiringTargets(draft, diff);
  return { diff, label, selection };
}

function* planning(plan: () => ReturnType<CommandDefinition['plan']>): Steps<PlanResult | undefined> {
  const planned = refusingBrokenRecords(plan);
  if (!planned || !('next' in planned)) return planned;
  for (;;) {
    const step = refusingBrokenRecords(() => planned.next());
    if (step.done) return step.value;
    yield;
  }
}

/** Ids in arguments may be of records that are not there: whatever a plan has written must point to something. */
function* requiringTargets(draft: Draft, diff: Diff): Steps<void> {
  let count = 0;
  const requireTargets = (record: AnyRecord): boolean => {
    for (const { kind, id } of referencesOf(record)) draft.require(kind, id as IdOf<Kind>);
    count += 1;
    return count % recordsPerStep === 0;
  };
  for (const record of diff.added) if (requireTargets(record)) yield;
  for (const { kind, id } of diff.updated) if (requireTargets(draft.require(kind, id as IdOf<Kind>))) yield;
}

/** Arguments may be well formed and yet lead to a record that breaks its rules, as a lens of 9,000 mm: that is a refusal. */
function refusingBrokenRecords<T>(plan: () => T): T {
  try {
    return plan();
  } catch (error) {
    if (error instanceof TakenIdError) throw new PlanRefusal(error.message, error.id);
    if (!(error instanceof z.ZodError)) throw error;
    const issue = error.issues[0];
    throw new PlanRefusal(`The result would be out of bounds (${issue?.path.join('.')}: ${issue?.message}).`);
  }
}

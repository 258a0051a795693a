import { z } from 'zod';
import { PlanRefusal } from '../commands/refusal';
import { Document } from '../document/document';
import { type ExactCheck, exactCheck } from '../document/exactCheck';
import { checkInvariantsInSteps } from '../document/invariants';
import { type AnyRecord, anyRecordSchema, type Layer } from '../document/records';
import { runAtOnce, type Steps } from '../steps/runSteps';
import type { ClipKind } from './selection';

/** Names a fragment among the formats of the clipboard. */
export const fragmentFormat = 'application/x-ekonte-fragment';

/** The format of the records in it: that of project files. */
export const fragmentVersion = 3;

/** Of the text on the clipboard. A film of 3,000 shots with their drawings is about a third of it. */
export const maxFragmentLength = 48_000_000;
const maxRecords = 100_000;
/** The request of a take nests as its provider likes; nobody's is as deep. */
const maxDepth = 64;
/** Layers of one link. Comparing them takes its time with each. */
const maxLinked = 5_000;

/**
 * A piece of a film on its own: the chosen records and all that they point to, down to a project record with the rate and frame
 * they count in. It is a sound document by itself. What the chosen ones lie in comes along as an empty carrier.
 */
export interface Fragment {
  readonly version: number;
  /** Folder of the project it was copied from: where media that the target lacks may be found. Never opened for its name alone. */
  readonly source: string;
  readonly kind: ClipKind;
  /** The chosen ones, in their order. */
  readonly ids: readonly string[];
  readonly records: readonly AnyRecord[];
}

let isAsParsed: ExactCheck | undefined;

/** As `anyRecordSchema`; most are sound as they stand and need no parsing. */
const pastedRecordSchema = z.unknown().transform((value, context): AnyRecord => {
  isAsParsed ??= exactCheck(anyRecordSchema);
  if (isAsParsed(value)) return value as AnyRecord;
  const parsed = anyRecordSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const { message, path } of parsed.error.issues) context.addIssue({ code: 'custom', message, path });
  return z.NEVER;
});

const fragmentSchema = z.object({
  version: z.literal(fragmentVersion),
  source: z.string().max(4096),
  kind: z.enum(['scene', 'shot', 'board', 'layer', 'element', 'clip', 'dialogueLine']),
  ids: z.array(z.string().max(60)).min(1).max(10_000),
  records: z.array(pastedRecordSchema).min(1).max(maxRecords),
});

/** What has been looked through once: the edit does not do it again. */
const soundFragments = new WeakSet<object>();

/** For arguments of commands: a fragment that is sound. */
export const soundFragmentSchema = z.unknown().transform((value, context): Fragment => {
  if (typeof value === 'object' && value !== null && soundFragments.has(value)) return value as Fragment;
  const parsed = fragmentSchema.safeParse(value);
  const problem = parsed.success ? runAtOnce(fragmentProblem(parsed.data)) : parsed.error.issues[0]?.message;
  if (parsed.success && problem === undefined) return parsed.data;
  context.addIssue({ code: 'custom', message: problem ?? 'not valid' });
  return z.NEVER;
});

const notWhole = 'What is on the clipboard is not whole, so nothing was pasted.';

/**
 * Reads what any program may have put on the clipboard.
 * @throws PlanRefusal in words for the person; never anything else
 */
export function readFragment(text: string): Fragment {
  return runAtOnce(readFragmentInSteps(text));
}

/** The same in steps of some tens of milliseconds for a whole film. */
export function* readFragmentInSteps(text: string): Steps<Fragment> {
  if (text.length > maxFragmentLength)
    throw new PlanRefusal('What is on the clipboard is too much to paste at once. Copy it in parts.');
  if (isTooDeep(text)) throw new PlanRefusal(notWhole);
  yield;
  const json = jsonOf(text);
  yield;
  const version = z.object({ version: z.int() }).safeParse(json);
  if (version.success && version.data.version !== fragmentVersion) {
    throw new PlanRefusal(
      'What is on the clipboard was copied by another version of Ekonte. Copy it again with this one.',
    );
  }
  const parsed = fragmentSchema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new PlanRefusal(`${notWhole} (${issue?.path.join('.')}: ${issue?.message})`.slice(0, 400));
  }
  const fragment = parsed.data;
  yield;
  const problem = yield* fragmentProblem(fragment);
  if (problem !== undefined) throw new PlanRefusal(`${notWhole} (${problem})`.slice(0, 400));
  soundFragments.add(fragment);
  return fragment;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PlanRefusal(notWhole);
  }
}

/** Before it is parsed: what is nested without end would end the parser. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) isText = !isText;
    else if (isText) {
      if (code === 0x5c) at += 1;
    } else if (code === 0x5b || code === 0x7b) {
      depth += 1;
      if (depth > maxDepth) return true;
    } else if (code === 0x5d || code === 0x7d) depth -= 1;
  }
  return false;
}

function* fragmentProblem({ kind, ids, records }: Fragment): Steps<string | undefined> {
  const known = new Set<string>();
  for (const { id } of records) {
    if (known.has(id)) return `two records are called ${id}`;
    known.add(id);
  }
  const document = new Document(records.map((record) => ({ ...record })));
  for (const id of ids) if (!document.has(kind, id)) return `the ${kind} ${id} is missing`;
  if (new Set(ids).size !== ids.length) return `a ${kind} is there twice`;
  if (hasLargeLink(document.list('layer'))) return 'too many layers are linked';
  yield;
  return (yield* checkInvariantsInSteps(document))[0]?.message;
}

function hasLargeLink(layers: readonly Layer[]): boolean {
  const counts = new Map<string, number>();
  for (const { linkId } of layers) {
    if (linkId === null) continue;
    const count = (counts.get(linkId) ?? 0) + 1;
    if (count > maxLinked) return true;
    counts.set(linkId, count);
  }
  return false;
}

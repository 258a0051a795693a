import { z } from 'zod';
import { CodedError } from '../../rpc/result';

/** Real workflows have tens of nodes, the largest a few hundred. */
export const nodeCap = 4_000;
/** Real inputs are a number, a text or a short list. */
const depthCap = 60;

const nodeSchema = z.object({
  class_type: z.string().min(1).max(300),
  inputs: z.record(z.string().max(300), z.json()).default({}),
  _meta: z.object({ title: z.string().max(1_000).optional() }).optional(),
});
export type ApiNode = z.infer<typeof nodeSchema>;

/** A workflow as ComfyUI's server takes it: nodes by id, inputs by name, a link as `[node id, output number]`. */
export const apiWorkflowSchema = z
  .record(z.string().min(1).max(200), nodeSchema)
  .refine((nodes) => Object.keys(nodes).length <= nodeCap, `more than ${nodeCap} nodes`);
export type ApiWorkflow = z.infer<typeof apiWorkflowSchema>;

export type InputValue = ApiNode['inputs'][string];

export interface Link {
  readonly nodeId: string;
  readonly output: number;
}

/** The link an input is, or null for a plain value. A list of plain values comes as `{ __value__: [...] }`. */
export function linkOf(value: InputValue | undefined): Link | null {
  if (!Array.isArray(value) || value.length !== 2) return null;
  const [nodeId, output] = value;
  if (typeof output !== 'number' || !Number.isInteger(output) || output < 0) return null;
  if (typeof nodeId === 'string') return { nodeId, output };
  return typeof nodeId === 'number' ? { nodeId: String(nodeId), output } : null;
}

/** Whether a value looks like a workflow in API format; its nodes are not checked. */
export function looksLikeApi(value: unknown): boolean {
  if (!isObject(value)) return false;
  const nodes = Object.values(value);
  return nodes.length > 0 && nodes.some((node) => isObject(node) && typeof node['class_type'] === 'string');
}

/**
 * Parses a workflow in API format and says what is wrong with one that is not whole.
 * @throws CodedError `unreadable` with the node that is wrong; `tooLarge`
 */
export function parseApiWorkflow(value: unknown): ApiWorkflow {
  if (!isShallow(value, depthCap)) {
    throw new CodedError('unreadable', 'This workflow is nested deeper than any ComfyUI workflow is.');
  }
  if (isObject(value) && Object.keys(value).length > nodeCap) {
    throw new CodedError('tooLarge', `This workflow has more than ${nodeCap} nodes.`);
  }
  const parsed = apiWorkflowSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path[0] === undefined ? 'The workflow' : `Node ${String(issue.path[0])}`;
    throw new CodedError(
      'unreadable',
      `${where} is not as ComfyUI writes it: ${issue?.message ?? 'unknown'}.`,
    );
  }
  for (const [id, { inputs }] of Object.entries(parsed.data)) {
    for (const [name, input] of Object.entries(inputs)) {
      const link = linkOf(input);
      if (link && !Object.hasOwn(parsed.data, link.nodeId)) {
        throw new CodedError(
          'unreadable',
          `Node ${id} takes its "${name}" from node ${link.nodeId}, which is not in the workflow. Export it again.`,
        );
      }
    }
  }
  return parsed.data;
}

/** What a person calls a node: its title where it has one of its own, its class and its id. */
export function nodeLabel(workflow: ApiWorkflow, nodeId: string): string {
  const node = workflow[nodeId];
  if (!node) return `node ${nodeId}`;
  const title = node._meta?.title;
  return `${title !== undefined && title !== '' ? title : node.class_type} (${nodeId})`;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Without recursion, so that a hostile file cannot exhaust the stack. */
export function isShallow(value: unknown, limit: number): boolean {
  const waiting: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (typeof next.value !== 'object' || next.value === null) continue;
    if (next.depth >= limit) return false;
    for (const child of Object.values(next.value)) waiting.push({ value: child, depth: next.depth + 1 });
  }
  return true;
}

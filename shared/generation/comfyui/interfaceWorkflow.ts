import { z } from 'zod';
import { CodedError } from '../../rpc/result';
import { isObject, isShallow, nodeCap } from './apiWorkflow';

/** Node ids are numbers in most files, texts in some. */
const nodeIdSchema = z.union([z.int(), z.string().max(200)]).transform(String);
const linkIdSchema = z.union([z.int(), z.string().max(200)]).transform(String);
/** "IMAGE"; -1 and 0 in very old files; a list of types in some. */
const typeSchema = z.unknown().transform((type) => (typeof type === 'string' ? type : '*'));

const inputSchema = z.object({
  name: z.string().catch(''),
  type: typeSchema,
  link: linkIdSchema.nullish().transform((link) => link ?? null),
  /** Set where the input stands for one of the node's own fields. */
  widget: z.object({ name: z.string() }).nullish().catch(null),
});

const outputSchema = z.object({ name: z.string().catch(''), type: typeSchema });

const nodeSchema = z.object({
  id: nodeIdSchema,
  type: z.string().max(300),
  /** 0 = runs, 2 = muted, 4 = bypassed. */
  mode: z.int().catch(0),
  title: z.string().max(1_000).optional().catch(undefined),
  inputs: z
    .array(inputSchema)
    .nullish()
    .transform((inputs) => inputs ?? []),
  outputs: z
    .array(outputSchema)
    .nullish()
    .transform((outputs) => outputs ?? []),
  widgets_values: z
    .union([z.array(z.json()), z.record(z.string(), z.json())])
    .nullish()
    .catch(null)
    .transform((values) => values ?? []),
  properties: z.record(z.string(), z.unknown()).nullish().catch(null),
});
export type InterfaceNode = z.infer<typeof nodeSchema>;

export interface InterfaceLink {
  readonly id: string;
  readonly originId: string;
  readonly originSlot: number;
  readonly targetId: string;
  readonly targetSlot: number;
}

const slot = z.coerce.number().int().min(0);

/** `[id, from, output, to, input, type]` up to version 0.4, objects in 1.0 and inside of subgraphs. */
const linkSchema = z.union([
  z.tuple([linkIdSchema, nodeIdSchema, slot, nodeIdSchema, slot], z.unknown()).transform(
    ([id, originId, originSlot, targetId, targetSlot]): InterfaceLink => ({
      id,
      originId,
      originSlot,
      targetId,
      targetSlot,
    }),
  ),
  z
    .object({
      id: linkIdSchema,
      origin_id: nodeIdSchema,
      origin_slot: slot,
      target_id: nodeIdSchema,
      target_slot: slot,
    })
    .transform(
      (link): InterfaceLink => ({
        id: link.id,
        originId: link.origin_id,
        originSlot: link.origin_slot,
        targetId: link.target_id,
        targetSlot: link.target_slot,
      }),
    ),
]);

const linksSchema = z
  .array(z.unknown())
  .nullish()
  .transform((links) => (links ?? []).filter((link) => link !== null))
  .pipe(z.array(linkSchema));

const ioSchema = z.object({ name: z.string().catch('') });

const subgraphSchema = z.object({
  id: z.string(),
  name: z.string().catch(''),
  nodes: z.array(nodeSchema).max(nodeCap),
  links: linksSchema,
  inputs: z.array(ioSchema).catch([]),
  outputs: z.array(ioSchema).catch([]),
  inputNode: z.object({ id: nodeIdSchema }).catch({ id: '-10' }),
  outputNode: z.object({ id: nodeIdSchema }).catch({ id: '-20' }),
});
export type Subgraph = z.infer<typeof subgraphSchema>;

const graphSchema = z.object({
  nodes: z.array(nodeSchema).min(1).max(nodeCap),
  links: linksSchema,
  definitions: z
    .object({ subgraphs: z.array(subgraphSchema).max(500).catch([]) })
    .nullish()
    .catch(null),
});
/** A workflow as ComfyUI's interface saves it: nodes with their fields in a row, and links between them. */
export type InterfaceWorkflow = z.infer<typeof graphSchema>;

/** Whether a value looks like a workflow saved by the interface; its nodes are not checked. */
export function looksLikeInterface(value: unknown): boolean {
  return isObject(value) && Array.isArray(value['nodes']);
}

/** @throws CodedError `unreadable` with what is wrong */
export function parseInterfaceWorkflow(value: unknown): InterfaceWorkflow {
  if (!isShallow(value, 100)) {
    throw new CodedError('unreadable', 'This workflow is nested deeper than any ComfyUI workflow is.');
  }
  if (isObject(value) && Array.isArray(value['nodes']) && value['nodes'].length === 0) {
    throw new CodedError('unreadable', 'This workflow has no nodes.');
  }
  const parsed = graphSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.map(String).join(' → ') ?? '';
  throw new CodedError(
    'unreadable',
    `This workflow is not as ComfyUI saves it${where === '' ? '' : ` (${where})`}: ${issue?.message ?? 'unknown'}.`,
  );
}

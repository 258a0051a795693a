import { z } from 'zod';
import { type ApiWorkflow, apiWorkflowSchema, linkOf, nodeLabel } from './apiWorkflow';
import { slotSchema } from './template';

/** What the slot editor shows of a workflow that was read. */
export const workflowViewSchema = z.object({
  workflow: apiWorkflowSchema,
  outputs: z.array(z.object({ nodeId: z.string(), makes: z.enum(['video', 'image']) })),
  outputNodeId: z.string().nullable(),
  slots: z.array(z.object({ slot: slotSchema, reason: z.string() })),
  framesPerSecond: z.number().nullable(),
  pixels: z.int().nullable(),
  notes: z.array(z.string()),
  /** What the server lacks for it; null = no server could be asked. */
  lacks: z
    .array(
      z.object({
        type: z.enum(['node', 'file', 'choice', 'input']),
        message: z.string(),
        nodeId: z.string(),
        input: z.string().nullable(),
        options: z.array(z.string()),
      }),
    )
    .nullable(),
  /** Who was asked, in words; null = nobody. */
  server: z.string().nullable(),
});
export type WorkflowView = z.infer<typeof workflowViewSchema>;

/** A field of a node that holds a value of its own: what a slot can be. */
export interface WorkflowField {
  readonly nodeId: string;
  readonly input: string;
  /** "Sample (7)" */
  readonly node: string;
  readonly value: string | number | boolean;
}

/** All fields of a workflow, node by node as they stand in it. */
export function workflowFields(workflow: ApiWorkflow): WorkflowField[] {
  return Object.entries(workflow).flatMap(([nodeId, { inputs }]) =>
    Object.entries(inputs).flatMap(([input, value]) =>
      linkOf(value) || typeof value === 'object'
        ? []
        : [{ nodeId, input, node: nodeLabel(workflow, nodeId), value }],
    ),
  );
}

import { z } from 'zod';
import { diffSchema } from '../document/diff';
import { anyRecordSchema } from '../document/records';
import { channel, nothing } from './channel';
import { jsonSchema } from './jsonSchema';

export const historySchema = z.object({
  undoLabel: z.string().nullable(),
  redoLabel: z.string().nullable(),
});
export type HistoryState = z.infer<typeof historySchema>;

export const committedSchema = z.object({
  revision: z.int(),
  diff: diffSchema,
  label: z.string(),
  /** `undo` and `redo` take back what a user did; `job` is never undone. */
  source: z.enum(['user', 'undo', 'redo', 'job']),
  selection: z.array(z.string()).readonly().nullable(),
  history: historySchema,
});
export type Committed = z.infer<typeof committedSchema>;

export const editChannels = {
  /** The whole document in one reply: for programs. The window has it sent. */
  'document.load': channel(
    'worker',
    nothing,
    z.object({ revision: z.int(), records: z.array(anyRecordSchema), history: historySchema }),
  ),
  /** Sends the document as events `document.part`; replies when all are on their way. */
  'document.send': channel('worker', nothing, nothing),
  /** Sends what followed the outline when the project was opened; replies when it is on its way. */
  'document.sendRest': channel('worker', nothing, nothing),
  /** Plans the command on the worker's document and commits it, durable before the reply. */
  'edit.run': channel(
    'worker',
    z.object({
      command: z.string().max(60),
      args: jsonSchema,
      /** What is selected now: undo brings it back. */
      selection: z.array(z.string()).max(20_000),
      /** Edits of one gesture merge into one entry of the history. */
      gestureId: z.string().max(60).optional(),
    }),
    committedSchema.nullable(),
  ),
  'edit.undo': channel('worker', nothing, committedSchema.nullable()),
  'edit.redo': channel('worker', nothing, committedSchema.nullable()),
  /** Session scope: playhead, zoom, open panels. Saved beside the document, never undone. */
  'session.load': channel('worker', nothing, z.json()),
  'session.save': channel('worker', z.object({ session: z.json() }), nothing),
  /** Preferences of the person, the same in every project. */
  'settings.load': channel('worker', nothing, z.json()),
  'settings.save': channel('worker', z.object({ settings: z.json() }), nothing),
} as const;

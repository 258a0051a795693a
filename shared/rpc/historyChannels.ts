import { z } from 'zod';
import { channel } from './channel';
import { committedSchema } from './editChannels';

const historyLineSchema = z.object({
  /** Rises by one with each edit; an edit may lose its position to a new one once it is undone. */
  position: z.int(),
  label: z.string(),
  /** Id of the command. */
  command: z.string(),
  createdAtMs: z.int(),
});
export type HistoryLine = z.infer<typeof historyLineSchema>;

export const historyChannels = {
  /** Edits from `newest` (null = the newest there is) on down. Those behind `cursor` are undone; `first` … `last` exist. */
  'history.list': channel(
    'worker',
    z.object({ newest: z.int().nullable(), count: z.int().min(1).max(500) }),
    z.object({ entries: z.array(historyLineSchema), first: z.int(), last: z.int(), cursor: z.int() }),
  ),
  /** Undo or redo up to an entry, as one commit; `first - 1` undoes all. null = that is where it stands. */
  'history.goTo': channel('worker', z.object({ position: z.int().min(0) }), committedSchema.nullable()),
} as const;

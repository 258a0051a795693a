import { z } from 'zod';
import { listOrderSchema } from '../lists/listOrder';
import { channel } from './channel';

const written = z.object({
  fileName: z.string(),
  /** Shots or lines in it. */
  count: z.int(),
  /** Lines that have no time and are left out. */
  untimed: z.int(),
});

/** Shot lists and subtitles. */
export const listChannels = {
  /** Asks for a file name in main, then writes. null = the person closed the dialog. */
  'lists.saveDialog': channel('main', listOrderSchema, written.nullable()),
} as const;

/** Calls that only the main process makes: they carry paths. */
export const internalListChannels = {
  'lists.saveAt': channel(
    'worker',
    z.object({ path: z.string().max(4_000), order: listOrderSchema }),
    written,
  ),
} as const;

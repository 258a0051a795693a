import { z } from 'zod';
import { jobSchema } from '../generation/job';
import { channel } from './channel';
import { chosenShotsSchema } from './chosenShots';

/** Pictures of shots by the local renderer, to a folder. `settings`: see LocalChoices. */
const wish = z.object({ shotIds: chosenShotsSchema, settings: z.json() });

export const stillChannels = {
  /** Asks in main for a folder, and what to do with files of the same names; then queues. null = the person closed a dialog. */
  'stills.saveDialog': channel('main', wish, z.array(jobSchema).nullable()),
} as const;

const place = wish.extend({ path: z.string().max(4_000) });

/** Calls that only the main process and the command line make: they carry paths. */
export const internalStillChannels = {
  /** The names that the pictures will have, and which of them the folder has already. */
  'stills.namesAt': channel(
    'worker',
    place,
    z.object({ names: z.array(z.string()), present: z.array(z.string()) }),
  ),
  /** `mayReplace` false: pictures come beside files of the same names. */
  'stills.saveAt': channel('worker', place.extend({ mayReplace: z.boolean() }), z.array(jobSchema)),
} as const;

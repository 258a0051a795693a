import { z } from 'zod';
import { actionGroups } from '../actions/action';
import { mediaIdSchema } from '../document/ids';
import { jobIdSchema } from '../generation/job';
import { channel, nothing } from './channel';

export const windowChannels = {
  'shell.revealJob': channel('main', z.object({ jobId: jobIdSchema }), nothing),
  'shell.revealMedia': channel('main', z.object({ mediaId: mediaIdSchema }), nothing),
  'shell.revealProject': channel('main', nothing, nothing),
  /** What the application menu shows: the window's actions that belong there, as they stand now. */
  'window.setMenu': channel(
    'main',
    z.object({
      items: z
        .array(
          z.object({
            /** Comes back as `command.invoked`. */
            id: z.string().max(60),
            title: z.string().max(200),
            group: z.enum(actionGroups),
            /** tinykeys notation; shown in the menu, handled by the page. */
            keys: z.string().max(40).nullable(),
            isEnabled: z.boolean(),
          }),
        )
        .max(300),
    }),
    nothing,
  ),
  /** The answer to `window.closing`: what was being typed is committed, the session is saved. */
  'window.readyToClose': channel('main', nothing, nothing),
  /** The answer to `window.closing` when edits are not saved: the window stays, until it is closed by `window.close`. */
  'window.holdClose': channel('main', nothing, nothing),
  /** Asks whether so many unsaved edits may be lost. */
  'window.askDiscard': channel('main', z.object({ count: z.int().min(1) }), z.boolean()),
  /**
   * A notification of the system, while the window is not in front; a click on it brings the window there and runs the
   * action. false = it is in front, or the system shows none: the page says it itself.
   */
  'window.notify': channel(
    'main',
    z.object({
      title: z.string().max(200),
      body: z.string().max(1_000),
      action: z.enum(['jobs.showList', 'jobs.showApproval']),
    }),
    z.boolean(),
  ),
  /** What the system calls the person at it; empty where that is not known. */
  'window.systemUser': channel('main', nothing, z.object({ name: z.string().max(400) })),
  'window.close': channel('main', nothing, nothing),
  /** Text for the title bar of the system window. */
  'window.setTitle': channel(
    'main',
    z.object({ title: z.string().max(300), isEdited: z.boolean() }),
    nothing,
  ),
} as const;

import { z } from 'zod';
import { channel, nothing } from './channel';

const copyReportSchema = z.object({ mediaCount: z.int(), missingMedia: z.int() });

/** What became of a copy, for the person who asked for it. */
export const madeCopySchema = copyReportSchema.extend({ location: z.string() });
export type MadeCopy = z.infer<typeof madeCopySchema>;

const versionOrPresent = z.string().max(250).nullable();

export const copyChannels = {
  /**
   * Asks for a place, makes a project of a version there (null = of the present state) with its media, and opens it in
   * a window of its own. null = the person closed the dialog.
   */
  'copy.saveDialog': channel('main', z.object({ snapshotId: versionOrPresent }), madeCopySchema.nullable()),
  /** Calls off the copy that is being made; nothing of it stays. */
  'copy.cancel': channel('worker', nothing, nothing),
} as const;

/** Calls that only the main process makes: they carry paths. */
export const internalCopyChannels = {
  'copy.saveAt': channel(
    'worker',
    z.object({ path: z.string(), snapshotId: versionOrPresent }),
    copyReportSchema,
  ),
  /** What a folder for a copy could be called, beside the open project; free at the moment. */
  'copy.suggestName': channel(
    'worker',
    z.object({ snapshotId: versionOrPresent }),
    z.object({ path: z.string() }),
  ),
} as const;

import type { DialogueLineId, MediaId } from '@shared/document/ids';
import { importAndReport, importByDialog } from './importReport';
import { raiseNotice } from './notices';
import { runCommand } from './runCommand';

/*
 * A sound in place of what is heard for a line: from the project, from a file, dropped or chosen.
 */

export const putSoundOnLine = (dialogueLineId: DialogueLineId, mediaId: MediaId): void =>
  void runCommand('dialogue.useSound', { dialogueLineId, mediaId }, { keepSelection: true });

/** Asks for a file, and has it heard for the line. */
export const importSoundForLine = (dialogueLineId: DialogueLineId): void =>
  void importByDialog({ as: 'line', dialogueLineId });

/** What was dropped on a line: media of the project, or files. */
export function dropOnLine(
  dialogueLineId: DialogueLineId,
  dropped: { readonly mediaIds: readonly string[] } | { readonly files: readonly File[] },
): void {
  const count = 'files' in dropped ? dropped.files.length : dropped.mediaIds.length;
  if (count > 1) {
    raiseNotice({ tone: 'warning', message: 'A line takes one sound. Drop one file on it.' });
  } else if ('files' in dropped) {
    void importAndReport(dropped.files, { as: 'line', dialogueLineId });
  } else putSoundOnLine(dialogueLineId, dropped.mediaIds[0] as MediaId);
}

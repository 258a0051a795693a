import type { ImportChoice, ImportKinds, ImportReply, ImportTarget } from '@shared/rpc/table';
import { createStore } from 'zustand/vanilla';
import { call, importFiles } from './bridge';
import { importChoice } from './importChoice';
import { raiseError, raiseNotice } from './notices';
import { withProject } from './projectScope';
import { sessionStore } from './sessionStore';
import { showCommitted } from './showCommitted';

type FailedFile = Extract<ImportReply['files'][number], { ok: false }>;

/** Files of the last import that could not be taken, for the list that says why. */
export const importReportStore = createStore<{ readonly failed: readonly FailedFile[] }>()(() => ({
  failed: [],
}));

withProject(() => importReportStore.setState({ failed: [] }));

/** After an import: shows what came in, and says in words what did not. */
export function reportImport(reply: ImportReply | null): void {
  if (!reply) return;
  if (reply.committed) showCommitted(reply.committed);
  const failed = reply.files.filter((file): file is FailedFile => !file.ok);
  importReportStore.setState({ failed });
  if (failed.length === 0) return;
  const [first] = failed;
  const isListed = sessionStore.getState().leftTab === 'media';
  raiseNotice({
    // It may leave by itself where the media panel shows the list of files and reasons.
    tone: 'warning',
    message:
      failed.length === 1 && first
        ? first.message
        : `${failed.length} of ${reply.files.length} files could not be imported.`,
    ...(isListed ? {} : { isLasting: true, action: { label: 'Show Why', run: showReport } }),
  });
}

const showReport = (): void => sessionStore.setState({ leftTab: 'media' });

/** Imports dropped files and reports on them. Never throws. */
export function importAndReport(
  files: readonly File[],
  target: ImportTarget,
  choice: ImportChoice = importChoice(),
): Promise<void> {
  return importFiles(files, target, choice).then(reportImport, raiseError);
}

/** Asks for files, imports them and reports on them. Never throws. */
export function importByDialog(
  target: ImportTarget,
  choice: ImportChoice = importChoice(),
  kinds: ImportKinds = 'media',
): Promise<void> {
  return call('media.importDialog', { target, choice, kinds }).then(reportImport, raiseError);
}

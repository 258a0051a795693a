import { findCommand } from '@shared/commands/registry';
import { CodedError } from '@shared/rpc/result';
import { cappedJson, keptJson } from '../preferences';
import { changedOrNull } from '../projectSession';
import type { WorkerHandlers } from '../rpcHandlers';
import type { WorkerContext } from './workerContext';

/** The document and its undo line; the session beside it. */
export function editHandlers(worker: WorkerContext) {
  return {
    'document.load': () => {
      const { database, document } = worker.session();
      return { revision: database.revision, records: document.records(), history: database.historyState() };
    },
    'document.send': async () => {
      await worker.session().sendDocument();
      return null;
    },
    'document.sendRest': async () => {
      await worker.session().sendRest();
      return null;
    },
    'edit.run': async ({ command, args, selection, gestureId }) => {
      if (findCommand(command)?.isInternal) {
        throw new CodedError('badRequest', `"${command}" is run by imports and jobs only.`);
      }
      return changedOrNull(
        await worker.session().runCommand(command, args, {
          source: 'user',
          selection,
          ...(gestureId === undefined ? {} : { gestureId }),
        }),
      );
    },
    'edit.undo': () => worker.session().walkOne('undo'),
    'edit.redo': () => worker.session().walkOne('redo'),
    'history.list': ({ newest, count }) => worker.session().database.listHistory(newest, count),
    'history.goTo': ({ position }) => worker.session().goTo(position),
    'session.load': () => keptJson(worker.session().database.loadSession()),
    'session.save': ({ session }) => {
      worker.session().database.saveSession(cappedJson(session));
      return null;
    },
  } satisfies Partial<WorkerHandlers>;
}

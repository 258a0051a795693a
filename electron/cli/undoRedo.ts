import { CodedError } from '@shared/rpc/result';
import { type CliCommand, pathArgument } from './cliContext';
import { withProject } from './withProject';

export const undo = stepCommand('undo', 'take back the last edit', 'There is nothing to undo.');
export const redo = stepCommand('redo', 'do the last undone edit again', 'There is nothing to redo.');

function stepCommand(name: 'undo' | 'redo', description: string, nothing: string): CliCommand {
  return {
    declare: (program) =>
      program.command(name).description(description).argument('<project>', 'project folder'),
    run: (args, world) =>
      withProject(pathArgument(args, 0, world), world, async (worker) => {
        const committed = await worker.call(`edit.${name}`, null);
        if (!committed) throw new CodedError('refused', nothing);
        const { label, revision, history } = committed;
        return {
          json: { label, revision, undo: history.undoLabel, redo: history.redoLabel },
          text: `${name === 'undo' ? 'Undone' : 'Done again'}: ${label}`,
        };
      }),
  };
}

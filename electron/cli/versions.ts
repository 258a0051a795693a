import { counted } from '@shared/generation/problemWords';
import { CodedError } from '@shared/rpc/result';
import type { Snapshot } from '@shared/rpc/table';
import { type CliCommand, pathArgument } from './cliContext';
import { withProject, withWorker } from './withProject';

export const keepVersion: CliCommand = {
  declare: (program) =>
    program
      .command('snapshot')
      .description('keep the film as it stands as a version')
      .argument('<project>', 'project folder')
      .option('--name <name>', 'what it is called; a named version is kept until it is deleted'),
  run: (args, world) =>
    withProject(pathArgument(args, 0, world), world, async (worker) => {
      const { name } = args.options;
      const made = await worker.call('snapshots.create', { name: name === undefined ? null : String(name) });
      return { json: { ...made }, text: `Kept: ${lineOf(made)}` };
    }),
};

export const listVersions: CliCommand = {
  declare: (program) =>
    program
      .command('snapshots')
      .description('the versions of a project, newest first; also of one that is open elsewhere')
      .argument('<project>', 'project folder'),
  run: (args, world) =>
    withWorker(world, async (worker) => {
      await worker.callInternal('project.openAt', { path: pathArgument(args, 0, world), readOnly: true });
      const snapshots = await worker.call('snapshots.list', null);
      const text = snapshots.length === 0 ? 'There are no versions.' : snapshots.map(lineOf).join('\n');
      return { json: { snapshots }, text };
    }),
};

export const restoreVersion: CliCommand = {
  declare: (program) =>
    program
      .command('restore')
      .description('bring the film back to a version, as one edit that undo takes back')
      .argument('<project>', 'project folder')
      .argument('<id>', 'of the version, as "snapshots" prints it'),
  run: (args, world) =>
    withProject(pathArgument(args, 0, world), world, async (worker) => {
      const id = String(args.positional[1]);
      const committed = await worker.call('snapshots.restore', { id, selection: [] });
      if (!committed) throw new CodedError('refused', 'The film is as in this version already.');
      const { label, revision } = committed;
      return { json: { id, label, revision }, text: `${label}. Undo takes it back.` };
    }),
};

function lineOf({ id, problem, shots, scenes }: Snapshot): string {
  return `${id}  ${problem ?? `${counted(shots, 'shot')} in ${counted(scenes, 'scene')}`}`;
}

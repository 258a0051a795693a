import { resolve } from 'node:path';
import { selectSequence } from '@shared/shots/sequence';
import { readProject } from './chooseShots';
import { type CliCommand, pathArgument, UsageError } from './cliContext';
import { withWorker } from './withProject';

export const sample: CliCommand = {
  declare: (program) =>
    program
      .command('sample')
      .description('make the project of the sample film, The Lighthouse')
      .argument('<project>', 'folder to make, Name.ekonte'),
  run: async (args, world) => {
    const path = pathArgument(args, 0, world);
    if (!path.endsWith('.ekonte')) throw new UsageError('The name of a project folder ends in ".ekonte".');
    const assetsPath = resolve(import.meta.dirname, '../../assets');
    const { revision } = await withWorker(world, (worker) =>
      worker.callInternal('project.buildSampleAt', { path, assetsPath }),
    );
    const { shots, lengthFrames } = readProject(path, world, selectSequence);
    return {
      json: { path, revision, shots: shots.length, lengthFrames },
      text: `Made the sample film with ${shots.length} shots, ${lengthFrames} frames, in ${path}`,
    };
  },
};

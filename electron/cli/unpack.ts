import { byteText } from '@shared/media/byteText';
import { unpackProject } from '../worker/archive/unpackProject';
import { withArchiveWork } from './archiveWork';
import { type CliCommand, pathArgument, UsageError } from './cliContext';

export const unpack: CliCommand = {
  declare: (program) =>
    program
      .command('unpack')
      .description('make a project folder of a packed project')
      .argument('<file>', 'packed project, Name.ekontez')
      .argument('<project>', 'folder to make, Name.ekonte'),
  run: async (args, world) => {
    const archivePath = pathArgument(args, 0, world);
    const folder = pathArgument(args, 1, world);
    if (!folder.endsWith('.ekonte')) throw new UsageError('The name of a project folder ends in ".ekonte".');
    const report = await withArchiveWork('unpacked', world, (work) =>
      unpackProject({ archivePath, folder }, work),
    );
    const { name, mediaCount, byteSize, missing, lostSnapshots } = report;
    for (const media of missing)
      world.stderr(`The file of "${media}" is missing or damaged in the archive.\n`);
    if (lostSnapshots > 0) world.stderr(`${lostSnapshots} snapshots were damaged and left out.\n`);
    return {
      json: { path: folder, ...report },
      text: `Unpacked "${name}" with ${mediaCount} media, ${byteText(byteSize)}, in ${folder}`,
      isFailure: missing.length + lostSnapshots > 0,
    };
  },
};

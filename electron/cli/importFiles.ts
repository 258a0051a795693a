import { resolve } from 'node:path';
import { Option } from 'commander';
import { type CliCommand, pathArgument } from './cliContext';
import { withProject } from './withProject';

export const importFiles: CliCommand = {
  declare: (program) =>
    program
      .command('import')
      .description(
        'take pictures, videos and sounds into a project, or scenes of Storyboarder (.storyboarder, or a project folder)',
      )
      .argument('<project>', 'project folder')
      .argument('<file...>', 'files, or folders of files')
      .addOption(
        new Option('--as <what>', 'what becomes of them').choices(['shots', 'media']).default('media'),
      )
      .option('--link', 'leave the files where they are'),
  run: async (args, world) => {
    const folder = pathArgument(args, 0, world);
    const paths = [args.positional[1] ?? []].flat().map((path) => resolve(world.cwd, path));
    const target =
      args.options.as === 'shots'
        ? ({ as: 'shots', sceneId: null, index: null } as const)
        : ({ as: 'media' } as const);
    return withProject(folder, world, async (worker) => {
      const link = args.options.link === true;
      const { files, committed } = await worker.callInternal('media.importPaths', { paths, target, link });
      const failed = files.filter((file) => !file.ok);
      for (const file of failed) if (!file.ok) world.stderr(`${file.message}\n`);
      const imported = files.length - failed.length;
      return {
        json: { imported, failed: failed.length, files, revision: committed?.revision ?? null },
        text: failed.length === 0 ? `${imported} imported.` : `${imported} imported, ${failed.length} not.`,
        isFailure: failed.length > 0,
      };
    });
  },
};

import type { Project } from '@shared/document/records';
import { frameSizeSchema } from '@shared/document/records';
import { formatRate, parseRate, type Rate } from '@shared/time/rate';
import { folderName } from '../worker/database/projectFolder';
import { type CliCommand, pathArgument, UsageError } from './cliContext';
import { withWorker } from './withProject';

export const newProject: CliCommand = {
  declare: (program) =>
    program
      .command('new')
      .description('make a new project')
      .argument('<project>', 'folder to make, Name.ekonte')
      .option('--rate <rate>', 'frames per second, as 24, 23.976 or 30000/1001', '24')
      .option('--size <size>', 'pixels of the film, as 1920x1080', '1920x1080')
      .option('--name <name>', "the film's name; else that of the folder"),
  run: async (args, world) => {
    const path = pathArgument(args, 0, world);
    if (!path.endsWith('.ekonte')) throw new UsageError('The name of a project folder ends in ".ekonte".');
    const rate = rateOption(args.options.rate);
    const frameSize = sizeOption(args.options.size);
    const name = String(args.options.name ?? folderName(path));
    return withWorker(world, async (worker) => {
      const { revision } = await worker.callInternal('project.createAt', { path, name, rate, frameSize });
      return {
        json: { path, name, rate, size: frameSize, revision },
        text: `Made "${name}" (${formatRate(rate)} fps, ${frameSize.width}x${frameSize.height}) in ${path}`,
      };
    });
  },
};

function rateOption(value: unknown): Rate {
  try {
    return parseRate(String(value));
  } catch (error) {
    throw new UsageError(error instanceof RangeError ? error.message : String(error));
  }
}

function sizeOption(value: unknown): Project['frameSize'] {
  const match = /^(\d{1,5})[x×](\d{1,5})$/i.exec(String(value));
  const size = frameSizeSchema.safeParse({ width: Number(match?.[1]), height: Number(match?.[2]) });
  if (!size.success) {
    throw new UsageError(
      `"${value}" is no picture size. Use one such as 1920x1080: even numbers from 16 to 8192.`,
    );
  }
  return size.data;
}

import { stat } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { framesToSeconds } from '@shared/time/frames';
import { chooseShots, readProject } from './chooseShots';
import { type CliCommand, pathArgument, UsageError } from './cliContext';
import { requireDone, runHeadless } from './runHeadless';

export const render: CliCommand = {
  declare: (program) =>
    program
      .command('render')
      .description('make the film: H.264 with AAC sound in an MP4 file')
      .argument('<project>', 'project folder')
      .requiredOption('--out <file>', 'file to write, Name.mp4; an older one of that name is replaced')
      .option('--shots <list>', 'only these: labels and ranges, as 1A,2C or 1A-2C'),
  run: async (args, world) => {
    const folder = pathArgument(args, 0, world);
    const out = resolve(world.cwd, String(args.options.out));
    if (extname(out).toLowerCase() !== '.mp4')
      throw new UsageError('The film is written as MP4: --out Name.mp4');
    const { ids, rate, size } = readProject(folder, world, (document) => {
      const { frameSize } = document.project();
      return { ...chooseShots(document, args.options.shots), rate: document.project().rate, size: frameSize };
    });
    const task = { command: 'render', project: folder, shotIds: ids, out } as const;
    const result = await runHeadless(task, world);
    const job = requireDone(result);
    const { seconds } = result;
    const { size: bytes } = await stat(out);
    const frames = job.framesTotal;
    const filmSeconds = framesToSeconds(frames, rate);
    return {
      json: { out, frames, filmSeconds, size, bytes, seconds, framesPerSecond: frames / seconds },
      text:
        `${out}\n${size.width}x${size.height}, ${frames} frames, ${filmSeconds.toFixed(2)} s, ` +
        `${(bytes / 1_000_000).toFixed(1)} MB; made in ${seconds.toFixed(1)} s (${(frames / seconds).toFixed(1)} frames/s)`,
    };
  },
};

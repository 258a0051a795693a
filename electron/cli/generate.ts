import { buildShotPicture } from '@shared/compositor/buildShotPicture';
import type { DocumentView } from '@shared/document/document';
import type { Preset } from '@shared/generation/job';
import { presetSize } from '@shared/generation/localPreset';
import { CodedError } from '@shared/rpc/result';
import type { SequenceShot } from '@shared/shots/sequence';
import { framesToSeconds } from '@shared/time/frames';
import { Option } from 'commander';
import { chooseShots, readProject } from './chooseShots';
import { type CliCommand, type CommandReport, pathArgument } from './cliContext';
import { runHeadless } from './runHeadless';

export const generate: CliCommand = {
  declare: (program) =>
    program
      .command('generate')
      .description('make a clip of every shot, or of some; the clips become takes')
      .argument('<project>', 'project folder')
      .addOption(new Option('--provider <name>', 'who makes them').choices(['local']).default('local'))
      .addOption(
        new Option('--preset <preset>', 'size of the clips').choices(['draft', 'full']).default('full'),
      )
      .option('--shots <list>', 'labels and ranges, as 1A,2C or 1A-2C; absent = all')
      .option('--dry-run', 'say what would be made and what it costs, and make nothing'),
  run: async (args, world) => {
    const folder = pathArgument(args, 0, world);
    const provider = String(args.options.provider);
    const preset = args.options.preset as Preset;
    const plan = readProject(folder, world, (document) => planOf(document, args.options.shots, preset));
    if (plan.shots.length === 0) {
      throw new CodedError('refused', 'There are no shots to make clips of. Add a shot first.');
    }
    if (args.options.dryRun === true) return dryRunReport(plan, provider, preset);
    const task = { command: 'generate', project: folder, shotIds: plan.ids, provider, preset } as const;
    const { jobs, seconds } = await runHeadless(task, world);
    const done = jobs.filter(({ state }) => state === 'done');
    const frames = done.reduce((sum, { framesTotal }) => sum + framesTotal, 0);
    const failed = jobs.length - done.length;
    return {
      json: {
        provider,
        preset,
        done: done.length,
        failed,
        frames,
        seconds,
        jobs: jobs.map(({ label, state, framesTotal, error }) => ({
          shot: label,
          state,
          frames: framesTotal,
          error,
        })),
      },
      text:
        `${done.length} clips, ${frames} frames in ${seconds.toFixed(1)} s` +
        `${failed > 0 ? `; ${failed} not made` : ''}`,
      isFailure: failed > 0,
    };
  },
};

interface Plan {
  readonly shots: readonly { shot: string; frames: number; seconds: number }[];
  readonly ids: SequenceShot['shot']['id'][];
  readonly problems: readonly { shot: string; code: string; message: string }[];
  readonly size: { readonly width: number; readonly height: number };
}

function planOf(document: DocumentView, list: unknown, preset: Preset): Plan {
  const { rate, frameSize } = document.project();
  const { chosen } = chooseShots(document, list);
  return {
    ids: chosen.map(({ shot }) => shot.id),
    size: presetSize(frameSize, preset),
    shots: chosen.map(({ shot, label }) => ({
      shot: label,
      frames: shot.lengthFrames,
      seconds: framesToSeconds(shot.lengthFrames, rate),
    })),
    problems: chosen.flatMap(({ shot, label }) => {
      const isEmpty = buildShotPicture(document, shot.id, { ignoreTake: true }).layers.length === 0;
      const message = `Shot ${label} has no picture yet: its clip shows the background only.`;
      return isEmpty ? [{ shot: label, code: 'emptyShot', message }] : [];
    }),
  };
}

function dryRunReport({ shots, problems, size }: Plan, provider: string, preset: Preset): CommandReport {
  const frames = shots.reduce((sum, shot) => sum + shot.frames, 0);
  const cost = { amount: 0, unit: 'none' };
  const lines = [
    ...problems.map(({ message }) => message),
    `${shots.length} clips of ${size.width}x${size.height}, ${frames} frames, by ${provider} (${preset}). It costs nothing.`,
  ];
  return { json: { provider, preset, size, shots, frames, problems, cost }, text: lines.join('\n') };
}

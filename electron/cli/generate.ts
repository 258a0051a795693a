import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildShotPicture } from '@shared/compositor/buildShotPicture';
import type { DocumentView } from '@shared/document/document';
import type { Cost } from '@shared/generation/cost';
import type { Job, Preset } from '@shared/generation/job';
import { presetSize } from '@shared/generation/localPreset';
import { models } from '@shared/generation/models';
import type { GenerationPreview } from '@shared/generation/preview';
import { previewKling } from '@shared/generation/previewGeneration';
import type { PictureLanding } from '@shared/generation/stills/landing';
import { CodedError } from '@shared/rpc/result';
import type { SequenceShot } from '@shared/shots/sequence';
import { framesToSeconds } from '@shared/time/frames';
import { InvalidArgumentError, Option } from 'commander';
import { chooseShots, readProject } from './chooseShots';
import {
  type CliCommand,
  type CliWorld,
  type CommandArgs,
  type CommandReport,
  pathArgument,
  UsageError,
} from './cliContext';
import { dryRunReport } from './dryRun';
import { declareStills, localStillsOf, makeStills } from './localStills';
import { type ChosenMaker, chooseMaker } from './makerOptions';
import { runHeadless } from './runHeadless';
import { withWorker } from './withProject';

const klingModels = models()
  .filter(({ provider }) => provider === 'kling')
  .map(({ id }) => id);

export const generate: CliCommand = {
  declare: (program) =>
    declareStills(
      program
        .command('generate')
        .description('make a clip of every shot, or of some; the clips become takes')
        .argument('<project>', 'project folder')
        .addOption(
          new Option('--provider <name>', 'who makes them')
            .choices(['local', 'kling', 'comfyui', 'command'])
            .default('local'),
        )
        .addOption(
          new Option('--preset <preset>', 'size of the clips').choices(['draft', 'full']).default('full'),
        )
        .option('--shots <list>', 'labels and ranges, as 1A,2C or 1A-2C; absent = all')
        .addOption(new Option('--model <id>', 'kling: which model').choices(klingModels))
        .option('--template <name>', 'comfyui: which workflow, by name or id')
        .option('--server <address...>', 'comfyui: servers for this run; absent = those of the window')
        .option('--program <name>', 'command: a program of the window by name, or the path of one')
        .option('--program-arg <argument...>', 'command: arguments of a program named by its path')
        .addOption(
          new Option('--makes <kind>', 'command: what a program named by its path makes').choices([
            'video',
            'image',
          ]),
        )
        .option(
          '--settings <json>',
          'choices of the provider as JSON, as {"resolution": "720p", "grouping": "single"}',
        )
        .option('--max-cost <money>', 'kling: send it, if all of it costs no more than this', moneyOf)
        .option(
          '--dry-run',
          'say what would be made, what stands against it and what it costs; make nothing',
        ),
    ),
  run: async (args, world) => {
    const folder = pathArgument(args, 0, world);
    const preset = args.options.preset as Preset;
    const maker = chooseMaker(args, world);
    const { provider, settings, generators } = maker;
    const stills = localStillsOf(args);
    const landAs = (args.options.land ?? null) as PictureLanding | null;
    if (stills) {
      const order = {
        project: folder,
        shots: args.options.shots,
        choices: stills,
        out: args.options.out === undefined ? null : String(args.options.out),
        mayReplace: args.options.replace === true,
        landAs,
        isDry: args.options.dryRun === true,
      };
      return makeStills(order, world);
    }
    const plan = readProject(folder, world, (document) => planOf(document, args.options.shots, preset));
    if (plan.shots.length === 0) {
      throw new CodedError('refused', 'There are no shots to make clips of. Add a shot first.');
    }
    const isDry = args.options.dryRun === true;
    if (provider === 'local' && isDry) return localDryRun(plan, provider, preset);
    let approved: Cost | null = null;
    if (provider !== 'local') {
      const preview = await previewOf(folder, world, plan.ids, preset, maker);
      if (isDry || !preview.isSendable) return dryRunReport(preview, provider, preset);
      if (provider === 'kling') approved = agreedCost(args, preview.cost);
    }
    const keysFile = world.libraryFolder ? join(world.libraryFolder, 'keys.bin') : null;
    const task = {
      command: 'generate',
      project: folder,
      shotIds: plan.ids,
      provider,
      preset,
      settings,
      approved,
      generators,
      keysFile: keysFile !== null && existsSync(keysFile) ? keysFile : null,
      landAs,
      folder: null,
    } as const;
    if (provider === 'kling' && task.keysFile === null && process.env.EKONTE_KLING_KEY === undefined) {
      throw new CodedError(
        'refused',
        'There is no key for Kling. Set it in the environment, EKONTE_KLING_KEY, or enter it in the window (Generate, Keys).',
      );
    }
    const { jobs, seconds } = await runHeadless(task, world);
    return doneReport(jobs, seconds, provider, preset);
  },
};

/** As the window sees it before it sends; nothing is sent, and nobody is asked. @throws UsageError for a strange model */
async function previewOf(
  folder: string,
  world: CliWorld,
  shotIds: Plan['ids'],
  preset: Preset,
  { provider, settings, generators }: ChosenMaker,
): Promise<GenerationPreview> {
  if (provider !== 'kling') {
    return withWorker(world, async (worker) => {
      if (generators) await worker.callInternal('generators.hold', generators);
      await worker.callInternal('project.openAt', { path: folder, readOnly: true });
      return worker.call('generation.preview', { shotIds, provider, preset, settings });
    });
  }
  try {
    return readProject(folder, world, (document) => previewKling(document, { shotIds, preset, settings }));
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(error.message) : error;
  }
}

/** The person has named what it may cost: that is their yes. */
function agreedCost({ options }: CommandArgs, cost: Cost | null): Cost {
  if (options.maxCost === undefined) {
    throw new CodedError(
      'refused',
      'This costs money. Look with --dry-run, then name what it may cost: --max-cost 2.50.',
    );
  }
  const limit = Number(options.maxCost);
  if (!cost?.money) {
    throw new CodedError('refused', 'Nobody can say what this costs, so it is sent from the window only.');
  }
  if (cost.money.amount > limit) {
    const price = `${cost.money.amount.toFixed(2)} ${cost.money.currency}`;
    throw new CodedError(
      'refused',
      `It costs ${price}, more than the ${limit.toFixed(2)} it may cost. Nothing was sent.`,
    );
  }
  return cost;
}

function moneyOf(text: string): number {
  const amount = Number(text);
  if (!Number.isFinite(amount) || amount < 0) throw new InvalidArgumentError('Write an amount, as 2.50.');
  return amount;
}

function doneReport(jobs: readonly Job[], seconds: number, provider: string, preset: Preset): CommandReport {
  const done = jobs.filter(({ state }) => state === 'done');
  const frames = done.reduce((sum, { framesTotal }) => sum + framesTotal, 0);
  const failed = jobs.length - done.length;
  const waiting = jobs.flatMap(({ label, wait }) => (wait ? [`${label}: ${wait.message}`] : []));
  return {
    json: {
      provider,
      preset,
      done: done.length,
      failed,
      frames,
      seconds,
      jobs: jobs.map(({ label, state, framesTotal, error, wait }) => ({
        shot: label,
        state,
        frames: framesTotal,
        error: error ?? (wait ? { code: wait.reason, message: wait.message } : null),
      })),
    },
    text: [
      ...waiting,
      `${done.length} clips, ${frames} frames in ${seconds.toFixed(1)} s` +
        `${failed > 0 ? `; ${failed} not made` : ''}`,
    ].join('\n'),
    isFailure: failed > 0,
  };
}

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

function localDryRun({ shots, problems, size }: Plan, provider: string, preset: Preset): CommandReport {
  const frames = shots.reduce((sum, shot) => sum + shot.frames, 0);
  const cost = { amount: 0, unit: 'none' };
  const lines = [
    ...problems.map(({ message }) => message),
    `${shots.length} clips of ${size.width}x${size.height}, ${frames} frames, by ${provider} (${preset}). It costs nothing.`,
  ];
  return {
    json: { provider, preset, size, shots, frames, problems, cost, isSendable: true },
    text: lines.join('\n'),
  };
}

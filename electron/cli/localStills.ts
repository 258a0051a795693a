import { readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { DocumentView } from '@shared/document/document';
import type { ShotId } from '@shared/document/ids';
import type { Job } from '@shared/generation/job';
import { ratios } from '@shared/generation/request';
import { pictureLandings } from '@shared/generation/stills/landing';
import { stillFileNames } from '@shared/generation/stills/planStills';
import {
  type LocalChoices,
  localChoicesSchema,
  localProducts,
  seriesSteps,
  stillFormats,
  stillMoments,
  stillSize,
} from '@shared/generation/stills/stillChoices';
import type { HeadlessTask } from '@shared/rpc/headless';
import { CodedError } from '@shared/rpc/result';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { chooseShots, readProject } from './chooseShots';
import { type CliWorld, type CommandArgs, type CommandReport, UsageError } from './cliContext';
import { runHeadless } from './runHeadless';

/** Options of pictures that `generate` has for the local renderer. */
export function declareStills(command: Command): Command {
  return command
    .addOption(new Option('--what <what>', 'local: what is made of a shot').choices(localProducts))
    .addOption(
      new Option('--at <frame>', 'local, still: which frame of the shot').choices(
        stillMoments.filter((moment) => moment !== 'frame'),
      ),
    )
    .addOption(new Option('--each <step>', 'local, series: a picture for each of these').choices(seriesSteps))
    .option('--size <size>', 'local, pictures: hd, 2k, 4k or as 3840x2160; absent = as the project', sizeOf)
    .addOption(new Option('--ratio <ratio>', 'local, pictures: absent = as the project').choices(ratios))
    .addOption(new Option('--image <format>', 'local, pictures: kind of file').choices(stillFormats))
    .addOption(
      new Option('--land <where>', 'pictures: where they go in the project; absent = take').choices(
        pictureLandings,
      ),
    )
    .option('--out <folder>', 'local, pictures: write files to this folder instead')
    .option('--replace', 'local, pictures: replace older files of the same names');
}

type SizeChoice = Pick<LocalChoices, 'size'> & Partial<Pick<LocalChoices, 'width' | 'height'>>;

/** "4k" or "3840x2160". @throws InvalidArgumentError */
export function sizeOf(text: string): SizeChoice {
  const name = text.toLowerCase();
  if (name === 'project' || name === 'hd' || name === '2k' || name === '4k') return { size: name };
  const [, width, height] = /^(\d{1,5})x(\d{1,5})$/.exec(name) ?? [];
  const size = { size: 'custom', width: Number(width), height: Number(height) } as const;
  if (localChoicesSchema.safeParse(size).success) return size;
  throw new InvalidArgumentError('Write hd, 2k, 4k, or both sides as 3840x2160, 16 to 8192 pixels each.');
}

/** What the local renderer is asked for; null = clips. @throws UsageError for options of pictures beside clips */
export function localStillsOf({ options }: CommandArgs): LocalChoices | null {
  const what = options.what ?? 'clip';
  if (options.provider !== undefined && options.provider !== 'local') {
    if (options.what !== undefined) throw new UsageError('--what is for --provider local.');
  }
  const given = ['at', 'each', 'size', 'ratio', 'image', 'out', 'replace'].find(
    (name) => options[name] !== undefined,
  );
  if (what === 'clip') {
    if (given) throw new UsageError(`--${given} is for pictures: --what still or --what series.`);
    return null;
  }
  return localChoicesSchema.parse({
    what,
    ...(options.at === undefined ? {} : { at: options.at }),
    ...(options.each === undefined ? {} : { each: options.each }),
    ...(options.ratio === undefined ? {} : { ratio: options.ratio }),
    ...(options.image === undefined ? {} : { format: options.image }),
    ...((options.size as SizeChoice | undefined) ?? {}),
  });
}

export interface StillOrder {
  readonly project: string;
  /** As `--shots`. */
  readonly shots: unknown;
  readonly choices: LocalChoices;
  /** null = into the project. */
  readonly out: string | null;
  readonly mayReplace: boolean;
  readonly landAs: (typeof pictureLandings)[number] | null;
  readonly isDry: boolean;
}

/**
 * Makes pictures of shots, to a folder or into the project.
 * @throws CodedError `refused` when there are no shots, or files would be replaced without `mayReplace`
 */
export async function makeStills(order: StillOrder, world: CliWorld): Promise<CommandReport> {
  const { project, choices, mayReplace, landAs } = order;
  const plan = readProject(project, world, (document) => planOf(document, order));
  if (plan.shotIds.length === 0)
    throw new CodedError('refused', 'There are no shots to make pictures of. Add a shot first.');
  const out = order.out === null ? null : resolve(world.cwd, order.out);
  const facts = { what: choices.what, size: plan.size, format: choices.format, ...(out ? { out } : {}) };
  const sizeText = `${plan.size.width}x${plan.size.height}`;
  if (order.isDry) {
    return {
      json: { provider: 'local', ...facts, pictures: plan.names, cost: { amount: 0, unit: 'none' } },
      text: `${plan.names.length} pictures of ${sizeText}. It costs nothing.`,
    };
  }
  if (out !== null) {
    const present = mayReplace ? [] : alreadyThere(out, plan.names);
    if (present.length > 0) {
      throw new CodedError(
        'refused',
        `"${present[0]}"${present.length > 1 ? ` and ${present.length - 1} more` : ''} would be replaced. Choose another folder, or say --replace.`,
      );
    }
    await mkdir(out, { recursive: true });
  }
  const task: HeadlessTask = {
    command: 'generate',
    project,
    shotIds: plan.shotIds,
    provider: 'local',
    preset: 'full',
    settings: choices,
    approved: null,
    generators: null,
    keysFile: null,
    landAs,
    folder: out === null ? null : { path: out, mayReplace },
  };
  const { jobs, seconds } = await runHeadless(task, world);
  const done = jobs.filter(({ state }) => state === 'done');
  const pictures = done.reduce((sum, { framesTotal }) => sum + framesTotal, 0);
  const failed = jobs.length - done.length;
  return {
    json: {
      provider: 'local',
      ...facts,
      done: done.length,
      failed,
      pictures,
      seconds,
      jobs: jobs.map(jobFacts),
    },
    text:
      `${pictures} pictures of ${sizeText} in ${seconds.toFixed(1)} s${out === null ? '' : `, in ${out}`}` +
      `${failed > 0 ? `; ${failed} shots not made` : ''}`,
    isFailure: failed > 0,
  };
}

const jobFacts = ({ label, state, error }: Job) => ({ shot: label, state, error });

function planOf(document: DocumentView, { shots, choices }: StillOrder) {
  const { chosen } = chooseShots(document, shots);
  const shotIds: ShotId[] = chosen.map(({ shot }) => shot.id);
  return {
    shotIds,
    names: [...stillFileNames(document, shotIds, choices).values()].flat(),
    size: stillSize(document.project().frameSize, choices),
  };
}

function alreadyThere(folder: string, names: readonly string[]): string[] {
  let present: Set<string>;
  try {
    present = new Set(readdirSync(folder).map((name) => name.toUpperCase()));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return names.filter((name) => present.has(name.toUpperCase()));
}

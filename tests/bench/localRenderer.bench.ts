import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchRow } from './benchRow';
import { runCommand } from './support/commandRun';

interface Made {
  readonly done: number;
  readonly failed: number;
  readonly seconds: number;
}

const framesPerSecond = 24;
const stillRuns = 3;

/** The sample film by the local renderer in the real Electron: all its clips in draft and in full, and single 4K stills. */
export async function rows(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ekonte-local-bench-'));
  try {
    const { lengthFrames } = await runCommand<{ lengthFrames: number }>(
      'sample',
      join(folder, 'film.ekonte'),
    );
    const filmSeconds = lengthFrames / framesPerSecond;
    const draft = await made(folder, '--preset', 'draft');
    const full = await made(folder, '--preset', 'full');
    const still = await stillSeconds(folder);
    return [
      clipRow('draft', filmSeconds / draft.seconds),
      clipRow('full', filmSeconds / full.seconds),
      {
        name: 'a 4K still of the sample film, painted and written as PNG',
        value: still,
        unit: 's',
        budget: '≤ 3 s',
        pass: still <= 3,
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function clipRow(preset: string, value: number): BenchRow {
  return {
    name: `sample film by the local renderer, ${preset}`,
    value,
    unit: 's of clip a second',
    budget: preset === 'draft' ? '≥ 2: twice as fast as it is watched' : '≥ 1: as fast as it is watched',
    pass: value >= (preset === 'draft' ? 2 : 1),
  };
}

async function made(folder: string, ...options: string[]): Promise<Made> {
  const run = await runCommand<Made>('generate', join(folder, 'film.ekonte'), ...options);
  if (run.failed > 0) throw new Error(`${run.failed} were not made`);
  return run;
}

/** The page is up by the second picture: the first is left out. */
async function stillSeconds(folder: string): Promise<number> {
  const times: number[] = [];
  for (const [index, count] of [1, 1 + stillRuns].entries()) {
    const out = join(folder, `stills${index}`);
    const shots = count === 1 ? '1A' : '2A,2B,2C,2D';
    const { seconds } = await made(folder, '--what', 'still', '--size', '4k', '--out', out, '--shots', shots);
    times.push(seconds);
  }
  const [one = 0, several = 0] = times;
  return (several - one) / stillRuns;
}

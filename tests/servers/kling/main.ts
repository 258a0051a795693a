import { MediaThreads } from '../../../electron/worker/media/mediaThreads';
import { runSchedule } from './faultSchedule';

/** The long run: `npm run faults -- [SCHEDULES] [SEED]`. @returns the exit code */
export async function main(count: number, firstSeed: number): Promise<number> {
  const threads = new MediaThreads(1);
  let [kills, faults, inDoubt, bad] = [0, 0, 0, 0];
  const jobs = { clip: 0, speech: 0, lipSync: 0 };
  const startedMs = performance.now();
  try {
    for (let index = 0; index < count; index += 1) {
      const result = await runSchedule(firstSeed + index, threads);
      kills += result.kills;
      faults += result.faults;
      inDoubt += result.unitsInDoubt;
      for (const kind of ['clip', 'speech', 'lipSync'] as const) jobs[kind] += result.jobs[kind];
      if (result.problems.length === 0) continue;
      bad += 1;
      process.stdout.write(`seed ${result.seed}: ${result.problems.join(' ')}\n`);
    }
  } finally {
    await threads.dispose();
  }
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  process.stdout.write(
    `${count} schedules from seed ${firstSeed} in ${seconds} s: ${jobs.clip} clips, ${jobs.speech} lines spoken, ${jobs.lipSync} lip-syncs, ${kills} kills, ${faults} faults; ${inDoubt.toFixed(2)} units counted in doubt; ${bad} with problems.\n`,
  );
  return bad === 0 ? 0 : 1;
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createProject } from '../../electron/worker/database/createProject';
import { runCrashes } from './crashRun';
import { crashTargets } from './targets';

/**
 * The long crash test: `kills` kills of a target by name; prints a line for every tenth and the report as JSON.
 * A fresh seed each time; a failure names it.
 * @returns the exit code
 */
export async function main(killCount: string, targetName: string, seedText: string): Promise<number> {
  const [kills, seed] = [Number(killCount), Number(seedText)];
  const createTarget = crashTargets[targetName];
  if (!createTarget) {
    process.stderr.write(
      `There is no target "${targetName}". Known: ${Object.keys(crashTargets).join(', ')}.\n`,
    );
    return 2;
  }
  const folder = await mkdtemp(join(tmpdir(), 'ekonte-crash-'));
  const target = await createTarget();
  try {
    const projectPath = join(folder, 'Film.ekonte');
    const film = { name: 'Film', rate: { num: 24, den: 1 }, frameSize: { width: 1920, height: 1080 } };
    createProject(projectPath, film, Date.now());
    const report = await runCrashes({
      target,
      projectPath,
      kills,
      seed,
      // From a window edits take longer than from a Node process, the first ones above all.
      longestStreamMs: targetName === 'worker' ? 2_000 : 4_000,
      onKill: ({ kills: done, acknowledged }) => {
        if (done % 10 === 0)
          process.stderr.write(`${done} kills, ${acknowledged} acknowledged edits, all there\n`);
      },
    });
    process.stdout.write(`${JSON.stringify(report)}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  } finally {
    await target.dispose();
    await rm(folder, { recursive: true, force: true });
  }
}

import { join } from 'node:path';
import { createProject } from '../../electron/worker/database/createProject';
import { createAppTarget, createAppWorkerTarget } from '../crash/appTargets';
import { type CrashReport, runCrashes } from '../crash/crashRun';
import type { CrashTarget } from '../crash/crashTarget';
import { expect, test } from './launch';

// Each in many more kills: npm run crash -- 200 app, npm run crash -- 200 app-worker.

async function crash(target: CrashTarget, folder: string, kills: number): Promise<CrashReport> {
  const projectPath = join(folder, 'Film.ekonte');
  const film = { name: 'Film', rate: { num: 24, den: 1 }, frameSize: { width: 1920, height: 1080 } };
  createProject(projectPath, film, Date.now());
  return runCrashes({ target, projectPath, kills, seed: Date.now() % 1e9, longestStreamMs: 2_500 });
}

test('the whole app killed 8 times in a stream of edits loses none that was acknowledged', async ({
  folder,
}) => {
  const target = await createAppTarget();
  try {
    const report = await crash(target, folder, 8);
    expect(report).toMatchObject({ kills: 8 });
    expect(report.acknowledged).toBeGreaterThan(8);
  } finally {
    await target.dispose();
  }
});

test('the window carries on through 6 deaths of its worker, and no acknowledged edit is lost', async ({
  folder,
}) => {
  const target = await createAppWorkerTarget();
  try {
    const report = await crash(target, folder, 6);
    expect(report).toMatchObject({ kills: 6 });
    expect(report.acknowledged).toBeGreaterThan(3);
  } finally {
    await target.dispose();
  }
});

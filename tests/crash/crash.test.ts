import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createProject } from '../../electron/worker/database/createProject';
import { runCrashes } from './crashRun';
import { createNodeWorkerTarget } from './nodeWorkerTarget';

const kills = 30;

test(`a worker killed ${kills} times in a stream of edits, imports and versions loses none that was acknowledged`, {
  timeout: 120_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ekonte-crash-'));
  const target = await createNodeWorkerTarget();
  try {
    const projectPath = join(folder, 'Film.ekonte');
    createProject(
      projectPath,
      { name: 'Film', rate: { num: 24, den: 1 }, frameSize: { width: 1920, height: 1080 } },
      Date.now(),
    );
    const report = await runCrashes({
      target,
      projectPath,
      kills,
      seed: Date.now() % 1e9,
      longestStreamMs: 1_200,
    });
    expect(report.kills).toBe(kills);
    expect(report.acknowledged).toBeGreaterThan(kills);
    expect(report.imports).toBeGreaterThan(2);
    expect(report.snapshots).toBeGreaterThan(2);
  } finally {
    await target.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
});

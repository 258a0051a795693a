import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { launchApp } from '../e2e/launch';
import { waveFile } from '../generators/waveFile';
import type { BenchRow } from './benchRow';
import { addShots, BenchWorker, writePictures } from './support/benchProject';
import { frameTimes, percentile, scrubTimes, spread } from './support/frameTimes';

const shotCount = 20;
const lengthFrames = 48;
/** So many shots show a take of 1920 × 1080 instead of their layers. */
const takeCount = 5;

/** A film of 20 moving shots, some of them 1080p takes, with sound: played through, and scrubbed over its takes. */
export async function rows(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ekonte-player-bench-'));
  try {
    const project = join(folder, 'Film.ekonte');
    const shotIds = await makeFilm(folder, project);
    const { page, quit } = await launchApp({ userData: join(folder, 'user'), args: [project] });
    await page.getByRole('application', { name: 'Shots and sounds in time' }).waitFor();
    await page.keyboard.press('Control+Digit3');
    await makeTakes(page, shotIds.slice(0, takeCount));
    await page.keyboard.press('Backslash');
    const whole = await measureScrubbing(page, 'whole');
    await copiesOf(project, takeCount);
    const measured = [await measureScrubbing(page, 'shown'), whole, await measurePlaying(page)];
    await quit();
    return measured;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function makeFilm(folder: string, project: string): Promise<readonly string[]> {
  const worker = new BenchWorker();
  await worker.create(project);
  const pictures = await writePictures(join(folder, 'pictures'));
  const shots = Array.from({ length: shotCount }, () => ({ lengthFrames, isMoving: true }));
  const ids = await addShots(worker, pictures, shots);
  const seconds = (shotCount * lengthFrames) / 24;
  const samples = Int16Array.from({ length: 48_000 * seconds }, (_, at) => Math.sin(at / 30) * 8_000);
  const sound = join(folder, 'tone.wav');
  await writeFile(sound, waveFile(samples, 1, 48_000));
  const [mediaId] = await worker.import([sound]);
  await worker.run('sound.addClip', { mediaId, startFrame: 0 });
  await worker.close();
  return ids;
}

async function makeTakes(page: Page, shotIds: readonly string[]): Promise<void> {
  await page.evaluate(async (ids) => {
    const asked = await window.ekonte.call('jobs.submitClips', {
      shotIds: ids as never,
      provider: 'local',
      preset: 'full',
    });
    if (!asked.ok) throw new Error(asked.error.message);
    for (;;) {
      const jobs = await window.ekonte.call('jobs.list', null);
      if (!jobs.ok) throw new Error(jobs.error.message);
      if (jobs.value.some(({ state }) => state === 'failed')) throw new Error('A clip could not be made.');
      if (jobs.value.every(({ state }) => state === 'done')) return;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }, shotIds);
}

/** Waits for the small pictures of takes, which the window makes behind everything else once it is left alone. */
async function copiesOf(project: string, count: number): Promise<void> {
  const folder = join(project, 'cache', 'scrubbing');
  for (let waited = 0; waited < 240; waited += 1) {
    const names = await readdir(folder).catch((): string[] => []);
    if (names.filter((name) => name.endsWith('.bin')).length >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error('The small pictures of the takes were not made.');
}

/**
 * A press on the ruler for each place, the next as soon as the last is answered, as a hand that drags does. Answered:
 * `shown` when the right frame is on screen, be it by its small picture (at most 640 px), `whole` when it is decoded at its
 * full size.
 */
async function measureScrubbing(page: Page, until: 'shown' | 'whole'): Promise<BenchRow> {
  // The whole film is in view; its first quarter is takes.
  const places = spread(40, 0.01, takeCount / shotCount - 0.02);
  await scrubTimes(page, [0.9, 0.5]);
  const value = percentile(await scrubTimes(page, places, until), 95);
  const atRest = percentile(await frameTimes(page, 120, null), 95);
  return {
    ...(until === 'shown'
      ? { name: 'scrub onto any frame of a 1080p take', budget: 'p95 ≤ 60 ms', pass: value <= 60 }
      : {
          name: 'the same, until the frame is there at its full size',
          budget: 'none: it comes when the hand rests',
          pass: null,
        }),
    value,
    unit: 'ms',
    reference: { name: 'frame of the window at rest, p95', value: atRest, unit: 'ms' },
  };
}

async function measurePlaying(page: Page): Promise<BenchRow> {
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Stop', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor({ timeout: 120_000 });
  const { shownFrames, droppedFrames } = await page
    .getByLabel('Player')
    .locator('canvas')
    .evaluate((canvas) => ({
      shownFrames: Number(canvas.dataset['shownFrames']),
      droppedFrames: Number(canvas.dataset['droppedFrames']),
    }));
  const value = Math.round((1000 * droppedFrames) / (shownFrames + droppedFrames)) / 10;
  return {
    name: `dropped frames of a film of ${shotCount} moving shots with sound`,
    value,
    unit: '%',
    budget: '≤ 1 %',
    pass: value <= 1,
    reference: { name: 'frames shown', value: shownFrames, unit: 'frames' },
  };
}

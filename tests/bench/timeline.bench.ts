import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { launchApp } from '../e2e/launch';
import { writeBigProject } from '../generators/bigProject';
import type { BenchRow } from './benchRow';
import { FrameMeter, frameTimes, percentile, scrubTimes, spread } from './support/frameTimes';

const shotCount = 2_000;
const soundCount = 1_000;

/**
 * The timeline of a feature film under the hand, in the real window: each figure is about frames as they come on
 * screen. The reference is the same window at rest, which tells how busy the machine was.
 */
export async function rows(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ekonte-timeline-bench-'));
  try {
    const project = join(folder, 'Big.ekonte');
    writeBigProject(project, { shots: shotCount, sounds: soundCount });
    const { page, quit } = await launchApp({ userData: join(folder, 'user'), args: [project] });
    const measured = await measure(page);
    await quit();
    return measured;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(page: Page): Promise<BenchRow[]> {
  const lanes = page.getByRole('application', { name: 'Shots and sounds in time' });
  const box = await lanes.boundingBox();
  if (!box) throw new Error('There is no timeline to be seen.');
  // Only the timeline is measured, not the boards above it.
  await page.keyboard.press('Control+Digit3');
  await page.keyboard.press('Backslash');
  const atRest = await frameTimes(page, 120, null);
  const reference = { name: 'frame of the window at rest, p95', value: percentile(atRest, 95), unit: 'ms' };
  const row = (name: string, times: readonly number[], budgetMs: number): BenchRow => {
    const value = percentile(times, 95);
    return { name, value, unit: 'ms', budget: `p95 ≤ ${budgetMs} ms`, pass: value <= budgetMs, reference };
  };
  const of = `${shotCount} shots, ${soundCount} sounds`;
  const measured: BenchRow[] = [];

  // From the whole film down to a few shots, then on along the film, as one looks for a place.
  const zooming = await frameTimes(page, 16, { deltaY: -60, ctrlKey: true }, { framesEach: 2 });
  await settled(page);
  for (let step = 0; step < 6; step += 1) await page.keyboard.press('Minus');
  await settled(page);
  measured.push(row(`timeline of ${of}: pan, one frame`, await frameTimes(page, 180, { deltaY: 60 }), 20));
  measured.push(row(`timeline of ${of}: zoom step to painted`, zooming, 50));

  await page.getByRole('button', { name: 'Clip groups' }).click();
  await settled(page);
  const grouped = await frameTimes(page, 180, { deltaY: -60 });
  measured.push(row(`timeline of ${of}: pan with clip groups, one frame`, grouped, 20));
  await page.getByRole('button', { name: 'Clip groups' }).click();

  await settled(page);
  const meter = new FrameMeter(page);
  const shots = { x: box.x + 300, y: box.y + 73 };
  await page.mouse.move(shots.x, shots.y);
  await page.mouse.down();
  await meter.start();
  for (let step = 1; step <= 90; step += 1) await page.mouse.move(shots.x + step * 5, shots.y + (step % 9));
  const dragging = await meter.stop();
  await page.keyboard.press('Escape');
  await page.mouse.up();
  measured.push(row(`timeline of ${of}: drag a shot, one frame`, dragging, 33));

  await page.keyboard.press('Backslash');
  const places = spread(40, 0.02, 0.95);
  measured.push(
    row(`scrub onto any frame of ${shotCount} shots`, await scrubTimes(page, places, 'shown'), 80),
  );
  return measured;
}

/** Small pictures that came into view have been made. */
async function settled(page: Page): Promise<void> {
  await page.waitForTimeout(2_000);
}

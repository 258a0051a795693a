import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openProject } from '../../electron/worker/database/openProject';
import { runEdit } from '../../electron/worker/database/testing/edits';
import { writeBigProject } from '../generators/bigProject';
import type { BenchRow } from './benchRow';
import { addShots, BenchWorker, writePictures } from './support/benchProject';
import { CommitTimer } from './support/commitTimer';
import { exportFilm } from './support/exportRun';

const shotCount = 2_000;
const filmShots = 10;
const shotFrames = 72;

/** Edits of a 2,000-shot project, durable, while a film of moving shots is rendered in a real Electron beside it. */
export async function rows(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ekonte-commit-bench-'));
  try {
    const film = join(folder, 'Film.ekonte');
    const worker = new BenchWorker();
    await worker.create(film);
    const pictures = await writePictures(join(folder, 'pictures'));
    const moving = { lengthFrames: shotFrames, isMoving: true };
    await addShots(
      worker,
      pictures,
      Array.from({ length: filmShots }, () => moving),
    );
    await worker.close();
    const big = join(folder, 'Big.ekonte');
    writeBigProject(big, { shots: shotCount });
    const { database, close } = openProject(big, { now: Date.now, onCommitted: () => undefined });
    try {
      const shots = database.document.list('shot');
      let edits = 0;
      const timer = new CommitTimer(() => {
        edits += 1;
        const shotIds = [shots[(edits * 37) % shots.length]?.id];
        runEdit(database, 'shot.edit', { shotIds, fields: { action: `Take ${edits}` } });
      });
      timer.start();
      const run = await exportFilm(film, join(folder, 'film.mp4'));
      const { p50, p99, count } = timer.stop();
      const name = `commit of one edit, durable, ${shotCount} shots, while a film renders`;
      const reference = {
        name: 'frames of the film rendered a second meanwhile',
        value: Math.round((10 * run.frames) / run.seconds) / 10,
        unit: 'frames/s',
      };
      return [
        { name: `${name}: p50 of ${count}`, value: round(p50), unit: 'ms', budget: 'see p99', pass: null },
        {
          name: `${name}: p99`,
          value: round(p99),
          unit: 'ms',
          budget: '≤ 10 ms',
          pass: p99 <= 10,
          reference,
        },
      ];
    } finally {
      close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const round = (value: number): number => Math.round(value * 100) / 100;

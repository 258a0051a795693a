import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchRow } from './benchRow';
import { addShots, BenchWorker, frameSize, type PictureSet, writePictures } from './support/benchProject';
import { type ExportRun, exportFilm } from './support/exportRun';

const shotFrames = 72;
const movingShots = 6;
const mixedShots = 10;
const stillOfMixed = 7;
const cachedShots = 100;
const cachedShotFrames = 24;

/** Film export in the real Electron: frames a second of a film that moves throughout, of one that mostly stands still, and again. */
export async function rows(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ekonte-export-bench-'));
  try {
    const pictures = await writePictures(join(folder, 'pictures'));
    const moving = await exported(folder, 'moving', pictures, movingShots, () => true);
    const mixed = await exported(folder, 'mixed', pictures, mixedShots, (index) => index >= stillOfMixed);
    const again = await secondExport(folder, pictures);
    return [...movingRows(moving, pictures), stillRow(mixed, moving), againRow(again)];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function exported(
  folder: string,
  name: string,
  pictures: PictureSet,
  count: number,
  isMoving: (index: number) => boolean,
): Promise<ExportRun> {
  const project = join(folder, `${name}.ekonte`);
  const worker = new BenchWorker();
  await worker.create(project);
  const shots = Array.from({ length: count }, (_value, index) => ({
    lengthFrames: shotFrames,
    isMoving: isMoving(index),
  }));
  await addShots(worker, pictures, shots);
  await worker.close();
  return exportFilm(project, join(folder, `${name}.mp4`));
}

async function secondExport(
  folder: string,
  pictures: PictureSet,
): Promise<{ first: ExportRun; second: ExportRun }> {
  const project = join(folder, 'again.ekonte');
  const film = join(folder, 'again.mp4');
  const worker = new BenchWorker();
  await worker.create(project);
  const shot = { lengthFrames: cachedShotFrames, isMoving: true };
  const [changed] = await addShots(
    worker,
    pictures,
    Array.from({ length: cachedShots }, () => shot),
  );
  await worker.close();
  const first = await exportFilm(project, film);
  await worker.open(project);
  await worker.run('shot.setLens', { shotIds: [changed], lensMm: 37 });
  await worker.close();
  return { first, second: await exportFilm(project, film) };
}

/** More of the machine than this in other programs' hands: times say nothing about ours. */
const foreignLimit = 0.15;

function movingRows(moving: ExportRun, pictures: PictureSet): BenchRow[] {
  const value = framesPerSecond(moving);
  const { hostCpuSeconds, foreignCores, frames } = moving;
  const cores = availableParallelism() - foreignCores;
  const bound = hostCpuSeconds === null ? null : cores / (hostCpuSeconds / frames);
  const zoompan = zoompanFramesPerSecond(pictures);
  const isQuiet = foreignCores <= foreignLimit * availableParallelism();
  const coresText = isQuiet ? '' : `, on the ${cores.toFixed(1)} cores that other programs left`;
  return [
    {
      name: 'film export, 3 moving layers, 1080p24, every frame different',
      value,
      unit: 'frames/s',
      budget: '≥ 0.9 × cores ÷ (compose + encode CPU a frame)',
      pass: bound === null ? null : value >= 0.9 * bound,
      ...(bound === null
        ? {}
        : { reference: { name: `that bound${coresText}`, value: bound, unit: 'frames/s' } }),
    },
    {
      name: 'the same against ffmpeg',
      value,
      unit: 'frames/s',
      budget: '≥ 1.5 × zoompan with x264 veryfast',
      pass: zoompan === null || !isQuiet ? null : value >= 1.5 * zoompan,
      ...(zoompan === null
        ? {}
        : { reference: { name: 'ffmpeg zoompan', value: zoompan, unit: 'frames/s' } }),
    },
  ];
}

function stillRow(mixed: ExportRun, moving: ExportRun): BenchRow {
  const value = framesPerSecond(mixed);
  const reference = framesPerSecond(moving);
  return {
    name: 'film export with 70 % still shots',
    value,
    unit: 'frames/s',
    budget: '≥ 1.8 × the rate of the film that moves throughout',
    pass: value >= 1.8 * reference,
    reference: { name: 'moving throughout', value: reference, unit: 'frames/s' },
  };
}

function againRow({ first, second }: { first: ExportRun; second: ExportRun }): BenchRow {
  const value = (100 * second.seconds) / first.seconds;
  return {
    name: `second export after one of ${cachedShots} shots changed`,
    value,
    unit: '% of the first',
    budget: '≤ 5 %',
    pass: value <= 5,
    reference: { name: 'first export', value: first.seconds, unit: 's' },
  };
}

const framesPerSecond = ({ frames, seconds }: ExportRun): number => frames / seconds;

/** Three zoompans laid over each other, as one shot of ours; null where there is no ffmpeg. */
function zoompanFramesPerSecond({ background, middle, front }: PictureSet): number | null {
  const { width, height } = frameSize;
  const zoom = (speed: number) =>
    `zoompan=z='1+${speed}*on/${shotFrames}':x='iw/2-iw/zoom/2+on':y='ih/2-ih/zoom/2':d=${shotFrames}:s=${width}x${height}:fps=24`;
  const filter = [
    `[0:v]${zoom(0.2)}[a]`,
    `[1:v]format=rgba,${zoom(0.25)}[b]`,
    `[2:v]format=rgba,${zoom(0.3)}[c]`,
    '[a][b]overlay[ab]',
    '[ab][c]overlay,format=yuv420p',
  ].join(';');
  const inputs = [background, middle, front].flatMap((path) => ['-i', path]);
  const coding = ['-frames:v', String(shotFrames), '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20'];
  const start = performance.now();
  const { status, error } = spawnSync('ffmpeg', [
    ...['-v', 'error', ...inputs, '-filter_complex', filter, ...coding, '-f', 'null', '-'],
  ]);
  if (error || status !== 0) return null;
  return shotFrames / ((performance.now() - start) / 1000);
}

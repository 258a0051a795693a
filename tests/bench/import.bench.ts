import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import type { InternalReply } from '@shared/rpc/table';
import { WorkerService } from '../../electron/worker/workerService';
import type { BenchRow } from './benchRow';

const pictureCount = 500;
const budgetPerSecond = 20;

/**
 * Import of 500 different 1920 × 1080 pictures (JPEG and PNG in turn) into a project on disk: copied, fingerprinted,
 * decoded, with thumbnails, as one durable edit. Reference: the same files copied and nothing else.
 */
export async function rows(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ekonte-import-bench-'));
  const service = new WorkerService({
    userDataPath: join(folder, 'user'),
    emit: () => undefined,
    renderHost: null,
    now: Date.now,
  });
  try {
    const paths = await writePictures(join(folder, 'pictures'));
    const copySeconds = await seconds(() => copyAll(paths, join(folder, 'copies')));
    const project = { path: join(folder, 'Film.ekonte'), name: 'Film', mediaBase: 'ekonte://media/bench/' };
    const format = { rate: { num: 24, den: 1 }, frameSize: { width: 1920, height: 1080 } };
    await answerOf(service, 'project.createAt', { ...project, ...format });
    const importSeconds = await seconds(async () => {
      const request = { paths, target: { as: 'media' }, link: false };
      const reply = (await answerOf(
        service,
        'media.importPaths',
        request,
      )) as InternalReply<'media.importPaths'>;
      const failed = reply.files.filter(({ ok }) => !ok);
      if (failed.length > 0) throw new Error(`${failed.length} pictures were not imported.`);
    });
    const perSecond = pictureCount / importSeconds;
    return [
      {
        name: `import of ${pictureCount} pictures with thumbnails`,
        value: round(perSecond),
        unit: 'pictures/s',
        budget: `≥ ${budgetPerSecond} pictures/s`,
        pass: perSecond >= budgetPerSecond,
        reference: {
          name: 'plain copy of the same files',
          value: round(pictureCount / copySeconds),
          unit: 'pictures/s',
        },
      },
    ];
  } finally {
    await service.dispose();
    await rm(folder, { recursive: true, force: true });
  }
}

async function answerOf(service: WorkerService, channel: string, request: unknown): Promise<unknown> {
  const result = await service.handle(channel, request);
  if (!result.ok) throw new Error(`${channel}: ${result.error.message}`);
  return result.value;
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

const round = (value: number): number => Math.round(value * 10) / 10;

async function copyAll(paths: readonly string[], folder: string): Promise<void> {
  await mkdir(folder);
  for (const [index, path] of paths.entries()) await copyFile(path, join(folder, String(index)));
}

/** Two drawings, each file told apart by a comment that decoders pass over. */
async function writePictures(folder: string): Promise<string[]> {
  await mkdir(folder);
  const canvas = drawing();
  const [jpeg, png] = await Promise.all([canvas.encode('jpeg', 88), canvas.encode('png')]);
  const paths: string[] = [];
  for (let index = 0; index < pictureCount; index += 1) {
    const isJpeg = index % 2 === 0;
    const path = join(folder, `${index}.${isJpeg ? 'jpg' : 'png'}`);
    await writeFile(
      path,
      isJpeg ? withJpegComment(jpeg, index) : Buffer.concat([png, Buffer.from(String(index))]),
    );
    paths.push(path);
  }
  return paths;
}

function withJpegComment(jpeg: Buffer, index: number): Buffer {
  const comment = Buffer.alloc(8);
  comment.set([0xff, 0xfe, 0, 6]);
  comment.writeUInt32BE(index, 4);
  return Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)]);
}

/** As dense as a painted board: gradients, shapes and lines. */
function drawing() {
  const canvas = createCanvas(1920, 1080);
  const context = canvas.getContext('2d');
  const sky = context.createLinearGradient(0, 0, 0, 1080);
  sky.addColorStop(0, '#10203a');
  sky.addColorStop(1, '#e0a060');
  context.fillStyle = sky;
  context.fillRect(0, 0, 1920, 1080);
  for (let stroke = 0; stroke < 1500; stroke += 1) {
    context.strokeStyle = `hsl(${(stroke * 47) % 360} 50% ${20 + ((stroke * 13) % 60)}%)`;
    context.lineWidth = 1 + (stroke % 9);
    context.beginPath();
    context.moveTo((stroke * 7919) % 1920, (stroke * 6007) % 1080);
    context.lineTo((stroke * 4801) % 1920, (stroke * 3571) % 1080);
    context.stroke();
  }
  return canvas;
}

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import type { MediaId, ShotId } from '@shared/document/ids';
import type { InternalReply } from '@shared/rpc/table';
import { WorkerService } from '../../../electron/worker/workerService';

export const rate = { num: 24, den: 1 };
export const frameSize = { width: 1920, height: 1080 };

/** The worker in this process, throwing what it answers as errors. */
export class BenchWorker {
  readonly #service = new WorkerService({
    userDataPath: null,
    emit: () => undefined,
    renderHost: null,
    now: Date.now,
  });

  async call<T = unknown>(channel: string, request: unknown): Promise<T> {
    const result = await this.#service.handle(channel, request);
    if (!result.ok) throw new Error(`${channel}: ${result.error.message}`);
    return result.value as T;
  }

  async create(path: string): Promise<void> {
    await this.call('project.createAt', { path, name: 'Bench', rate, frameSize });
  }

  async open(path: string): Promise<void> {
    await this.call('project.openAt', { path });
  }

  async run(command: string, args: unknown): Promise<void> {
    await this.call('edit.run', { command, args, selection: [] });
  }

  async import(paths: readonly string[]): Promise<MediaId[]> {
    const request = { paths, target: { as: 'media' }, link: false };
    const { files } = await this.call<InternalReply<'media.importPaths'>>('media.importPaths', request);
    return files.map((file) => {
      if (!file.ok) throw new Error(`${file.name}: ${file.message}`);
      return file.mediaId;
    });
  }

  close(): Promise<void> {
    return this.#service.dispose();
  }
}

/** The three pictures a shot is made of: a background of 3840×2160 and two transparent ones before it. */
export interface PictureSet {
  readonly background: string;
  readonly middle: string;
  readonly front: string;
}

/** Dense line art, as boards are: harder to code than photographs. */
export async function writePictures(folder: string): Promise<PictureSet> {
  await mkdir(folder, { recursive: true });
  const paths = {
    background: join(folder, 'background.jpg'),
    middle: join(folder, 'middle.png'),
    front: join(folder, 'front.png'),
  };
  await writeFile(paths.background, await lineArt(3840, 2160, 2400, '#c8b490').encode('jpeg', 90));
  await writeFile(paths.middle, await lineArt(2560, 1440, 500, null).encode('png'));
  await writeFile(paths.front, await lineArt(2048, 1152, 300, null).encode('png'));
  return paths;
}

function lineArt(width: number, height: number, strokes: number, paper: string | null) {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  if (paper !== null) {
    context.fillStyle = paper;
    context.fillRect(0, 0, width, height);
  }
  const spread = paper === null ? 0.5 : 1;
  for (let stroke = 0; stroke < strokes; stroke += 1) {
    const x = (width * (1 - spread)) / 2 + ((stroke * 7919) % (width * spread));
    const y = (height * (1 - spread)) / 2 + ((stroke * 6007) % (height * spread));
    context.strokeStyle = `hsl(${(stroke * 47) % 360} 35% ${15 + ((stroke * 13) % 60)}%)`;
    context.lineWidth = 2 + (stroke % 6);
    context.beginPath();
    context.moveTo(x, y);
    context.bezierCurveTo(x + 90, y - 60, x - 70, y + 120, x + ((stroke * 31) % 240) - 120, y + 80);
    context.stroke();
  }
  return canvas;
}

const idOf = (index: number) => `sht_bench${String(index).padStart(6, '0')}` as ShotId;
const still = { panShift: 0, tiltShift: 0 };

/**
 * Shots of three layers at three depths. A moving one pans and zooms from its first frame to its last, each another way,
 * so that no two frames of the film are the same.
 */
export async function addShots(
  worker: BenchWorker,
  pictures: PictureSet,
  shots: readonly { readonly lengthFrames: number; readonly isMoving: boolean }[],
): Promise<ShotId[]> {
  const [background, middle, front] = await worker.import([
    pictures.background,
    pictures.middle,
    pictures.front,
  ]);
  const ids: ShotId[] = [];
  for (const [index, { lengthFrames, isMoving }] of shots.entries()) {
    const shotId = idOf(index);
    ids.push(shotId);
    await worker.run('shot.add', { id: shotId, lengthFrames });
    const place = (x: number, scale: number) => ({ x: x + index / 2000, y: 0.5, scale });
    const layer = (mediaId: MediaId | undefined, depth: number, transform: object) =>
      worker.run('layer.add', { shotId, mediaIds: [mediaId], depth, transform });
    await layer(background, 1.4, place(0.5, 1.3));
    await layer(middle, 1, place(0.45, 0.9));
    await layer(front, 0.8, place(0.55, 0.6));
    if (!isMoving) continue;
    const turn = index % 5 === 4 ? 6 : 0;
    const keyframe = (frame: number, pose: object) =>
      worker.run('camera.setKeyframe', { shotId, frame, pose: { ...still, ...pose } });
    await keyframe(0, { x: -0.05, z: 0, focalMm: 35 });
    await keyframe(lengthFrames - 1, { x: 0.05, z: 0.12, focalMm: 40, rollDeg: turn });
  }
  return ids;
}

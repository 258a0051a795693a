import { execFile } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createCanvas, type Image, loadImage } from '@napi-rs/canvas';
import { buildShotPicture } from '@shared/compositor/buildShotPicture';
import { drawList, itemKey } from '@shared/compositor/drawList';
import { paint } from '@shared/compositor/paint';
import { selectSequence, shotAtFrame } from '@shared/shots/sequence';
import { openProject } from '../../electron/worker/database/openProject';
import { decoded, ekonte, psnr } from './helpers/filmFrames';
import { expect, test } from './launch';

const run = promisify(execFile);
const size = { width: 640, height: 360 };
const frameCount = 30;
const shotCount = 3;
const soundSeconds = 2;

/** Three shots: still, moving with a zoom, and shaking by hand; and a sound under the first of them. */
async function makeProject(folder: string): Promise<string> {
  const pictures = await Promise.all(
    ['#a03020', '#2060a0', '#308040'].map((colour, index) => picture(colour, index)),
  );
  const names = pictures.map((_bytes, index) => `picture${index}.png`);
  for (const [index, bytes] of pictures.entries()) writeFileSync(join(folder, names[index] as string), bytes);
  writeFileSync(join(folder, 'tone.wav'), tone());
  await ekonte(folder, 'new', 'Film.ekonte', '--size', `${size.width}x${size.height}`);
  await ekonte(folder, 'import', 'Film.ekonte', ...names, '--as', 'shots');
  const imported = (await ekonte(folder, 'import', 'Film.ekonte', 'tone.wav')) as {
    files: { mediaId: string }[];
  };
  const { shots } = read(folder);
  const ids = shots.map(({ shot }) => shot.id);
  const move = (name: string) => ({ name, strength: 0.5, easing: 'easeInOut' });
  const edits = [
    { command: 'shot.setLength', args: { shotIds: ids, lengthFrames: frameCount } },
    { command: 'camera.setMove', args: { shotIds: [ids[1]], move: move('zoomIn') } },
    { command: 'camera.setMove', args: { shotIds: [ids[2]], move: move('handheld') } },
    { command: 'sound.addClip', args: { mediaId: imported.files[0]?.mediaId, startFrame: 0 } },
  ];
  await apply(folder, edits);
  return join(folder, 'Film.ekonte');
}

async function apply(folder: string, edits: readonly unknown[]): Promise<void> {
  writeFileSync(join(folder, 'edits.json'), JSON.stringify(edits));
  await ekonte(folder, 'apply', 'Film.ekonte', 'edits.json');
}

function read(folder: string) {
  const opened = openProject(join(folder, 'Film.ekonte'), {
    now: Date.now,
    onCommitted: () => undefined,
    readOnly: true,
  });
  try {
    const { document } = opened.database;
    return { document, ...selectSequence(document) };
  } finally {
    opened.close();
  }
}

/** Soft shapes: hard edges of pure colour lose in any 4:2:0 video, and would hide what the encoder or a wrong matrix does. */
async function picture(colour: string, seed: number): Promise<Buffer> {
  const canvas = createCanvas(size.width, size.height);
  const context = canvas.getContext('2d');
  context.fillStyle = colour;
  context.fillRect(0, 0, size.width, size.height);
  for (let shape = 0; shape < 40; shape += 1) {
    const [x, y] = [(shape * 149 + seed * 31) % size.width, (shape * 97) % size.height];
    const soft = context.createRadialGradient(x, y, 4, x, y, 40 + (shape % 7) * 8);
    const hue = (shape * 53 + seed * 90) % 360;
    soft.addColorStop(0, `hsla(${hue} 55% ${30 + ((shape * 17) % 50)}% / 1)`);
    soft.addColorStop(1, `hsla(${hue} 55% 50% / 0)`);
    context.fillStyle = soft;
    context.fillRect(0, 0, size.width, size.height);
  }
  return canvas.encode('png');
}

/** A 440 Hz tone, mono, 48 kHz, 16 bit. */
function tone(): Buffer {
  const rate = 48_000;
  const samples = rate * soundSeconds;
  const data = Buffer.alloc(44 + samples * 2);
  data.write('RIFF', 0);
  data.writeUInt32LE(data.length - 8, 4);
  data.write('WAVEfmt ', 8);
  data.writeUInt32LE(16, 16);
  data.writeUInt16LE(1, 20);
  data.writeUInt16LE(1, 22);
  data.writeUInt32LE(rate, 24);
  data.writeUInt32LE(rate * 2, 28);
  data.writeUInt16LE(2, 32);
  data.writeUInt16LE(16, 34);
  data.write('data', 36);
  data.writeUInt32LE(samples * 2, 40);
  for (let sample = 0; sample < samples; sample += 1) {
    data.writeInt16LE(Math.round(8000 * Math.sin((2 * Math.PI * 440 * sample) / rate)), 44 + sample * 2);
  }
  return data;
}

interface Stream {
  readonly codec_name: string;
  readonly nb_read_frames: string;
  readonly duration: string;
  readonly [field: string]: unknown;
}

async function probe(film: string): Promise<{ video: Stream; audio: Stream }> {
  const args = ['-v', 'error', '-count_frames', '-show_streams', '-of', 'json', film];
  const { stdout, stderr } = await run('ffprobe', args);
  expect(stderr).toBe('');
  const { streams } = JSON.parse(stdout) as { streams: Stream[] };
  const [video, audio] = ['video', 'audio'].map((type) =>
    streams.find((stream) => stream.codec_type === type),
  );
  return { video: video as Stream, audio: audio as Stream };
}

/** A hash of each decoded frame. */
async function frameHashes(film: string): Promise<string[]> {
  const { stdout } = await run('ffmpeg', ['-v', 'error', '-i', film, '-an', '-f', 'framemd5', '-']);
  return stdout
    .split('\n')
    .filter((line) => /^\d/.test(line))
    .map((line) => line.split(',').at(-1)?.trim() ?? '');
}

/** The same frame by the compositor's own painter, RGB. */
async function composed(folder: string, frame: number): Promise<Buffer> {
  const { document, ...sequence } = read(folder);
  const entry = shotAtFrame(sequence, frame);
  if (!entry) throw new Error(`no shot at ${frame}`);
  const shot = buildShotPicture(document, entry.shot.id, { ignoreTake: true });
  const images = new Map<string, Image>();
  for (const layer of shot.layers) {
    if (layer.type === 'drawn') continue;
    const { storage } = document.require('media', layer.mediaId);
    images.set(layer.mediaId, await loadImage(join(folder, 'Film.ekonte', storage.path)));
  }
  const canvas = createCanvas(size.width, size.height);
  const context = canvas.getContext('2d');
  const shotFrame = shot.sourceInFrames + frame - entry.startFrame;
  paint<Image>(context, drawList(shot, shotFrame, size), (item) => {
    const source = images.get(itemKey(item));
    return source ? { source, width: source.width, height: source.height } : null;
  });
  const { data } = context.getImageData(0, 0, size.width, size.height);
  return Buffer.from(data.filter((_value, index) => index % 4 !== 3));
}

test('clips and a film on the command line: exact, tagged, and as the compositor paints', async ({
  folder,
}) => {
  const project = await makeProject(folder);
  const film = join(folder, 'film.mp4');
  const segments = () => readdirSync(join(project, 'cache/segments')).sort();

  const dry = await ekonte(folder, 'generate', 'Film.ekonte', '--dry-run');
  expect(dry).toMatchObject({ frames: shotCount * frameCount, problems: [], cost: { amount: 0 } });

  const generated = await ekonte(folder, 'generate', 'Film.ekonte');
  expect(generated).toMatchObject({ done: shotCount, failed: 0, frames: shotCount * frameCount });
  expect(segments()).toHaveLength(shotCount);

  // The clips stand in the film as they are: what comes into the cache is the sound.
  await ekonte(folder, 'render', 'Film.ekonte', '--out', 'film.mp4');
  const made = segments();
  expect(made).toHaveLength(shotCount + 1);
  const { video, audio } = await probe(film);
  expect(video).toMatchObject({
    codec_name: 'h264',
    pix_fmt: 'yuv420p',
    color_space: 'bt709',
    color_primaries: 'bt709',
    color_transfer: 'bt709',
    width: size.width,
    height: size.height,
    r_frame_rate: '24/1',
    avg_frame_rate: '24/1',
    nb_read_frames: String(shotCount * frameCount),
  });
  expect(audio.codec_name).toBe('aac');
  expect(Math.abs(Number(audio.duration) - (shotCount * frameCount) / 24)).toBeLessThanOrEqual(1 / 24);
  const { stderr } = await run('ffmpeg', ['-v', 'error', '-i', film, '-f', 'null', '-']);
  expect(stderr).toBe('');
  for (const frame of [0, frameCount - 1, frameCount + frameCount / 2, shotCount * frameCount - 1]) {
    expect(psnr(await decoded(film, frame), await composed(folder, frame))).toBeGreaterThanOrEqual(35);
  }

  // The first shot stands still: what its second half second shows stands for the third, and was not encoded again.
  const hashes = await frameHashes(film);
  expect(hashes).toHaveLength(shotCount * frameCount);
  expect(hashes.slice(24, frameCount)).toEqual(hashes.slice(12, 12 + frameCount - 24));

  // One shot changes: one segment is made, the other two are used as they are.
  const last = read(folder).shots.at(-1)?.shot.id;
  const [layer] = read(folder).document.childrenOf('layer', last as string);
  await apply(folder, [
    { command: 'take.setActive', args: { shotId: last, takeId: null } },
    { command: 'layer.edit', args: { layerIds: [layer?.id], fields: { opacity: 0.5 } } },
  ]);
  await ekonte(folder, 'render', 'Film.ekonte', '--out', 'film.mp4');
  const after = segments();
  expect(after.filter((name) => !made.includes(name))).toHaveLength(1);
  expect(made.filter((name) => !after.includes(name))).toEqual([]);
  const lastFrame = shotCount * frameCount - 1;
  expect(psnr(await decoded(film, lastFrame), await composed(folder, lastFrame))).toBeGreaterThanOrEqual(35);
});

test('the command line says what is wrong with a list of shots and with a target', async ({ folder }) => {
  await makeProject(folder);
  const failing = (...args: string[]) =>
    ekonte(folder, ...args).then(
      () => ({ code: 0, stderr: '' }),
      ({ code, stderr }: { code: number; stderr: string }) => ({ code, stderr }),
    );
  const strange = await failing('render', 'Film.ekonte', '--out', 'film.mp4', '--shots', '1A,7Q');
  expect(strange.code).toBe(2);
  expect(strange.stderr).toContain('There is no shot 7Q. The film has 1A to 1C.');
  const nowhere = await failing('render', 'Film.ekonte', '--out', 'missing/film.mp4');
  expect(nowhere.code).toBe(1);
  expect(nowhere.stderr).toContain('is not there');
  const part = await ekonte(folder, 'render', 'Film.ekonte', '--out', 'part.mp4', '--shots', '1B-1C');
  expect(part).toMatchObject({ frames: 2 * frameCount });
});

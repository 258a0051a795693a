import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ShotId } from '@shared/document/ids';
import { isTakeStale } from '@shared/generation/inputsHash';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Provider } from '../providers/provider';
import type { ClipWish } from './clipWish';
import { planFilm } from './filmPlan';
import type { JobQueue } from './jobQueue';
import { shotIdAt, TestProject } from './testing/testProject';

let project: TestProject;
const queues: JobQueue[] = [];

beforeEach(() => {
  project = new TestProject(2);
});
afterEach(async () => {
  for (const queue of queues.splice(0)) await queue.dispose();
  project.dispose();
});

const shotA = shotIdAt(0);
const still = { what: 'still', size: 'custom', width: 64, height: 36 } as const;
const series = { ...still, what: 'series' } as const;

async function opened(): Promise<JobQueue> {
  const queue = project.localQueue();
  queues.push(queue);
  await queue.start();
  return queue;
}

async function make(queue: JobQueue, wish: Partial<ClipWish> & Required<Pick<ClipWish, 'settings'>>) {
  const jobs = await queue.submitClips({ shotIds: [shotA], provider: 'local', preset: 'full', ...wish });
  await project.untilEnded(...jobs);
  return jobs.map(({ id }) => project.last(id));
}

const mediaNames = () =>
  project.document
    .list('media')
    .map(({ name }) => name)
    .filter((name) => name !== 'picture.png')
    .sort();

/** Gives shot A (10 frames) three boards. */
async function addBoards(): Promise<void> {
  for (const atFrame of [3, 6])
    await project.runCommand('board.add', { shotId: shotA, mode: 'copy', atFrame }, { source: 'user' });
}

describe('a still by the local renderer', () => {
  it('becomes a take that is held as it is, in the film too, and stays fresh when the shot gets longer', async () => {
    const [job] = await make(await opened(), { settings: { ...still, at: 'last' } });
    expect(job).toMatchObject({ type: 'stills', state: 'done', framesTotal: 1, error: null });
    const [take] = project.takes(shotA);
    if (!take) throw new Error('no take');
    expect(project.document.require('shot', shotA).activeTakeId).toBe(take.id);
    expect(project.document.require('media', take.mediaId)).toMatchObject({
      name: '1A',
      mimeType: 'image/png',
      content: { type: 'image', width: 64, height: 36 },
    });
    expect(project.pages[0]?.requests).toMatchObject([
      {
        type: 'renderStill',
        spec: { width: 64, height: 36, picture: { sourceInFrames: 9, lengthFrames: 1 } },
      },
    ]);
    await project.runCommand('shot.setLength', { shotIds: [shotA], lengthFrames: 40 }, { source: 'user' });
    expect(isTakeStale(project.document, take)).toBe(false);
    expect(planFilm(project.document, [shotA]).segments[0]?.content.picture.take).toMatchObject({
      type: 'image',
      mediaId: take.mediaId,
    });
  });

  it('asked for again is the same take, and is not painted again', async () => {
    const queue = await opened();
    await make(queue, { settings: still });
    await project.runCommand('take.setActive', { shotId: shotA, takeId: null }, { source: 'user' });
    await make(queue, { settings: still });
    expect(project.takes(shotA)).toHaveLength(1);
    expect(project.document.require('shot', shotA).activeTakeId).toBe(project.takes(shotA)[0]?.id);
    expect(project.pages[0]?.requests).toHaveLength(1);
  });

  it('may become a layer in front, where it was seen of the frame, once', async () => {
    const before = project.document.childrenOf('layer', shotA).length;
    const settings = { ...still, width: 64, height: 18 };
    const queue = await opened();
    const [job] = await make(queue, { settings, landAs: 'layer' });
    expect(job?.state).toBe('done');
    const layers = project.document.childrenOf('layer', shotA);
    expect(layers).toHaveLength(before + 1);
    expect(layers.at(-1)).toMatchObject({ name: '1A', content: { type: 'image' }, transform: { scale: 1 } });
    expect(project.takes(shotA)).toEqual([]);
  });

  it('as a layer lies where the camera saw it, which goes on', async () => {
    for (const [frame, pose] of [
      [0, { x: 0.1, focalMm: 70 }],
      [9, { x: 0.3, focalMm: 35 }],
    ] as const)
      await project.runCommand('camera.setKeyframe', { shotId: shotA, frame, pose }, { source: 'user' });
    await make(await opened(), { settings: { ...still, at: 'first' }, landAs: 'layer' });
    const layer = project.document.childrenOf('layer', shotA).at(-1);
    expect(layer?.transform).toMatchObject({ x: 0.6, y: 0.5, scale: expect.closeTo(0.5) });
  });

  it('refuses choices it does not know, in words', async () => {
    const queue = await opened();
    const wish = { shotIds: [shotA], provider: 'local', preset: 'full' } as const;
    await expect(queue.submitClips({ ...wish, settings: { what: 'still', width: 9_000 } })).rejects.toThrow(
      /local renderer.*width/,
    );
    expect(queue.list()).toEqual([]);
  });
});

describe('a series', () => {
  it('of boards becomes takes, the first one shown', async () => {
    await addBoards();
    await make(await opened(), { settings: series });
    const takes = [...project.takes(shotA)].sort((a, b) => a.createdAtMs - b.createdAtMs);
    expect(takes.map(({ mediaId }) => project.document.require('media', mediaId).name)).toEqual(mediaNames());
    expect(mediaNames()).toEqual(['1A board 1', '1A board 2', '1A board 3']);
    expect(project.document.require('shot', shotA).activeTakeId).toBe(takes[0]?.id);
    expect(takes.every(({ lengthFrames }) => lengthFrames === 10)).toBe(true);
  });

  it('may go to the media only', async () => {
    await addBoards();
    await make(await opened(), { settings: series, landAs: 'media' });
    expect(mediaNames()).toHaveLength(3);
    expect(project.takes(shotA)).toEqual([]);
  });

  it('goes on where it stood when the program ends in the middle, and lands once', async () => {
    await addBoards();
    project.onPage = (page) => {
      page.isHolding = true;
    };
    const first = await opened();
    const [job] = await first.submitClips({
      shotIds: [shotA],
      provider: 'local',
      preset: 'full',
      settings: series,
    });
    await project.until(() => project.pages[0]?.held.length === 1);
    const [page] = project.pages;
    if (!page) throw new Error('no page');
    void page.answerNow(page.held.splice(0)[0] as never);
    await project.until(() => page.held.length === 1);
    await first.dispose();
    project.onPage = () => undefined;
    await opened();
    await project.untilEnded(job as never);
    expect(project.takes(shotA)).toHaveLength(3);
    // The first picture was there already.
    expect(project.pages[1]?.requests).toHaveLength(2);
    expect(project.files('cache/segments').filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('is cancelled between two pictures and leaves nothing behind', async () => {
    await addBoards();
    project.onPage = (page) => {
      page.isHolding = true;
    };
    const queue = await opened();
    const [job] = await queue.submitClips({
      shotIds: [shotA],
      provider: 'local',
      preset: 'full',
      settings: series,
    });
    await project.until(() => project.pages[0]?.held.length === 1);
    await queue.cancel(job?.id as string);
    expect(project.last(job?.id as string)?.state).toBe('cancelled');
    expect([project.takes(shotA), mediaNames()]).toEqual([[], []]);
    for (const page of project.pages) page.release();
    await queue.retry(job?.id as string);
    await project.until(() => project.last(job?.id as string)?.state === 'done');
    expect(project.takes(shotA)).toHaveLength(3);
  });
});

describe('pictures to a folder', () => {
  const toFolder = (names: string[], mayReplace = false) => ({
    folder: {
      path: join(project.folder, 'out'),
      mayReplace,
      names: new Map<ShotId, string[]>([[shotA, names]]),
    },
  });

  beforeEach(async () => {
    mkdirSync(join(project.folder, 'out'));
    await addBoards();
  });
  const out = () => readdirSync(join(project.folder, 'out')).sort();

  it('are files of the names that were said, and nothing in the project', async () => {
    const [job] = await make(await opened(), { settings: series, ...toFolder(['a.png', 'b.png', 'c.png']) });
    expect(job?.state).toBe('done');
    expect(out()).toEqual(['a.png', 'b.png', 'c.png']);
    expect([project.takes(shotA), mediaNames()]).toEqual([[], []]);
    // The fake paints the frame's number.
    expect(readFileSync(join(project.folder, 'out', 'a.png'))).not.toEqual(
      readFileSync(join(project.folder, 'out', 'b.png')),
    );
  });

  it('replace nothing that they may not, and come once', async () => {
    writeFileSync(join(project.folder, 'out', 'a.png'), 'a person’s own');
    const queue = await opened();
    for (let time = 0; time < 2; time += 1)
      await make(queue, { settings: series, ...toFolder(['a.png', 'b.png', 'c.png']) });
    expect(out()).toEqual(['a (2).png', 'a.png', 'b.png', 'c.png']);
    expect(readFileSync(join(project.folder, 'out', 'a.png'), 'utf8')).toBe('a person’s own');
    await make(queue, { settings: series, ...toFolder(['a.png', 'b.png', 'c.png'], true) });
    expect(readFileSync(join(project.folder, 'out', 'a.png'))).toEqual(
      readFileSync(join(project.folder, 'out', 'a (2).png')),
    );
  });

  it('fail in words when the folder is gone or is the project’s own', async () => {
    const queue = await opened();
    for (const [path, code] of [
      [join(project.folder, 'gone'), 'notFound'],
      [join(project.projectFolder, 'cache'), 'badRequest'],
    ] as const) {
      const folder = { path, mayReplace: false, names: new Map([[shotA, ['a.png']]]) };
      const [job] = await make(queue, { settings: still, folder });
      expect(job).toMatchObject({ state: 'failed', error: { code } });
    }
  });
});

it('a shot that is deleted meanwhile: nothing is left, and it is said', async () => {
  project.onPage = (page) => {
    page.isHolding = true;
  };
  const queue = await opened();
  const [job] = await queue.submitClips({
    shotIds: [shotA],
    provider: 'local',
    preset: 'full',
    settings: still,
  });
  await project.until(() => project.pages[0]?.held.length === 1);
  await project.runCommand('shot.delete', { shotIds: [shotA] }, { source: 'user' });
  for (const page of project.pages) page.release();
  await project.untilEnded(job as never);
  expect(project.last(job?.id as string)).toMatchObject({ state: 'failed', error: { code: 'notFound' } });
  expect(mediaNames()).toEqual([]);
});

it('pictures that were paid for stand in the ledger, each of them, also where fewer came than were asked for', async () => {
  const price = { amount: 3, unit: 'unit', money: { amount: 0.3, currency: 'USD' }, credits: null };
  const pictures = ['a', 'b', 'c'].map((name) => {
    const path = join(project.folder, `${name}.png`);
    writeFileSync(path, name);
    const content = { type: 'image', width: 64, height: 36, hasAlpha: false } as const;
    return { path, facts: { mimeType: 'image/png', extension: 'png', content } };
  });
  const [first, ...others] = pictures;
  if (!first) throw new Error('no picture');
  const provider: Provider = {
    describe: () => ({
      id: 'local',
      name: '',
      parallelJobs: 1,
      runsElsewhere: false,
      needsRenderer: false,
      isPaid: true,
      readsWords: false,
      purpose: 'stills',
    }),
    plan: (_document, [shotId]) => {
      const span = { sourceInFrames: 0, lengthFrames: 10, mediaInFrames: 0 };
      const part = { shotId: shotId as ShotId, inputsHash: 'a'.repeat(64), ...span };
      return { request: null, parts: [part], model: '', estimate: price };
    },
    submit: () => Promise.resolve(null),
    observe: () => Promise.resolve({ charged: price }),
    collect: () => Promise.resolve({ ...first, others, takeRequest: null, seed: null }),
    cancel: () => Promise.resolve(),
  };
  const queue = project.queueWith(provider);
  queues.push(queue);
  await queue.start();
  const [job] = await queue.submitClips({
    shotIds: [shotA],
    provider: 'local',
    preset: 'full',
    approved: price,
  });
  await project.untilEnded(job as never);
  const takes = project.takes(shotA).map(({ id }) => id);
  expect(takes).toHaveLength(3);
  expect([...(queue.ledger()[0]?.takeIds ?? [])].sort()).toEqual([...takes].sort());
});

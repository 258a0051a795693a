import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inspectVideo } from './inspectVideo';
import type { JobQueue } from './jobQueue';
import { shotIdAt, TestProject } from './testing/testProject';
import { clipBytes, decoderSetups } from './testing/writeClip';

let project: TestProject;
let queue: JobQueue;
let folder: string;

beforeEach(async () => {
  project = new TestProject(3);
  folder = join(project.folder, 'out');
  mkdirSync(folder);
  queue = project.localQueue();
  await queue.start();
});
afterEach(async () => {
  await queue.dispose();
  project.dispose();
});

const target = () => join(folder, 'film.mp4');
const segmentsRendered = () => project.pages.reduce((sum, page) => sum + page.segmentCount, 0);

async function exportFilm(path = target()) {
  const job = await queue.exportFilm({ path, shotIds: null });
  await project.untilEnded(job);
  return project.last(job.id);
}

describe('a film', () => {
  it('has every frame of every shot, sound as long, and its name only at the end', async () => {
    const job = await exportFilm();
    expect(job).toMatchObject({ state: 'done', framesTotal: 33, framesDone: 33, outputName: 'film.mp4' });
    expect(await inspectVideo(target())).toMatchObject({
      frameCount: 33,
      codec: 'avc',
      sound: { codec: 'aac' },
    });
    expect(readdirSync(folder)).toEqual(['film.mp4']);
    expect(queue.locateOutput(job?.id as string)).toEqual({ path: target() });
    expect(project.joined).toMatchObject([
      { lengthFrames: 33, segments: [{ frameCount: 10 }, { frameCount: 11 }, { frameCount: 12 }] },
    ]);
  });

  it('renders again only what changed', async () => {
    await exportFilm();
    const layerId = project.document.childrenOf('layer', shotIdAt(1))[0]?.id;
    await project.runCommand(
      'layer.edit',
      { layerIds: [layerId], fields: { opacity: 0.5 } },
      { source: 'user' },
    );
    await exportFilm();
    expect(segmentsRendered()).toBe(4);
  });

  it('codes the sound again only when it changed', async () => {
    const sounds = () => project.pages.reduce((sum, page) => sum + page.soundCount, 0);
    await exportFilm();
    const layerId = project.document.childrenOf('layer', shotIdAt(1))[0]?.id;
    await project.runCommand(
      'layer.edit',
      { layerIds: [layerId], fields: { opacity: 0.5 } },
      { source: 'user' },
    );
    await exportFilm();
    expect(sounds()).toBe(1);
    await project.runCommand(
      'shot.setLength',
      { shotIds: [shotIdAt(1)], lengthFrames: 5 },
      { source: 'user' },
    );
    await exportFilm();
    expect(sounds()).toBe(2);
  });

  it('uses the file of a full take', async () => {
    const [clip] = await queue.submitClips({ shotIds: [shotIdAt(0)], provider: 'local', preset: 'full' });
    await project.untilEnded(clip as never);
    const [take] = project.takes(shotIdAt(0));
    rmSync(join(project.projectFolder, 'cache'), { recursive: true });
    await exportFilm();
    const media = project.document.require('media', take?.mediaId as never);
    expect(project.joined.at(-1)?.segments[0]?.path).toBe(
      join(project.projectFolder, media.storage.mode === 'copied' ? media.storage.path : ''),
    );
    expect(segmentsRendered()).toBe(3);
  });

  it('renders a damaged cached segment again', async () => {
    await exportFilm();
    const [name] = project.files('cache/segments') as [string];
    const path = join(project.projectFolder, 'cache/segments', name);
    writeFileSync(path, readFileSync(path).subarray(0, 200));
    expect((await exportFilm())?.state).toBe('done');
    expect(segmentsRendered()).toBe(4);
  });

  it('renders again what an encoder with another set-up made', async () => {
    await exportFilm();
    const [name] = project.files('cache/segments') as [string];
    const shape = { width: 640, height: 360, rate: { num: 24, den: 1 }, decoderSetup: decoderSetups.other };
    const path = join(project.projectFolder, 'cache/segments', name);
    const { frameCount } = await inspectVideo(path);
    writeFileSync(path, await clipBytes({ ...shape, frameCount }));
    expect((await exportFilm())?.state).toBe('done');
    expect(segmentsRendered()).toBe(4);
    expect((await inspectVideo(path)).decoderSetup).toBe(decoderSetups.usual);
  });

  it('renders all again when the present encoder differs from the cache', async () => {
    await exportFilm();
    const page = project.pages[0];
    if (page) page.decoderSetup = decoderSetups.other;
    const layerId = project.document.childrenOf('layer', shotIdAt(1))[0]?.id;
    await project.runCommand(
      'layer.edit',
      { layerIds: [layerId], fields: { opacity: 0.5 } },
      { source: 'user' },
    );
    expect((await exportFilm())?.state).toBe('done');
    expect(segmentsRendered()).toBe(3 + 1 + 2);
  });

  it('replaces an older film of that name only when it is whole', async () => {
    writeFileSync(target(), 'older film');
    const shape = { frameCount: 33, width: 640, height: 360, rate: { num: 24, den: 1 }, soundSeconds: 0.5 };
    project.joiner = {
      open: () => ({
        join: async ({ target: path }) => writeFileSync(path, await clipBytes(shape)),
        close: async () => undefined,
      }),
    };
    const job = await exportFilm();
    expect(job).toMatchObject({ state: 'failed', error: { code: 'internal' } });
    expect(job?.error?.message).toContain('The sound is 0.5');
    expect(readFileSync(target(), 'utf8')).toBe('older film');
    expect(readdirSync(folder)).toEqual(['film.mp4']);
  });

  it('leaves nothing behind when it is cancelled', async () => {
    project.onPage = (page) => {
      page.isHolding = true;
    };
    const job = await queue.exportFilm({ path: target(), shotIds: null });
    await project.until(() => project.pages[0]?.held.length === 3);
    await queue.cancel(job.id);
    expect(project.last(job.id)?.state).toBe('cancelled');
    expect(readdirSync(folder)).toEqual([]);
    expect(project.files('cache/segments').filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('goes on at the next start with what was rendered', async () => {
    project.onPage = (page) => {
      page.isHolding = true;
    };
    const job = await queue.exportFilm({ path: target(), shotIds: null });
    await project.until(() => project.pages[0]?.held.length === 3);
    await project.pages[0]?.answerNow(project.pages[0].held[0] as never);
    await project.until(() => project.files('cache/segments').some((name) => name.endsWith('.mp4')));
    await queue.dispose();
    expect(project.last(job.id)?.state).toBe('queued');
    project.onPage = () => undefined;
    queue = project.localQueue();
    await queue.start();
    await project.untilEnded(job);
    expect(project.last(job.id)?.state).toBe('done');
    expect(project.pages[1]?.segmentCount).toBe(2);
  });
});

describe('a target that will not do', () => {
  it.each([
    ['no MP4', () => join(folder, 'film.mov'), 'should end with .mp4'],
    ['no such folder', () => join(folder, 'missing', 'film.mp4'), 'is not there'],
    [
      'a folder',
      () => {
        mkdirSync(join(folder, 'x.mp4'));
        return join(folder, 'x.mp4');
      },
      'is a folder',
    ],
    ['in the cache', () => join(project.projectFolder, 'cache', 'film.mp4'), 'own "cache" folder'],
  ])('%s', async (_name, path, words) => {
    await expect(queue.exportFilm({ path: path(), shotIds: null })).rejects.toThrow(words);
    expect(queue.list()).toEqual([]);
  });
});

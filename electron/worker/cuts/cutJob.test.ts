import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createClip, createTrack } from '@shared/document/factories';
import { type AnyRecord, anyRecordSchema } from '@shared/document/records';
import { type CutSettings, cutExtensions, cutSettingsSchema } from '@shared/interchange/cutSettings';
import { checkOtio } from '@shared/interchange/testing/checkOtio';
import { testId, testMedia, testSound } from '@shared/testing/smallFilm';
import { frames } from '@shared/time/frames';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobQueue } from '../jobs/jobQueue';
import { shotIdAt, TestProject } from '../jobs/testing/testProject';

let project: TestProject;
let queue: JobQueue;
let folder: string;

beforeEach(async () => {
  project = new TestProject(4);
  folder = join(project.folder, 'out');
  mkdirSync(folder);
  queue = project.localQueue();
  await queue.start();
});
afterEach(async () => {
  await queue.dispose();
  project.dispose();
});

const settingsOf = (given: Partial<CutSettings> = {}) =>
  cutSettingsSchema.parse({ format: 'otio', ...given });
const inFolder = (below = '') => readdirSync(join(folder, below)).sort();

async function write(given: Partial<CutSettings> = {}, name = '灯台 & co.otio') {
  const job = await queue.exportCut({ path: join(folder, name), shotIds: null, settings: settingsOf(given) });
  await project.untilEnded(job);
  return project.last(job.id);
}

/** A sound on the timeline; its file is there or not. */
function addSound(hasFile: boolean): void {
  const media = { ...testMedia('sea', testSound), name: 'sea.wav' };
  const track = createTrack({ id: testId('track', 'music'), order: 'a0', type: 'music', name: 'Music' });
  const clip = createClip({
    id: testId('clip', 'sea'),
    trackId: track.id,
    mediaId: media.id,
    startFrame: frames(5),
    lengthFrames: frames(20),
  });
  const added = [media, track, clip].map((record): AnyRecord => anyRecordSchema.parse(record));
  project.document.apply({ added, updated: [], removed: [] });
  if (!hasFile) return;
  const path = join(project.projectFolder, media.storage.path);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, 'waves');
}

describe('a timeline', () => {
  it('has the pictures of its shots and its sounds in a folder beside it', async () => {
    addSound(true);
    expect(await write()).toMatchObject({ type: 'timeline', state: 'done', framesTotal: 5, framesDone: 5 });
    expect(inFolder()).toEqual(['灯台 & co media', '灯台 & co.otio']);
    expect(inFolder('灯台 & co media')).toHaveLength(5);
    const otio = checkOtio(readFileSync(join(folder, '灯台 & co.otio'), 'utf8'));
    const addresses = JSON.stringify(otio).match(/"target_url":"([^"]+)"/g) ?? [];
    expect(addresses).toHaveLength(5);
    for (const address of addresses)
      expect(existsSync(join(folder, address.slice('"target_url":"'.length, -1)))).toBe(true);
    expect(readFileSync(join(folder, '灯台 & co media', 'sea.bin'), 'utf8')).toBe('waves');
    expect(project.problems).toEqual([]);
  });

  it('has every shot as a clip, where that is wanted, with what a dissolve needs of it', async () => {
    const transitionIn = { type: 'dissolve', lengthFrames: 6 };
    await project.runCommand(
      'shot.edit',
      { shotIds: [shotIdAt(1)], fields: { transitionIn } },
      { source: 'user' },
    );
    expect(await write({ pictures: 'clips' })).toMatchObject({ state: 'done' });
    expect(inFolder('灯台 & co media').every((name) => name.endsWith('.mp4'))).toBe(true);
    const lengths = project.pages
      .flatMap((page) => page.requests)
      .flatMap((request) =>
        request.type === 'renderSegment' ? [Number(request.spec.picture.lengthFrames)] : [],
      );
    expect(lengths.sort((a, b) => a - b)).toEqual([12, 13, 13, 14]);
  });

  it.each(['xmeml', 'fcpxml', 'edl'] as const)('as %s refers to sounds where they are', async (format) => {
    addSound(true);
    const name = `cut${cutExtensions[format]}`;
    expect(await write({ format, copiesMedia: false }, name)).toMatchObject({ state: 'done' });
    expect(inFolder('cut media')).toHaveLength(4);
    const text = readFileSync(join(folder, name), 'utf8');
    if (format !== 'edl') expect(text).toContain(project.document.list('media').at(-1)?.fingerprint);
  });

  it('says what is missing, and is written all the same', async () => {
    addSound(false);
    project.onPage = (page) => {
      page.failure = 'missingMedia';
    };
    expect(await write()).toMatchObject({ state: 'done' });
    expect(inFolder()).toEqual(['灯台 & co.otio']);
    expect(project.problems).toEqual([
      expect.stringMatching(/media are missing.*"sea\.wav", "Film_1A\.png", "Film_1B\.png"/),
    ]);
  });

  it('says what goes missing while it is made', async () => {
    addSound(true);
    project.onPage = (page) => {
      page.isHolding = true;
    };
    const job = await queue.exportCut({
      path: join(folder, 'cut.otio'),
      shotIds: null,
      settings: settingsOf(),
    });
    await project.until(() => project.pages.some((page) => page.held.length > 0));
    rmSync(join(project.projectFolder, 'media'), { recursive: true });
    for (const page of project.pages) page.release();
    await project.untilEnded(job);
    expect(project.last(job.id)).toMatchObject({ state: 'done' });
    expect(project.problems).toEqual([expect.stringMatching(/media are missing.*: "sea\.bin"\.$/)]);
  });

  it('takes the place of an older one with its media, and leaves what else is there', async () => {
    await write();
    writeFileSync(join(folder, '灯台 & co media', 'mine.txt'), 'mine');
    const [first] = inFolder('灯台 & co media');
    writeFileSync(join(folder, '灯台 & co media', first as string), 'old');
    expect(await write()).toMatchObject({ state: 'done' });
    expect(inFolder('灯台 & co media')).toHaveLength(5);
    expect(readFileSync(join(folder, '灯台 & co media', first as string), 'utf8')).not.toBe('old');
  });
});

describe('nothing is left behind', () => {
  it('when it is cancelled', async () => {
    project.onPage = (page) => {
      page.isHolding = true;
    };
    const settings = settingsOf();
    const job = await queue.exportCut({ path: join(folder, 'cut.otio'), shotIds: null, settings });
    await project.until(() => project.pages.some((page) => page.held.length > 0));
    await queue.cancel(job.id);
    expect(project.last(job.id)).toMatchObject({ state: 'cancelled' });
    expect(inFolder()).toEqual([]);
  });

  it('when the renderer fails; it can be tried again', async () => {
    project.onPage = (page) => {
      page.failure = 'unsupported';
    };
    const failed = await write();
    expect(failed).toMatchObject({ state: 'failed', error: { code: 'unsupported' } });
    expect(inFolder()).toEqual([]);
    for (const page of project.pages) page.failure = null;
    const again = await queue.retry(failed?.id as string);
    await project.untilEnded(again);
    expect(project.last(again.id)).toMatchObject({ state: 'done' });
  });
});

describe('is refused', () => {
  const ask = (name: string, given: Partial<CutSettings> = {}) =>
    queue.exportCut({ path: join(folder, name), shotIds: null, settings: settingsOf(given) });

  it('under a name whose folder of media is a stranger’s', async () => {
    mkdirSync(join(folder, 'cut media'));
    await expect(ask('cut.otio')).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('"cut media"'),
    });
  });

  it.each([
    ['cut.xml', 'badRequest'],
    ['none/cut.otio', 'notFound'],
  ])('as %s', async (name, code) => {
    await expect(ask(name)).rejects.toMatchObject({ code });
  });

  it('without shots', async () => {
    const shotIds = Array.from({ length: 4 }, (_each, index) => shotIdAt(index));
    await project.runCommand('shot.delete', { shotIds }, { source: 'user' });
    await expect(ask('cut.otio')).rejects.toMatchObject({ code: 'refused' });
  });
});

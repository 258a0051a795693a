import { join } from 'node:path';
import type { Program } from '@shared/generation/program';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobQueue } from '../../jobs/jobQueue';
import { shotIdAt, TestProject } from '../../jobs/testing/testProject';
import { MediaThreads } from '../../media/mediaThreads';
import { readResultFile } from '../../media/resultFile';
import { writePng } from '../../media/thread/writePng.ts';
import { CommandProvider } from './commandProvider';

const sample = join(import.meta.dirname, '../../../../docs/samples/command-provider.mjs');
const threads = new MediaThreads(1);
const picture = writePng(4, 4, new Uint8ClampedArray(64).fill(90));

let project: TestProject;
let queue: JobQueue;
let programs: Program[];

beforeEach(async () => {
  project = new TestProject(2);
  Object.defineProperty(project, 'nowMs', { get: () => Date.now() });
  programs = [program({})];
  queue = project.queueWith(
    new CommandProvider({
      programs: () => programs,
      pictures: {
        load: () => Promise.resolve({ bytes: picture, mimeType: 'image/png', hash: 'a'.repeat(64) }),
      },
      folder: join(project.projectFolder, 'cache', 'programs'),
      lookInside: (path, wants, signal) => readResultFile(threads, path, wants, signal),
    }),
  );
  await queue.start();
});
afterEach(async () => {
  await queue.dispose();
  project.dispose();
});
afterAll(() => threads.dispose());

function program(more: Partial<Program>): Program {
  const path = process.execPath;
  return {
    id: 'prg_00000001',
    name: 'Colour card',
    path,
    arguments: [sample],
    makes: 'video',
    isEnabled: true,
    ...more,
  };
}

async function ask(preset: 'draft' | 'full' = 'full') {
  const [job] = await queue.submitClips({
    shotIds: [shotIdAt(0)],
    provider: 'command',
    preset,
    settings: { seed: 7 },
  });
  if (!job) throw new Error('no job');
  await project.untilEnded(job);
  return project.last(job.id);
}

describe('the sample program', () => {
  it('makes a clip as long as the shot, which lands as a take', async () => {
    expect(await ask()).toMatchObject({ state: 'done', error: null });
    const [take] = project.takes(shotIdAt(0));
    expect(take).toMatchObject({ provider: 'command', model: 'Colour card', seed: 7, cost: null });
    const media = take && project.document.require('media', take.mediaId);
    const shot = project.document.require('shot', shotIdAt(0));
    expect(media).toMatchObject({
      mimeType: 'video/mp4',
      content: { type: 'video', frameCount: shot.lengthFrames, rate: project.document.project().rate },
    });
    expect(project.told.some(({ step }) => /^Frame \d+ of \d+$/.test(step ?? ''))).toBe(true);
  });

  it('makes a picture', async () => {
    programs = [program({ makes: 'image' })];
    expect(await ask()).toMatchObject({ state: 'done' });
    const [take] = project.takes(shotIdAt(0));
    expect(take && project.document.require('media', take.mediaId).mimeType).toBe('image/png');
  });
});

it.each([
  ['no result', `process.stdin.once('data', () => process.exit(0))`, 'named no result'],
  [
    'a result that is something else',
    `process.stdin.once('data', () => { require('fs').writeFileSync('a.mp4', 'text'); console.log('{"type":"output","file":"a.mp4"}'); process.exit(0) })`,
    '"a.mp4"',
  ],
  [
    'a picture for a clip',
    `process.stdin.once('data', (data) => { console.log(JSON.stringify({ type: 'output', file: JSON.parse(data).pictures.first })); process.exit(0) })`,
    'is a picture (PNG), and a clip was asked for',
  ],
])('%s: said in words, nothing lands', async (_case, code, words) => {
  programs = [program({ arguments: ['-e', code] })];
  const job = await ask();
  expect(job?.state).toBe('failed');
  expect(job?.error?.message).toContain(words);
  expect(project.files('media')).toEqual([]);
});

it('a program that was taken out of the settings is not run', async () => {
  programs = [program({ isEnabled: false })];
  await expect(ask()).rejects.toThrow('No program is set');
});

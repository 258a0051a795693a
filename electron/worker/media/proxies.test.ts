import { chmodSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProxyEntry } from '@shared/rpc/table';
import { expect, onTestFinished, test } from 'vitest';
import { findFfmpeg } from './findFfmpeg';
import { MediaProject } from './testing/mediaProject';
import { fixture } from './testing/pictures';

/**
 * A program that behaves as FFmpeg does: takes its arguments, tells how far it is, and writes an H.264 film of as many frames
 * as `hevc.mp4` has.
 */
function writeProgram(project: MediaProject, body: string): string {
  const path = project.put('bin/ffmpeg', `#!${process.execPath}\n${body}`);
  chmodSync(path, 0o755);
  return path;
}

const converts = (): string => `
const { copyFileSync } = require('node:fs');
const args = process.argv.slice(2);
const input = args[args.indexOf('-i') + 1];
if (!input.startsWith('file:/') || args.includes('http')) process.exit(3);
process.stdout.write('out_time_us=250000\\nprogress=continue\\n');
copyFileSync(${JSON.stringify(join(import.meta.dirname, '../../../tests/fixtures/media/clip-23.976.mp4'))}, args.at(-1).slice('file:'.length));
`;

async function startProject(body: string) {
  const files = new MediaProject();
  onTestFinished(() => files.dispose());
  const project = new MediaProject(undefined, undefined, writeProgram(files, body));
  onTestFinished(() => project.dispose());
  const proxies = (): ProxyEntry[] => project.library.proxies.list();
  return { project, proxies };
}

test('without FFmpeg, a video that needs it is refused, and it is said what would help', async () => {
  const project = new MediaProject();
  onTestFinished(() => project.dispose());
  expect(await project.importOne(project.put('phone.mp4', fixture('hevc.mp4')))).toMatchObject({
    ok: false,
    code: 'unsupported',
    message: expect.stringMatching(/coded as HEVC \(H\.265\), which cannot be played here\. Install FFmpeg/),
  });
});

test.each(['hevc.mp4', 'prores.mov'])('%s is taken, described, and shown by its proxy', async (name) => {
  const { project, proxies } = await startProject(converts());
  await project.importOne(project.put(name, fixture(name)));
  const media = project.onlyMedia();
  expect(media.content).toMatchObject({ type: 'video', frameCount: expect.any(Number) });
  expect(media.content.type === 'video' && media.content.codec).toMatch(/^(hvc1|hev1|ap)/);
  const shown = await project.library.locate(media.id, 'original');
  expect(shown).toEqual({
    path: join(project.projectFolder, 'cache', 'proxies', `${media.fingerprint}.mp4`),
    mimeType: 'video/mp4',
  });
  expect(proxies()).toEqual([]);
  const states = project.events
    .filter(({ event }) => event === 'media.proxies')
    .flatMap(({ payload }) => (payload as { proxies: ProxyEntry[] }).proxies.map(({ state }) => state));
  expect(new Set(states)).toEqual(new Set(['waiting', 'making']));
  expect((await project.library.locate(media.id, 'source')).path).toBe(
    join(project.projectFolder, media.storage.path),
  );
  // Asked again, it is there.
  expect(await project.library.locate(media.id, 'original')).toEqual(shown);
});

test('what FFmpeg says of a failure is told, and nothing half stays', async () => {
  const { project, proxies } = await startProject(
    `process.stderr.write('moov atom not found\\n'); process.exit(1);`,
  );
  await project.importOne(project.put('phone.mp4', fixture('hevc.mp4')));
  const { id } = project.onlyMedia();
  await expect(project.library.locate(id, 'original')).rejects.toMatchObject({
    message: expect.stringContaining('moov atom not found'),
  });
  expect(proxies()).toMatchObject([{ state: 'failed' }]);
  expect(project.files('cache/proxies')).toEqual([]);
});

test('a project that is closed ends the program', async () => {
  const { project } = await startProject(`setInterval(() => undefined, 1_000);`);
  await project.importOne(project.put('phone.mp4', fixture('hevc.mp4')));
  const making = project.library.locate(project.onlyMedia().id, 'original');
  making.catch(() => undefined);
  await expect.poll(() => project.library.proxies.list()[0]?.state).toBe('waiting');
  await project.library.dispose();
  await expect(making).rejects.toMatchObject({ code: 'cancelled' });
  expect(readdirSync(join(project.projectFolder, 'cache')).includes('proxies')).toBe(true);
  expect(project.files('cache/proxies')).toEqual([]);
});

test('FFmpeg is found on the path, named by hand, or left out', async () => {
  const project = new MediaProject();
  onTestFinished(() => project.dispose());
  const program = writeProgram(project, '');
  const folder = join(project.source, 'bin');
  writeFileSync(join(project.source, 'ffmpeg'), 'no program');
  expect(existsSync(program)).toBe(true);
  const path = `${project.source}:${folder}`;
  expect(findFfmpeg({ PATH: path }, 'openbsd')).toBe(program);
  expect(findFfmpeg({ PATH: path, EKONTE_FFMPEG: 'none' }, 'linux')).toBeNull();
  expect(findFfmpeg({ PATH: '', EKONTE_FFMPEG: program }, 'linux')).toBe(program);
  expect(findFfmpeg({ PATH: '', EKONTE_FFMPEG: `${program}2` }, 'linux')).toBeNull();
  expect(findFfmpeg({ PATH: project.source }, 'openbsd')).toBeNull();
});

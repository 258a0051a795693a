import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { readdir, readlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { answerRequest, type MediaAddress } from './mediaProtocol';

vi.mock('electron', () => ({ protocol: {} }));

let folder: string;
let rendererFolder: string;
/** Longer than one piece of a stream. */
const movie = Buffer.from(Array.from({ length: 1_500_000 }, (_, at) => at % 251));
const asked: MediaAddress[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ekonte-protocol-'));
  rendererFolder = join(folder, 'renderer');
  mkdirSync(join(rendererFolder, 'compositor-host'), { recursive: true });
  mkdirSync(join(rendererFolder, 'assets'));
  writeFileSync(join(rendererFolder, 'index.html'), '<html>');
  writeFileSync(join(rendererFolder, 'compositor-host/index.html'), '<html>');
  writeFileSync(join(rendererFolder, 'assets/index.js'), 'run()');
  writeFileSync(join(rendererFolder, 'assets/two words.css'), 'a{}');
  writeFileSync(join(rendererFolder, 'assets/data.db'), 'x');
  writeFileSync(join(folder, 'secret.js'), 'secret');
  symlinkSync(join(folder, 'secret.js'), join(rendererFolder, 'assets/linked.js'));
  writeFileSync(join(folder, 'movie.mp4'), movie);
  writeFileSync(join(folder, 'empty.wav'), '');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const files: Record<string, string> = {
  med_movie001: 'movie.mp4',
  med_empty001: 'empty.wav',
  med_gone0001: 'gone.mp4',
  med_folder01: 'renderer',
};

function ask(address: string, init: RequestInit = {}): Promise<Response> {
  return answerRequest(new Request(address, init), {
    rendererFolder,
    locate: async (media) => {
      asked.push(media);
      if (media.kind !== 'media') return null;
      if (media.token !== 'good') return 'left';
      if (media.mediaId === 'med_broken01') throw new Error('"a.png" is missing.');
      const name = files[media.mediaId];
      return name === undefined ? null : { path: join(folder, name), mimeType: 'video/mp4' };
    },
  });
}

test.each([
  ['ekonte://app/index.html', 200, 'text/html; charset=utf-8'],
  ['ekonte://app/assets/index.js', 200, 'text/javascript; charset=utf-8'],
  ['ekonte://app/assets/two%20words.css', 200, 'text/css; charset=utf-8'],
  ['ekonte://app/', 404, null],
  ['ekonte://app/assets', 404, null],
  ['ekonte://app/none.html', 404, null],
  ['ekonte://app/assets/data.db', 404, null],
  ['ekonte://app/../secret.js', 404, null],
  ['ekonte://app/%2e%2e/secret.js', 404, null],
  ['ekonte://app/..%2fsecret.js', 404, null],
  ['ekonte://app/..%5csecret.js', 404, null],
  ['ekonte://app/assets/%00index.js', 404, null],
  ['ekonte://app/assets/%zz.js', 404, null],
  ['ekonte://app/assets/linked.js', 404, null],
])('page %s answers %i', async (address, status, type) => {
  const response = await ask(address);
  expect(response.status).toBe(status);
  if (type) expect(response.headers.get('content-type')).toBe(type);
  expect(await response.text()).not.toContain('secret');
});

test('pages may run their own scripts only; WebAssembly in the page that encodes', async () => {
  const policyOf = async (page: string) => (await ask(page)).headers.get('content-security-policy') ?? '';
  const [window, host] = await Promise.all([
    policyOf('ekonte://app/index.html'),
    policyOf('ekonte://app/compositor-host/index.html'),
  ]);
  expect(window).toContain("default-src 'none'; script-src 'self';");
  expect(window).not.toMatch(/unsafe|https?:/);
  expect(host).toContain("script-src 'self' 'wasm-unsafe-eval';");
});

test('media as a whole, streamed, open to our canvases', async () => {
  const response = await ask('ekonte://media/good/med_movie001?rendition=picture');
  expect(asked.at(-1)).toEqual({
    kind: 'media',
    token: 'good',
    mediaId: 'med_movie001',
    rendition: 'picture',
  });
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'video/mp4',
    'content-length': String(movie.length),
    'accept-ranges': 'bytes',
    'access-control-allow-origin': 'ekonte://app',
    'content-security-policy': expect.stringContaining('sandbox'),
  });
  expect(Buffer.from(await response.arrayBuffer()).equals(movie)).toBe(true);
});

test.each([
  ['bytes=0-', 0, 1_499_999],
  ['bytes=700000-1300000', 700_000, 1_300_000],
  ['bytes=-5', 1_499_995, 1_499_999],
])('part %s', async (range, start, end) => {
  const response = await ask('ekonte://media/good/med_movie001', { headers: { range } });
  expect(response.status).toBe(206);
  expect(response.headers.get('content-range')).toBe(`bytes ${start}-${end}/1500000`);
  expect(response.headers.get('content-length')).toBe(String(end - start + 1));
  expect(Buffer.from(await response.arrayBuffer()).equals(movie.subarray(start, end + 1))).toBe(true);
});

test('a part behind the end is refused with the size', async () => {
  const response = await ask('ekonte://media/good/med_movie001', { headers: { range: 'bytes=1500000-' } });
  expect([response.status, response.headers.get('content-range')]).toEqual([416, 'bytes */1500000']);
});

test('HEAD, and an empty file', async () => {
  const head = await ask('ekonte://media/good/med_movie001', { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '1500000', '']);
  const empty = await ask('ekonte://media/good/med_empty001');
  expect([empty.status, await empty.text()]).toEqual([200, '']);
});

test.each([
  ['ekonte://media/good/med_unknown1', 'There is no such media.'],
  ['ekonte://media/good/med_broken01', '"a.png" is missing.'],
  ['ekonte://media/good/med_folder01', 'no file'],
  ['ekonte://media/good', 'There is no such media.'],
])('%s is not found, in words', async (address, words) => {
  const response = await ask(address);
  expect([response.status, await response.text()]).toEqual([404, words]);
  expect(response.headers.get('cache-control')).toBe('no-store');
});

test('a small picture that is not there, or not yet, is an empty answer', async () => {
  for (const id of ['med_unknown1', 'med_broken01']) {
    const response = await ask(`ekonte://media/good/${id}?rendition=thumbnail`);
    expect([response.status, response.headers.get('cache-control')]).toEqual([204, 'no-store']);
  }
});

test('what is asked of a project that was left is an empty answer, and no error of the page', async () => {
  const response = await ask('ekonte://media/strange/med_movie001');
  expect([response.status, response.headers.get('cache-control'), await response.text()]).toEqual([
    204,
    'no-store',
    '',
  ]);
});

test('a file that is gone is not found', async () => {
  expect((await ask('ekonte://media/good/med_gone0001')).status).toBe(404);
});

test('nothing can be written', async () => {
  expect((await ask('ekonte://media/good/med_movie001', { method: 'POST', body: 'x' })).status).toBe(405);
});

/** How many of this process's open files are the movie. */
async function openMovies(): Promise<number> {
  const links = await readdir('/proc/self/fd');
  const targets = await Promise.all(links.map((link) => readlink(`/proc/self/fd/${link}`).catch(() => '')));
  return targets.filter((target) => target.endsWith('movie.mp4')).length;
}

test('a page that loses interest, or goes away, leaves no file open', async () => {
  const cancelled = await ask('ekonte://media/good/med_movie001');
  const reader = cancelled.body?.getReader();
  await reader?.read();
  await reader?.cancel();
  const abort = new AbortController();
  const aborted = await ask('ekonte://media/good/med_movie001', { signal: abort.signal });
  await aborted.body?.getReader().read();
  abort.abort();
  if (process.platform !== 'linux') return;
  await vi.waitFor(async () => expect(await openMovies()).toBe(0));
});

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type SheetSettings, sheetSettingsSchema } from '@shared/sheets/settings';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobQueue } from '../jobs/jobQueue';
import { shotIdAt, TestProject } from '../jobs/testing/testProject';
import { readPdf } from './testing/readPdf';

let project: TestProject;
let queue: JobQueue;
let folder: string;

beforeEach(async () => {
  project = new TestProject(8);
  // Noon, wherever the tests run.
  project.nowMs = new Date(2026, 10, 26, 12).getTime();
  folder = join(project.folder, 'out');
  mkdirSync(folder);
  queue = project.localQueue();
  await queue.start();
});
afterEach(async () => {
  await queue.dispose();
  project.dispose();
});

const target = () => join(folder, 'board.pdf');
const settingsOf = (given: Partial<SheetSettings> = {}) => sheetSettingsSchema.parse(given);
const stills = () =>
  project.pages.flatMap((page) => page.requests).filter(({ type }) => type === 'renderStill');

async function print(given: Partial<SheetSettings> = {}, path = target()) {
  const job = await queue.exportSheets({ path, shotIds: null, settings: settingsOf(given) });
  await project.untilEnded(job);
  return project.last(job.id);
}

const edit = (command: string, args: unknown) => project.runCommand(command, args, { source: 'user' });

describe('a storyboard', () => {
  it('has every shot with its picture and its words as text, also in Japanese', async () => {
    await edit('shot.edit', {
      shotIds: [shotIdAt(0)],
      fields: { action: '灯台の上で嵐を見る。𠮷野', size: 'CU' },
    });
    await edit('project.rename', { name: '灯台 (The Lighthouse)' });
    const job = await print({ hasCover: true });
    expect(job).toMatchObject({
      type: 'sheets',
      state: 'done',
      framesTotal: 8,
      framesDone: 8,
      outputName: 'board.pdf',
    });
    expect(readdirSync(folder)).toEqual(['board.pdf']);
    const pdf = readPdf(readFileSync(target()));
    expect(pdf.pages).toHaveLength(3);
    expect(pdf.pictureCounts).toEqual([0, 6, 2]);
    expect(pdf.pages[0]).toContain('灯台 (The Lighthouse)');
    expect(pdf.pages[1]).toMatch(/2026-11-26 {3}· {3}2 \/ 3\n1/);
    expect(pdf.pages[1]).toContain('灯台の上で嵐を見る。𠮷野');
    expect(pdf.pages[1]).toContain('CU');
    expect(pdf.fonts.toSorted()).toEqual(['NotoSansJP-Bold', 'NotoSansJP-Regular']);
    expect(pdf.title).toBe('灯台 (The Lighthouse)');
    expect(pdf.bookmarks).toEqual(['1']);
    expect(queue.locateOutput(job?.id as string)).toEqual({ path: target() });
  });

  it('is a PDF to other programs, too, where there are some', async () => {
    await edit('shot.edit', { shotIds: [shotIdAt(0)], fields: { action: '灯台の上で嵐を見る。' } });
    await print({ layout: 'ekonte', orientation: 'portrait' });
    const checked = spawnSync('qpdf', ['--check', target()], { encoding: 'utf8' });
    if (!checked.error)
      expect(checked.stdout + checked.stderr).toContain('No syntax or stream encoding errors');
    const read = spawnSync('pdftotext', ['-layout', target(), '-'], { encoding: 'utf8' });
    if (!read.error) expect(read.stdout).toContain('灯台の上で嵐を見る。');
    expect(readPdf(readFileSync(target())).pages[0]).toContain('カット');
  });

  it('paints again only what changed', async () => {
    await print();
    await edit('shot.edit', { shotIds: [shotIdAt(2)], fields: { action: 'Other words.' } });
    const layerId = project.document.childrenOf('layer', shotIdAt(1))[0]?.id;
    await edit('layer.edit', { layerIds: [layerId], fields: { opacity: 0.5 } });
    await print();
    expect(stills()).toHaveLength(9);
  });

  it('shows the place of a picture whose media is missing, and says 〓 for letters it does not have', async () => {
    await edit('shot.edit', { shotIds: [shotIdAt(0)], fields: { action: '한국 text' } });
    project.onPage = (page) => {
      page.failure = 'missingMedia';
    };
    expect(await print()).toMatchObject({ state: 'done' });
    const pdf = readPdf(readFileSync(target()));
    expect(pdf.pictureCounts).toEqual([0, 0]);
    expect(pdf.pages[0]).toContain('〓〓 text');
    expect(project.problems).toEqual([
      '"board.pdf" has letters that the fonts for paper do not have, printed as 〓: 한 국',
    ]);
  });
});

describe('a storyboard as a web page', () => {
  const page = () => join(folder, 'board.html');

  it('holds every picture and every word, and nothing of it runs', async () => {
    const action = '灯台の上で<script>alert("嵐")</script> & </article>';
    await edit('shot.edit', { shotIds: [shotIdAt(0)], fields: { action, notes: "a\nb'" } });
    await edit('project.rename', { name: '<img src=x onerror=alert(1)> 灯台' });
    expect(await print({ format: 'html' }, page())).toMatchObject({
      state: 'done',
      framesDone: 8,
      outputName: 'board.html',
    });
    expect(readdirSync(folder)).toEqual(['board.html']);
    const html = readFileSync(page(), 'utf8');
    expect(html.match(/<article>/g)).toHaveLength(8);
    expect(html.match(/<img src="data:image\/jpeg;base64,[A-Za-z0-9+/=]+" alt="Shot /g)).toHaveLength(8);
    expect(html).toContain('灯台の上で&lt;script&gt;alert("嵐")&lt;/script&gt; &amp; &lt;/article&gt;');
    expect(html).toContain('<title>&lt;img src=x onerror=alert(1)&gt; 灯台</title>');
    expect(html).not.toMatch(/<script|<img src=x|https?:/);
    expect(html).toContain("default-src 'none'; img-src data:; style-src 'unsafe-inline'");
  });

  it('crosses the picture whose media is missing', async () => {
    project.onPage = (host) => {
      host.failure = 'missingMedia';
    };
    expect(await print({ format: 'html' }, page())).toMatchObject({ state: 'done' });
    expect(readFileSync(page(), 'utf8').match(/<figure class="missing"/g)).toHaveLength(8);
  });

  it('cancelled, leaves what was there', async () => {
    writeFileSync(page(), 'mine');
    project.onPage = (host) => {
      host.isHolding = true;
    };
    const settings = settingsOf({ format: 'html' });
    const job = await queue.exportSheets({ path: page(), shotIds: null, settings });
    await project.until(() => stills().length > 0);
    await queue.cancel(job.id);
    expect(project.last(job.id)).toMatchObject({ state: 'cancelled' });
    expect(readdirSync(folder)).toEqual(['board.html']);
    expect(readFileSync(page(), 'utf8')).toBe('mine');
  });

  it('is called so', async () => {
    const request = { path: target(), shotIds: null, settings: settingsOf({ format: 'html' }) };
    await expect(queue.exportSheets(request)).rejects.toMatchObject({
      message: expect.stringContaining('should end with .html'),
    });
  });
});

describe('what was there stays', () => {
  it('while the new one is not whole: cancelled at once, nothing of it is left', async () => {
    writeFileSync(target(), 'mine');
    project.onPage = (page) => {
      page.isHolding = true;
    };
    const job = await queue.exportSheets({ path: target(), shotIds: null, settings: settingsOf() });
    await project.until(() => stills().length > 0);
    await queue.cancel(job.id);
    expect(project.last(job.id)).toMatchObject({ state: 'cancelled' });
    expect(readdirSync(folder)).toEqual(['board.pdf']);
    expect(readFileSync(target(), 'utf8')).toBe('mine');
  });

  it('when the renderer fails, and the job can be tried again', async () => {
    writeFileSync(target(), 'mine');
    project.onPage = (page) => {
      page.failure = 'unsupported';
    };
    const failed = await print();
    expect(failed).toMatchObject({ state: 'failed', error: { code: 'unsupported' } });
    expect(readFileSync(target(), 'utf8')).toBe('mine');
    for (const page of project.pages) page.failure = null;
    const again = await queue.retry(failed?.id as string);
    await project.untilEnded(again);
    expect(project.last(again.id)).toMatchObject({ state: 'done' });
    expect(readPdf(readFileSync(target())).pages).toHaveLength(2);
  });

  it.each([
    ['film.mp4', 'badRequest', /should end with \.pdf/],
    ['none/board.pdf', 'notFound', /none/],
  ])('%s is no place for it', async (name, code, message) => {
    const request = { path: join(folder, name), shotIds: null, settings: settingsOf() };
    await expect(queue.exportSheets(request)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });

  it('without shots there is nothing to print', async () => {
    await edit('shot.delete', { shotIds: Array.from({ length: 8 }, (_each, index) => shotIdAt(index)) });
    const request = { path: target(), shotIds: null, settings: settingsOf() };
    await expect(queue.exportSheets(request)).rejects.toMatchObject({ code: 'refused' });
    expect(existsSync(target())).toBe(false);
  });
});

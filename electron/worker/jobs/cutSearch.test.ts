import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lookForCuts } from './cutSearch';
import { LentFiles } from './lentFiles';
import { RenderHostClient } from './renderHost';
import { FakeHostPage } from './testing/fakeHostPage';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ekonte-cuts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function setUp(page: FakeHostPage) {
  const renderHost: RenderHostClient = new RenderHostClient({
    requestHost: () => renderHost.attach(page, 1),
  });
  const lentFiles = new LentFiles(() => 'ekonte://media/t/');
  const look = () =>
    lookForCuts('/clip.mp4', [2], { renderHost, lentFiles, folder }, new AbortController().signal);
  return { look, lentFiles };
}

describe('looking for cuts', () => {
  it('lends the clip for as long as it is looked at, and leaves nothing behind', async () => {
    const page = new FakeHostPage();
    page.isHolding = true;
    page.cutAnswer = JSON.stringify([{ frames: [{ seconds: 1.5, change: 0.25 }] }]);
    const { look, lentFiles } = setUp(page);
    const looking = look();
    await expect.poll(() => page.held.length).toBe(1);
    const [request] = page.held;
    expect(request).toMatchObject({ type: 'lookForCuts', spec: { windows: [{ from: 0.75, to: 3.25 }] } });
    const url = request?.type === 'lookForCuts' ? request.spec.url : '';
    const [, name = ''] = /^ekonte:\/\/media\/t\/lent\/([\w-]+)$/.exec(url) ?? [];
    expect(lentFiles.locate(name)).toEqual({ path: '/clip.mp4' });
    page.release();
    expect(await looking).toEqual([{ frames: [{ seconds: 1.5, change: 0.25 }] }]);
    expect(() => lentFiles.locate(name)).toThrow('no such file');
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['no JSON', '<html>'],
    ['words of another kind', '{"frames":[]}'],
    ['numbers that cannot be', '[{"frames":[{"seconds":1,"change":7}]}]'],
  ])('refuses %s', async (_name, answer) => {
    const page = new FakeHostPage();
    page.cutAnswer = answer;
    await expect(setUp(page).look()).rejects.toThrow();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says when the clip cannot be decoded here', async () => {
    const page = new FakeHostPage();
    page.failure = 'unsupported';
    await expect(setUp(page).look()).rejects.toMatchObject({ code: 'unsupported' });
    expect(readdirSync(folder)).toEqual([]);
  });
});

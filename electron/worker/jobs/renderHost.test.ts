import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SegmentSpec } from '@shared/compositor/hostProtocol';
import { fixturePicture } from '@shared/compositor/pictureFixtures';
import { frames } from '@shared/time/frames';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RenderHostClient, RenderHostLostError } from './renderHost';
import { TaskFile } from './taskFile';
import { FakeHostPage } from './testing/fakeHostPage';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ekonte-host-'));
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

const spec: SegmentSpec = {
  picture: fixturePicture({ lengthFrames: frames(5) }),
  width: 64,
  height: 36,
  bitsPerSecond: 1_000_000,
  mediaBase: 'ekonte://media/t/',
};

function client(pages: FakeHostPage[]) {
  const requests: { restart: boolean }[] = [];
  const host: RenderHostClient = new RenderHostClient({
    requestHost: (request) => {
      requests.push(request);
      const page = pages.shift();
      if (page) host.attach(page, requests.length);
    },
    silenceLimitMs: 5_000,
  });
  return { host, requests };
}

const options = () => {
  const controller = new AbortController();
  return { controller, signal: controller.signal, onProgress: vi.fn() };
};

describe('the worker end of the port', () => {
  it('writes pieces at their places and answers each', async () => {
    const page = new FakeHostPage();
    const { host, requests } = client([page]);
    const path = join(folder, 'clip.mp4');
    const { onProgress, signal } = options();
    const result = await host.renderSegment(spec, path, { signal, onProgress });
    expect(readFileSync(path).length).toBe(result.byteSize);
    expect(readFileSync(path).subarray(4, 8).toString()).toBe('ftyp');
    expect(onProgress).toHaveBeenCalledWith(3);
    expect(requests).toEqual([{ restart: false }]);
  });

  it('fails what it was doing when the page crashes, and works with the next page', async () => {
    const first = new FakeHostPage();
    first.isHolding = true;
    const { host } = client([first, new FakeHostPage()]);
    const path = join(folder, 'clip.mp4');
    const rendering = host.renderSegment(spec, path, options());
    const failing = expect(rendering).rejects.toBeInstanceOf(RenderHostLostError);
    await vi.waitUntil(() => first.held.length === 1);
    first.crash();
    await failing;
    expect(existsSync(path)).toBe(false);
    await host.renderSegment(spec, path, options());
    expect(existsSync(path)).toBe(true);
  });

  it('takes late word of a page that is gone for nothing new', async () => {
    const first = new FakeHostPage();
    first.isHolding = true;
    const { host } = client([first]);
    const lost = expect(host.renderSegment(spec, join(folder, 'clip.mp4'), options())).rejects.toBeInstanceOf(
      RenderHostLostError,
    );
    await vi.waitUntil(() => first.held.length === 1);
    first.crash();
    await lost;
    // Tried again before main has told of the same crash.
    const again = host.renderSegment(spec, join(folder, 'clip.mp4'), options());
    host.hostUnavailable('The renderer stopped unexpectedly (crashed).', 1);
    host.attach(new FakeHostPage(), 2);
    await again;
    expect(existsSync(join(folder, 'clip.mp4'))).toBe(true);
  });

  it('gives up what waits when no page can be had', async () => {
    const { host, requests } = client([]);
    const waiting = host.renderSegment(spec, join(folder, 'clip.mp4'), options());
    const failing = expect(waiting).rejects.toThrow('could not be started');
    await vi.waitUntil(() => requests.length === 1);
    host.hostUnavailable('The renderer could not be started.', 3);
    await failing;
  });

  it('asks for another page when the page is silent for too long', async () => {
    const page = new FakeHostPage();
    page.isHolding = true;
    const { host, requests } = client([page]);
    const rendering = host.renderSegment(spec, join(folder, 'clip.mp4'), options());
    const failing = expect(rendering).rejects.toThrow('did not answer any more');
    await vi.waitUntil(() => page.held.length === 1);
    vi.useFakeTimers();
    page.say({ type: 'progress', taskId: page.held[0]?.taskId as string, framesDone: 1, framesTotal: 5 });
    vi.advanceTimersByTime(5_001);
    await failing;
    expect(requests).toEqual([{ restart: false }, { restart: true }]);
  });

  it('tells the page to stop, and does not wait for its answer', async () => {
    const page = new FakeHostPage();
    page.isHolding = true;
    const { host } = client([page]);
    const { controller, ...rest } = options();
    const rendering = host.renderSegment(spec, join(folder, 'clip.mp4'), rest);
    const failing = expect(rendering).rejects.toMatchObject({ code: 'cancelled' });
    await vi.waitUntil(() => page.held.length === 1);
    controller.abort();
    await failing;
    page.release();
    await host.renderSegment(spec, join(folder, 'next.mp4'), options());
    expect(existsSync(join(folder, 'clip.mp4'))).toBe(false);
  });

  it('says why when the file cannot be made', async () => {
    const { host } = client([new FakeHostPage()]);
    await expect(host.renderSegment(spec, join(folder, 'no', 'clip.mp4'), options())).rejects.toMatchObject({
      code: 'notFound',
    });
  });
});

describe('a file written in pieces', () => {
  const handle = (write: () => Promise<{ bytesWritten: number }>) =>
    ({ write, sync: () => Promise.resolve(), close: () => Promise.resolve() }) as unknown as FileHandle;

  it('says that the disk is full, to the piece and at the end', async () => {
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
    const file = new TaskFile(
      handle(() => Promise.reject(full)),
      join(folder, 'clip.mp4'),
    );
    await expect(file.write(new Uint8Array(4), 0)).rejects.toMatchObject({ code: 'diskFull' });
    await expect(file.finish(4)).rejects.toMatchObject({ code: 'diskFull' });
  });

  it('goes on when the disk takes only a part at a time', async () => {
    const taken: number[] = [];
    const write = (_bytes: Uint8Array, offset: number) => {
      taken.push(offset);
      return Promise.resolve({ bytesWritten: 3 });
    };
    const file = new TaskFile(handle(write as never), join(folder, 'clip.mp4'));
    await file.write(new Uint8Array(7), 0);
    expect(taken).toEqual([0, 3, 6]);
  });

  it('is not whole when bytes are missing', async () => {
    const file = new TaskFile(
      handle(() => Promise.resolve({ bytesWritten: 4 })),
      join(folder, 'clip.mp4'),
    );
    await file.write(new Uint8Array(4), 0);
    await expect(file.finish(9)).rejects.toMatchObject({ code: 'internal' });
  });
});

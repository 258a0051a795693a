import type { MediaId } from '@shared/document/ids';
import { afterEach, expect, it, vi } from 'vitest';
import { VideoSource } from './videoSource';

const rate = { num: 24, den: 1 };
const media = 'med_clip0000' as MediaId;

afterEach(() => vi.unstubAllGlobals());

/** Answers nothing until it is called off, as a browser's fetch of a slow file does. */
function stubFetch() {
  const asked: AbortSignal[] = [];
  vi.stubGlobal('fetch', (_url: string, { signal }: { readonly signal: AbortSignal }) => {
    signal.throwIfAborted();
    asked.push(signal);
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  });
  return asked;
}

it('of a project that is left nothing more is asked for, and what is on its way is called off', async () => {
  const asked = stubFetch();
  const videos = new VideoSource({ urlOf: () => 'ekonte://media/a/clip', maxPixels: 1_000 });
  const onItsWay = videos.load(media, 0, rate);
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  videos.dispose();
  expect(await onItsWay).toBeNull();
  expect(asked[0]?.aborted).toBe(true);
  expect(await videos.load(media, 5, rate)).toBeNull();
  expect(asked).toHaveLength(1);
});

import {
  maxScrubCopyBytes,
  maxScrubFrames,
  type ScrubFrame,
  scrubCopySize,
  writeScrubCopy,
} from '@shared/media/scrubCopy';
import { ALL_FORMATS, Input, UrlSource, VideoSampleSink } from 'mediabunny';

/*
 * A thread that reads videos from end to end for their scrub copies, one at a time, and stands still while it is told to:
 * whoever works in the window goes first.
 */

export type ScrubRequest =
  | { readonly type: 'make'; readonly id: number; readonly url: string }
  | { readonly type: 'rest'; readonly isResting: boolean };

export interface ScrubReply {
  readonly id: number;
  /** null = no copy can be made of this one. */
  readonly copy: Uint8Array<ArrayBuffer> | null;
}

const jpegQuality = 0.75;

let isResting = false;
let wake: (() => void) | null = null;

async function turn(): Promise<void> {
  while (isResting) {
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
}

async function make(url: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const input = new Input({
    source: new UrlSource(url, { getRetryDelay: () => null, maxCacheSize: 16 * 1024 * 1024 }),
    formats: ALL_FORMATS,
  });
  try {
    const track = await input.getPrimaryVideoTrack();
    if (!track || !(await track.canDecode())) return null;
    const size = scrubCopySize(await track.getDisplayWidth(), await track.getDisplayHeight());
    const canvas = new OffscreenCanvas(size.width, size.height);
    const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
    if (!context) return null;
    const frames: ScrubFrame[] = [];
    let byteSize = 0;
    for await (const sample of new VideoSampleSink(track).samples()) {
      const startSeconds = sample.timestamp;
      sample.draw(context, 0, 0, size.width, size.height);
      sample.close();
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: jpegQuality });
      const bytes = new Uint8Array(await blob.arrayBuffer());
      byteSize += bytes.length;
      if (frames.length === maxScrubFrames || byteSize > maxScrubCopyBytes) return null;
      frames.push({ startSeconds, bytes });
      await turn();
    }
    return frames.length === 0 ? null : writeScrubCopy({ ...size, frames });
  } catch {
    return null;
  } finally {
    input.dispose();
  }
}

self.addEventListener('message', ({ data }: MessageEvent<ScrubRequest>) => {
  if (data.type === 'rest') {
    isResting = data.isResting;
    if (!isResting) wake?.();
    return;
  }
  const { id, url } = data;
  void make(url).then((copy) => {
    self.postMessage({ id, copy } satisfies ScrubReply, { transfer: copy ? [copy.buffer] : [] });
  });
});

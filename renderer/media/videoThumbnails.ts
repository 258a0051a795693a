import type { MediaId } from '@shared/document/ids';
import type { Media } from '@shared/document/records';
import { ALL_FORMATS, Input, UrlSource, VideoSampleSink } from 'mediabunny';
import { call } from '../state/bridge';
import { documentStore } from '../state/documentStore';

/** Px. */
const thumbnailWidth = 320;
/** Films begin with black: a little later there is something to see. Share of the length. */
const moment = 0.1;

/** One at a time, so that a folder of clips does not start a decoder each. */
let queue: Promise<unknown> = Promise.resolve();
const asked = new Map<string, Promise<boolean>>();

/**
 * Makes the small picture of a video, which the worker cannot decode, and hands it to the worker to keep. Once for
 * each opening of a project, however often it is asked for.
 * @returns whether there is one now
 */
export function makeVideoThumbnail(media: Media): Promise<boolean> {
  const base = documentStore.getState().opened?.mediaBase;
  if (base === undefined) return Promise.resolve(false);
  const url = `${base}${media.id}?rendition=original`;
  const known = asked.get(url);
  if (known) return known;
  const work = queue.then(() => make(media.id, url)).catch(() => false);
  queue = work;
  asked.set(url, work);
  return work;
}

async function make(mediaId: MediaId, url: string): Promise<boolean> {
  const input = new Input({
    source: new UrlSource(url, { getRetryDelay: () => null }),
    formats: ALL_FORMATS,
  });
  try {
    const track = await input.getPrimaryVideoTrack();
    if (!track || !(await track.canDecode())) return false;
    const start = Math.max(0, await track.getFirstTimestamp());
    const end = await track.computeDuration();
    const sample = await new VideoSampleSink(track).getSample(start + (end - start) * moment);
    if (!sample) return false;
    const height = Math.max(1, Math.round((thumbnailWidth * sample.displayHeight) / sample.displayWidth));
    const canvas = new OffscreenCanvas(thumbnailWidth, height);
    const context = canvas.getContext('2d');
    if (context) sample.draw(context, 0, 0, thumbnailWidth, height);
    sample.close();
    const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.9 });
    await call('media.saveThumbnail', { mediaId, picture: new Uint8Array(await blob.arrayBuffer()) });
    return true;
  } finally {
    input.dispose();
  }
}

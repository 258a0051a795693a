import { basename } from 'node:path';
import type { Media } from '@shared/document/records';
import { byteText } from '@shared/media/byteText';
import { durationText } from '@shared/time/durationText';
import type { MediaThreads } from './mediaThreads';
import type { FileFacts } from './thread/fileFacts.ts';

const typeWords = { image: 'a picture', video: 'a video', sound: 'a sound' } as const;

/** What tells a file of a media's name from the media's own, in words: its kind, its length, its size. */
export async function describeDifference(
  media: Media,
  path: string,
  facts: FileFacts,
  threads: MediaThreads,
  signal: AbortSignal,
): Promise<string> {
  const bytes =
    facts.byteSize === media.byteSize
      ? `the same size (${byteText(media.byteSize)}), other content`
      : `${byteText(facts.byteSize)} instead of ${byteText(media.byteSize)}`;
  const options = { name: basename(path), signal };
  try {
    const format = await threads.run({ kind: 'identify', path }, options);
    if (format.family === 'picture') {
      return media.content.type === 'image' ? bytes : `a picture instead of ${typeWords[media.content.type]}`;
    }
    const content = await threads.run({ kind: 'container', path, withProxy: true }, options);
    if (content.type !== media.content.type)
      return `${typeWords[content.type]} instead of ${typeWords[media.content.type]}`;
    const [is, was] = [secondsOf(content), secondsOf(media.content)];
    if (is === null || was === null || Math.abs(is - was) < 0.05) return bytes;
    return `${lengthText(is)} instead of ${lengthText(was)}, ${bytes}`;
  } catch {
    return `${bytes}; it cannot be read as ${typeWords[media.content.type]}`;
  }
}

const lengthText = (seconds: number): string =>
  seconds < 60 ? `${seconds.toFixed(1)} s` : durationText(seconds);

function secondsOf(content: Media['content']): number | null {
  switch (content.type) {
    case 'image':
      return null;
    case 'video':
      return (content.frameCount * content.rate.den) / content.rate.num;
    case 'sound':
      return content.sound.sampleCount / content.sound.sampleRate;
  }
}

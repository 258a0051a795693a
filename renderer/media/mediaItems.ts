import type { MediaId } from '@shared/document/ids';
import { isOnlyTake, type MediaUsage, totalUses } from '@shared/document/mediaUsage';
import type { Media } from '@shared/document/records';
import { byteText } from '@shared/media/byteText';
import type { MediaFileState } from '@shared/media/mediaState';
import { convertFrames, type Frames } from '@shared/time/frames';
import type { Rate } from '@shared/time/rate';
import { formatRate } from '@shared/time/rate';
import { formatSecondsAndFrames } from '@shared/time/timecode';
import { soundLengthFrames } from '@shared/timeline/model';

export type MediaFilter = 'all' | 'image' | 'video' | 'sound' | 'unused' | 'missing';
export type MediaSort = 'name' | 'newest' | 'type';

export interface MediaQuery {
  readonly text: string;
  readonly filter: MediaFilter;
  readonly sort: MediaSort;
}

const natural = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
const byName = (a: Media, b: Media): number => natural.compare(a.name, b.name) || (a.id < b.id ? -1 : 1);
const typeOrder: Readonly<Record<Media['content']['type'], number>> = { image: 0, video: 1, sound: 2 };

const sorts: Readonly<Record<MediaSort, (a: Media, b: Media) => number>> = {
  name: byName,
  newest: (a, b) => b.importedAtMs - a.importedAtMs || byName(a, b),
  type: (a, b) => typeOrder[a.content.type] - typeOrder[b.content.type] || byName(a, b),
};

/** What the panel lists: all words of the search in the name, of the kind asked for; takes stand with their shots. */
export function listMedia(
  media: readonly Media[],
  usage: ReadonlyMap<MediaId, MediaUsage>,
  { text, filter, sort }: MediaQuery,
  states: ReadonlyMap<MediaId, MediaFileState> = new Map(),
): readonly Media[] {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const isWanted = ({ id, name, content }: Media): boolean => {
    const uses = usage.get(id);
    // What is missing is missing, whatever it is for.
    if (filter === 'missing') {
      if (!states.has(id)) return false;
    } else if (isOnlyTake(uses)) return false;
    else if (filter === 'unused' ? totalUses(uses) > 0 : filter !== 'all' && content.type !== filter)
      return false;
    const lower = name.toLocaleLowerCase();
    return words.every((word) => lower.includes(word));
  };
  return media.filter(isWanted).sort(sorts[sort]);
}

/** Length at the project's rate; null for a picture. */
export function mediaLength({ content }: Media, rate: Rate): Frames | null {
  switch (content.type) {
    case 'image':
      return null;
    case 'video':
      return convertFrames(content.frameCount, content.rate, rate);
    case 'sound':
      return soundLengthFrames(content.sound, rate);
  }
}

/** "1920 × 1080 · 23.976 fps", "48 kHz · stereo". */
export function mediaFacts(media: Media): string {
  const { content } = media;
  switch (content.type) {
    case 'image':
      return media.mimeType === 'image/svg+xml' ? 'Vector drawing' : `${content.width} × ${content.height}`;
    case 'video':
      return `${content.width} × ${content.height} · ${formatRate(content.rate)} fps`;
    case 'sound': {
      const { sampleRate, channels } = content.sound;
      const channelText = channels === 1 ? 'mono' : channels === 2 ? 'stereo' : `${channels} channels`;
      return `${sampleRate / 1000} kHz · ${channelText}`;
    }
  }
}

export function usageText(usage: MediaUsage | undefined): string {
  const total = totalUses(usage);
  return total === 0 ? 'Not used' : total === 1 ? 'Used once' : `Used ${total} times`;
}

/** All that is known of a media, line by line, for its tooltip. */
export function mediaSummary(media: Media, usage: MediaUsage | undefined, rate: Rate): string {
  const length = mediaLength(media, rate);
  const facts = [mediaFacts(media), ...(length === null ? [] : [formatSecondsAndFrames(length, rate)])].join(
    ' · ',
  );
  const place = media.storage.mode === 'linked' ? `Linked: ${media.storage.path}` : null;
  const size = `${byteText(media.byteSize)} · ${usageText(usage)}`;
  return [media.name, facts, size, place].filter((line) => line !== null).join('\n');
}

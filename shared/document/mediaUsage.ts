import type { Document } from './document';
import type { MediaId } from './ids';

/** Where a media is used, by number of uses. */
export interface MediaUsage {
  /** Layers of shots that show it. */
  readonly layers: number;
  /** Clips on tracks. */
  readonly clips: number;
  /** Looks of elements that have it among their pictures. */
  readonly looks: number;
  /** Takes that it is the picture of. */
  readonly takes: number;
  /** Voices that it is the sample of. */
  readonly voices: number;
}

const kinds = ['layer', 'clip', 'look', 'take', 'voice'] as const;
const unused: MediaUsage = { layers: 0, clips: 0, looks: 0, takes: 0, voices: 0 };

const known = new WeakMap<Document, { key: string; usage: ReadonlyMap<MediaId, MediaUsage> }>();

/** The uses of all media that have any. The same map until a layer, clip, look, take or voice changes. */
export function selectMediaUsage(document: Document): ReadonlyMap<MediaId, MediaUsage> {
  const key = kinds.map((kind) => document.version(kind)).join('|');
  const memo = known.get(document);
  if (memo?.key === key) return memo.usage;
  const usage = new Map<MediaId, MediaUsage>();
  const count = (mediaId: MediaId, field: keyof MediaUsage): void => {
    const before = usage.get(mediaId) ?? unused;
    usage.set(mediaId, { ...before, [field]: before[field] + 1 });
  };
  for (const { content } of document.list('layer'))
    if ('mediaId' in content) count(content.mediaId, 'layers');
  for (const { mediaId } of document.list('clip')) count(mediaId, 'clips');
  for (const { references } of document.list('look'))
    for (const id of new Set(references)) count(id, 'looks');
  for (const { mediaId } of document.list('take')) count(mediaId, 'takes');
  for (const { sampleMediaId } of document.list('voice')) if (sampleMediaId) count(sampleMediaId, 'voices');
  known.set(document, { key, usage });
  return usage;
}

export function totalUses({ layers, clips, looks, takes, voices }: MediaUsage = unused): number {
  return layers + clips + looks + takes + voices;
}

/** Whether a media came with a take and is used by nothing else: takes are listed with their shots. */
export function isOnlyTake(usage: MediaUsage | undefined): boolean {
  return usage !== undefined && usage.takes > 0 && usage.takes === totalUses(usage);
}

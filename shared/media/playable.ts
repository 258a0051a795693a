/** What Chromium decodes by itself, by the codec a record names; empty in records of clips that we made. */
const playable = /^(avc|h264|vp0?8|vp0?9|av0?1)|^$/i;

/**
 * Whether a video can only be shown by way of a proxy, an H.264 copy that an FFmpeg on the machine makes of it: HEVC, ProRes,
 * DNxHR and their like.
 */
export function needsProxy({
  content,
}: {
  readonly content: { readonly type: string; readonly codec?: string };
}): boolean {
  return content.type === 'video' && !playable.test(content.codec ?? '');
}

import type { CutMedia, CutTransitionType } from '../interchange/cutTimeline';

/**
 * The path that a reference to media means, with forward slashes: `file:` addresses are decoded, also those that name this
 * machine or another one; anything else is a path as it is.
 */
export function pathOfReference(reference: string): string {
  const address = /^file:\/\/([^/]*)(\/.*)$/i.exec(reference);
  if (!address) return reference.replaceAll('\\', '/');
  const [, host = '', rest = ''] = address;
  const path = decodeUri(rest).replaceAll('\\', '/');
  if (/^\/[A-Za-z]:/.test(path)) return path.slice(1);
  return host === '' || host.toLowerCase() === 'localhost' ? path : `//${host}${path}`;
}

/** A text with its %20 resolved; one that is not written so stays as it is. */
export function decodeUri(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const stills = /\.(png|jpe?g|webp|gif|tiff?|bmp|psd|exr|dpx|tga|svg)$/i;
const sounds = /\.(wav|mp3|m4a|aac|flac|ogg|opus|aiff?|wma)$/i;

/** By its ending; what is unknown on a track of pictures is a video. */
export function mediaKindOf(name: string, isOnSoundTrack: boolean): CutMedia['kind'] {
  if (isOnSoundTrack || sounds.test(name)) return 'sound';
  return stills.test(name) ? 'still' : 'video';
}

/** What a program calls a transition, as one of ours; what is unknown is a dissolve. */
export function transitionTypeOf(name: string): CutTransitionType {
  if (/wipe|push|slide/i.test(name)) return 'wipe';
  if (/iris/i.test(name)) return 'iris';
  if (/white/i.test(name)) return 'dipToWhite';
  if (/black|dip/i.test(name)) return 'dipToBlack';
  return 'dissolve';
}

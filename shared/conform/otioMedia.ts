import { maxCutPath } from '../interchange/cutSchema';
import type { CutMedia } from '../interchange/cutTimeline';
import { fileNameOf } from '../media/fileName';
import { mediaKindOf, pathOfReference } from './cutNames';
import { bareMedia, rangeOf, shortName } from './cutParts';
import { type OtioClock, type OtioObject, objectOf, schemaOf, textOf } from './otioValues';

/** What the clips of a file are made from; those of one file share the object. */
export class OtioMedia {
  readonly #clock: OtioClock;
  readonly #known = new Map<string, CutMedia>();

  constructor(clock: OtioClock) {
    this.#clock = clock;
  }

  /** What there is of a clip's media; null = it does not say, or the item is no clip. */
  available(clip: OtioObject): { readonly start: number; readonly length: number } | null {
    const reference = referenceOf(clip);
    return reference && this.#clock.range(reference.available_range);
  }

  /**
   * The media of a clip, and where its first frame lies in it.
   * @param start the first frame used, in the media's own timecode
   */
  of(clip: OtioObject, start: number): { readonly media: CutMedia | null; readonly sourceStart: number } {
    const reference = referenceOf(clip);
    const available = this.available(clip);
    // A range that lies before the media counts from 0: the reference and the clip do not use the same timecode.
    const first = available && start >= available.start ? available.start : 0;
    const sourceStart = clip.source_range === null || clip.source_range === undefined ? 0 : start - first;
    const path = reference && pathOf(reference);
    if (!reference || path === null) return { media: null, sourceStart };
    let media = this.#known.get(path);
    if (!media) {
      const name = shortName(fileNameOf(path) || textOf(reference.name));
      const isSequence = schemaOf(reference) === 'ImageSequenceReference';
      media = {
        ...bareMedia,
        key: `m${this.#known.size + 1}`,
        kind: isSequence ? 'video' : mediaKindOf(name, false),
        name,
        path,
        lengthFrames: available && rangeOf(0, available.length).end,
        startFrame: available ? rangeOf(available.start, available.start).start : bareMedia.startFrame,
      };
      this.#known.set(path, media);
    }
    return { media, sourceStart };
  }
}

/** Clip.1 has one, later ones have several by key, of which one is used. */
function referenceOf(clip: OtioObject): OtioObject | null {
  const single = objectOf(clip.media_reference);
  if (single) return single;
  const byKey = objectOf(clip.media_references);
  const key = textOf(clip.active_media_reference_key) || 'DEFAULT_MEDIA';
  return byKey && Object.hasOwn(byKey, key) ? objectOf(byKey[key]) : null;
}

function pathOf(reference: OtioObject): string | null {
  const schema = schemaOf(reference);
  if (schema === 'ExternalReference') {
    const url = textOf(reference.target_url);
    return url === '' ? null : pathOfReference(url).slice(0, maxCutPath);
  }
  if (schema !== 'ImageSequenceReference') return null;
  const base = pathOfReference(textOf(reference.target_url_base)).slice(0, 3_000);
  const padding = Math.min(20, Math.max(0, Number(reference.frame_zero_padding) || 0));
  const number = String(Math.trunc(Number(reference.start_frame) || 0)).padStart(padding, '0');
  return `${base}${textOf(reference.name_prefix).slice(0, 400)}${number}${textOf(reference.name_suffix).slice(0, 400)}`;
}

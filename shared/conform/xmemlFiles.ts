import { maxCutPath } from '../interchange/cutSchema';
import type { CutMedia } from '../interchange/cutTimeline';
import { fileNameOf } from '../media/fileName';
import { convertFrames } from '../time/frames';
import type { Rate } from '../time/rate';
import { childOf, descendants, textAt, type XmlElement } from '../xml/readXml';
import { mediaKindOf, pathOfReference } from './cutNames';
import { bareMedia, rangeOf, shortName } from './cutParts';
import { numberAt, rateIn } from './xmemlValues';

/** The files of a sequence. Each is described once, and named by its id from then on. */
export class XmemlFiles {
  readonly #described = new Map<string, XmlElement>();
  readonly #rate: Rate;
  readonly #known = new Map<string, CutMedia>();

  /** @param rate the cut's */
  constructor(root: XmlElement, rate: Rate) {
    this.#rate = rate;
    for (const element of descendants(root)) {
      const { id } = element.attributes;
      if (element.name !== 'file' || !id || element.children.length === 0) continue;
      // Where an id stands for two files, the one that says where it lies is meant.
      if (!this.#described.has(id) || childOf(element, 'pathurl')) this.#described.set(id, element);
    }
  }

  /** @param clipName what the clip is called, where its file is not named */
  of(file: XmlElement | undefined, clipName: string, isOnSoundTrack: boolean): CutMedia | null {
    if (!file) return null;
    const id = file.attributes.id ?? '';
    const element =
      file.children.length > 0 && childOf(file, 'pathurl') ? file : (this.#described.get(id) ?? file);
    const url = textAt(element, 'pathurl');
    const path = url === '' ? null : pathOfReference(url).slice(0, maxCutPath);
    const key = `${path ?? ''}|${id}`;
    const known = this.#known.get(key);
    if (known) return known;
    const name = shortName(textAt(element, 'name') || fileNameOf(path ?? '') || clipName);
    const rate = rateIn(element, this.#rate);
    const kind = mediaKindOf(name, isOnSoundTrack);
    const length = numberAt(element, 'duration');
    const media: CutMedia = {
      ...bareMedia,
      key: `m${this.#known.size + 1}`,
      kind,
      name,
      path,
      lengthFrames:
        length === null || kind === 'still' ? null : convertFrames(rangeOf(0, length).end, rate, this.#rate),
      rate: kind === 'video' ? rate : null,
    };
    this.#known.set(key, media);
    return media;
  }
}

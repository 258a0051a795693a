import { maxCutPath } from '../interchange/cutSchema';
import type { CutItem, CutMedia, CutPicture, CutSound, CutTransition } from '../interchange/cutTimeline';
import { findUid } from '../interchange/cutUid';
import { fileNameOf } from '../media/fileName';
import { frames } from '../time/frames';
import type { Rate } from '../time/rate';
import { isDropFrameRate } from '../time/timecode';
import { childOf, childrenOf, descendants, type XmlElement } from '../xml/readXml';
import { ConformError } from './conformError';
import { mediaKindOf, pathOfReference, transitionTypeOf } from './cutNames';
import {
  asPicture,
  asSound,
  bareMedia,
  type CutReading,
  endOfTracks,
  noTexts,
  rangeOf,
  requireRate,
  shortName,
  shortText,
  withoutOverlaps,
} from './cutParts';

/** Elements that take time in a storyline. */
const clipNames = new Set([
  'asset-clip',
  'clip',
  'video',
  'audio',
  'ref-clip',
  'sync-clip',
  'mc-clip',
  'title',
]);

interface Found {
  readonly pictures: Map<number, CutPicture[]>;
  readonly sounds: Map<number, CutSound[]>;
  readonly transitions: CutTransition[];
}

/**
 * Reads the first project of a Final Cut Pro XML file: the storyline, what hangs on its clips, and transitions, at any version. A
 * compound clip is one clip.
 * @param root the document's own element
 * @throws ConformError
 */
export function readFcpxml(root: XmlElement): CutReading {
  const library = root.children.filter(({ name }) => name !== 'resources');
  const sequence = library.flatMap(descendants).find(({ name }) => name === 'sequence');
  const spine = childOf(sequence, 'spine');
  if (!sequence || !spine) throw new ConformError('There is no project with a storyline in it.');
  return new FcpxmlReader(root, sequence).read(spine);
}

class FcpxmlReader {
  readonly #sequence: XmlElement;
  readonly #resources = new Map<string, XmlElement>();
  readonly #rate: Rate;
  readonly #known = new Map<string, CutMedia>();
  readonly #found: Found = { pictures: new Map(), sounds: new Map(), transitions: [] };

  constructor(root: XmlElement, sequence: XmlElement) {
    this.#sequence = sequence;
    for (const resource of childOf(root, 'resources')?.children ?? [])
      if (resource.attributes.id) this.#resources.set(resource.attributes.id, resource);
    const format = this.#resources.get(sequence.attributes.format ?? '');
    const frame = secondsOf(format?.attributes.frameDuration);
    if (!frame || frame <= 0) throw new ConformError('Its project does not say at which rate it runs.');
    this.#rate = requireRate(1 / frame);
  }

  read(spine: XmlElement): CutReading {
    const { tcStart, tcFormat } = this.#sequence.attributes;
    const start = this.#frames(tcStart) ?? 0;
    this.#storyline(spine, 0, start, 0);
    const tracksOf = <Item extends CutItem>(
      byLane: ReadonlyMap<number, readonly Item[]>,
      transitions: readonly CutTransition[],
    ) =>
      withoutOverlaps(
        [...byLane]
          .sort(([a], [b]) => a - b)
          .map(([lane, items]) => ({
            name: '',
            isEnabled: true,
            items,
            transitions: lane === 0 ? transitions : [],
          })),
      );
    const videoTracks = tracksOf(this.#found.pictures, this.#found.transitions);
    const audioTracks = tracksOf(this.#found.sounds, []);
    const cut = {
      name: shortName(this.#sequence.attributes.name ?? ''),
      rate: this.#rate,
      isDropFrame: tcFormat === 'DF' && isDropFrameRate(this.#rate),
      startFrame: rangeOf(start, start).start,
      frameSize: null,
      lengthFrames: frames(Math.max(endOfTracks(videoTracks), endOfTracks(audioTracks))),
      videoTracks,
      audioTracks,
      markers: [],
    };
    return { cut, notes: [] };
  }

  /**
   * @param at where it begins in the cut
   * @param own the time that its clips' offsets count from
   */
  #storyline(spine: XmlElement, at: number, own: number, lane: number): void {
    let next = own;
    for (const child of spine.children) {
      const element =
        child.name === 'audition' ? (child.children.find(({ name }) => clipNames.has(name)) ?? child) : child;
      const offset = this.#frames(element.attributes.offset) ?? next;
      const length = this.#lengthOf(element);
      if (element.name === 'transition') {
        if (lane === 0) this.#transition(element, at + offset - own, length);
        continue;
      }
      if (!clipNames.has(element.name) && element.name !== 'gap') continue;
      this.#clip(element, at + offset - own, length, lane);
      next = offset + length;
    }
  }

  #clip(element: XmlElement, at: number, length: number, lane: number): void {
    const asset = this.#assetOf(element);
    const start = this.#frames(element.attributes.start) ?? this.#frames(asset?.attributes.start) ?? 0;
    if (element.name !== 'gap') this.#take(element, asset, at, start, length, lane);
    for (const child of element.children) {
      const hangs = child.attributes.lane;
      if (hangs === undefined) continue;
      const offset = at + (this.#frames(child.attributes.offset) ?? start) - start;
      const ownLane = Math.trunc(Number(hangs)) || 0;
      if (child.name === 'spine') this.#storyline(child, offset, 0, ownLane);
      else if (clipNames.has(child.name)) this.#clip(child, offset, this.#lengthOf(child), ownLane);
    }
  }

  #take(
    element: XmlElement,
    asset: XmlElement | undefined,
    at: number,
    start: number,
    length: number,
    lane: number,
  ): void {
    const isSound =
      element.name === 'audio' ||
      element.attributes.srcEnable === 'audio' ||
      (asset !== undefined && asset.attributes.hasVideo !== '1' && asset.attributes.hasAudio === '1');
    const own = element.children.filter(({ name }) => name === 'metadata' || name === 'note');
    const said = own.flatMap(descendants).map(({ text, attributes }) => `${text} ${attributes.value ?? ''}`);
    const from = start - (this.#frames(asset?.attributes.start) ?? 0);
    const item: CutItem = {
      uid: findUid(said.join('\n')),
      name: shortName(element.attributes.name ?? ''),
      isEnabled: element.attributes.enabled !== '0',
      record: rangeOf(at, at + length),
      source: rangeOf(from, from + length),
      media: asset ? this.#media(asset, isSound) : null,
      markers: [],
    };
    if (isSound) push(this.#found.sounds, lane, asSound(item));
    else {
      const notes = shortText(childOf(element, 'note')?.text ?? '');
      push(this.#found.pictures, lane, asPicture(item, { ...noTexts, notes }));
    }
  }

  /** What a clip is made from: named by itself, or by the picture or sound in it. */
  #assetOf(element: XmlElement): XmlElement | undefined {
    const inner = ['video', 'audio']
      .flatMap((name) => childrenOf(element, name))
      .find(({ attributes }) => attributes.lane === undefined);
    const found = this.#resources.get(element.attributes.ref ?? inner?.attributes.ref ?? '');
    return found?.name === 'asset' ? found : undefined;
  }

  #lengthOf(element: XmlElement): number {
    const asset = this.#assetOf(element);
    return this.#frames(element.attributes.duration) ?? this.#frames(asset?.attributes.duration) ?? 0;
  }

  #transition(element: XmlElement, at: number, length: number): void {
    const name = shortName(element.attributes.name ?? '');
    const before = Math.floor(Math.round(length) / 2);
    const after = Math.round(length) - before;
    const cut = rangeOf(at + before, at + before).start;
    this.#found.transitions.push({ type: transitionTypeOf(name), name, cut, before, after });
  }

  #media(asset: XmlElement, isSound: boolean): CutMedia {
    const id = asset.attributes.id ?? '';
    const known = this.#known.get(id);
    if (known) return known;
    const source = childOf(asset, 'media-rep')?.attributes.src ?? asset.attributes.src;
    const path = source === undefined ? null : pathOfReference(source).slice(0, maxCutPath);
    const name = shortName(fileNameOf(path ?? '') || (asset.attributes.name ?? ''));
    const media: CutMedia = {
      key: `m${this.#known.size + 1}`,
      kind: mediaKindOf(name, isSound),
      name,
      path,
      ...bareMedia,
    };
    this.#known.set(id, media);
    return media;
  }

  #frames(time: string | undefined): number | null {
    const seconds = secondsOf(time);
    return seconds === null ? null : (seconds * this.#rate.num) / this.#rate.den;
  }
}

/** "1001/24000s", "5s"; null = it is no time. */
function secondsOf(time: string | undefined): number | null {
  const parts = /^(-?\d+(?:\.\d+)?)(?:\/(\d+))?s$/.exec(time?.trim() ?? '');
  if (!parts) return null;
  const divisor = parts[2] === undefined ? 1 : Number(parts[2]);
  return divisor === 0 ? null : Number(parts[1]) / divisor;
}

function push<Item>(byLane: Map<number, Item[]>, lane: number, item: Item): void {
  const items = byLane.get(lane);
  if (items) items.push(item);
  else byLane.set(lane, [item]);
}

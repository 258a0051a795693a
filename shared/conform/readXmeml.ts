import type { CutItem, CutMarker, CutPicture, CutSound, CutTransition } from '../interchange/cutTimeline';
import { convertFrames, frames, roundToFrames } from '../time/frames';
import { isSameRate, type Rate } from '../time/rate';
import { isDropFrameRate } from '../time/timecode';
import { childOf, childrenOf, descendants, elementAt, textAt, type XmlElement } from '../xml/readXml';
import { ConformError } from './conformError';
import { transitionTypeOf } from './cutNames';
import {
  asPicture,
  asSound,
  type CutReading,
  endOfTracks,
  type LooseTrack,
  maxMarkers,
  rangeOf,
  shortName,
  shortText,
  speedNote,
  tooMany,
  withoutOverlaps,
} from './cutParts';
import { XmemlFiles } from './xmemlFiles';
import { isFalse, numberAt, rateIn, textsOfClip, uidOfClip } from './xmemlValues';

/** Sequences within sequences; editing programs write a few. */
const maxNesting = 8;
/** Clips and transitions that are looked at, those of nested sequences as often as they are shown. */
const maxParts = 200_000;

/** A clip as it stands on its track, in frames of the cut's rate from its first frame. */
interface Placed {
  readonly element: XmlElement;
  /** Edges at the cuts, also under a transition. */
  readonly start: number;
  readonly end: number;
  /** First frame used of its media, or of the nested sequence. */
  readonly from: number;
}

interface Transition {
  readonly start: number;
  readonly end: number;
  readonly cut: number;
  readonly name: string;
}

interface Found {
  readonly items: CutItem[];
  readonly texts: Map<CutItem, CutPicture['texts']>;
  readonly transitions: CutTransition[];
}

/** What of a nested sequence is seen. */
interface Window {
  /** Where its first frame would lie in the cut. */
  readonly origin: number;
  readonly from: number;
  readonly to: number;
}

const wholly: Window = { origin: 0, from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

/**
 * Reads the first sequence of a Final Cut Pro 7 XML file, version 4 or 5: clips at rates of their own, edges of -1 under transitions,
 * files that are described once, nested sequences laid flat, generators.
 * @param root the document's own element
 * @throws ConformError
 */
export function readXmeml(root: XmlElement): CutReading {
  const beside = outerSequences(root).filter((each) => childOf(each, 'media'));
  const [sequence] = beside;
  if (!sequence) throw new ConformError('There is no sequence in it.');
  return new XmemlReader(root, sequence, beside.length).read();
}

class XmemlReader {
  readonly #sequence: XmlElement;
  readonly #rate: Rate;
  readonly #files: XmemlFiles;
  readonly #byId: ReadonlyMap<string, XmlElement>;
  readonly #notes = new Set<string>();
  #parts = 0;

  /** @param beside sequences of the file that lie in no other one */
  constructor(root: XmlElement, sequence: XmlElement, beside: number) {
    this.#sequence = sequence;
    this.#rate = rateIn(sequence, null);
    this.#files = new XmemlFiles(root, this.#rate);
    this.#byId = new Map(
      descendants(root).flatMap((each) =>
        each.name === 'sequence' && each.attributes.id && childOf(each, 'media')
          ? [[each.attributes.id, each] as const]
          : [],
      ),
    );
    if (beside > 1)
      this.#notes.add(`It holds ${beside} sequences: "${textAt(sequence, 'name')}", the first one, is read.`);
  }

  read(): CutReading {
    const sequence = this.#sequence;
    const media = childOf(sequence, 'media');
    const videoTracks = withoutOverlaps(this.#tracks(childOf(media, 'video'), false).map(asPictures));
    const audioTracks = withoutOverlaps(this.#tracks(childOf(media, 'audio'), true).map(asSounds));
    const size = elementAt(media, 'video', 'format', 'samplecharacteristics');
    const width = numberAt(size, 'width');
    const height = numberAt(size, 'height');
    const timecode = childOf(sequence, 'timecode');
    const start = numberAt(timecode, 'frame') ?? 0;
    const cut = {
      name: shortName(textAt(sequence, 'name')),
      rate: this.#rate,
      isDropFrame: textAt(timecode, 'displayformat') === 'DF' && isDropFrameRate(this.#rate),
      startFrame: rangeOf(start, start).start,
      frameSize: width && height ? { width: Math.round(width), height: Math.round(height) } : null,
      lengthFrames: frames(Math.max(endOfTracks(videoTracks), endOfTracks(audioTracks))),
      videoTracks,
      audioTracks,
      markers: this.#markers(sequence, 0),
    };
    return { cut, notes: [...this.#notes] };
  }

  #tracks(kind: XmlElement | undefined, isSound: boolean): (LooseTrack<CutItem> & Found)[] {
    return childrenOf(kind, 'track').map((track) => {
      const found: Found = { items: [], texts: new Map(), transitions: [] };
      this.#track(track, wholly, isSound, found, 0);
      const name = track.attributes['MZ.TrackName'] ?? '';
      return { name: shortName(name), isEnabled: !isFalse(track, 'enabled'), ...found };
    });
  }

  #track(track: XmlElement, window: Window, isSound: boolean, found: Found, nesting: number): void {
    const parts = track.children.filter(({ name }) => name === 'transitionitem' || isClip(name));
    const transitions = parts.map((each) => (isClip(each.name) ? null : transitionOf(each)));
    for (const [index, element] of parts.entries()) {
      this.#parts += 1;
      if (this.#parts > maxParts) throw new ConformError(tooMany);
      const transition = transitions[index];
      if (!transition) {
        const placed = this.#place(element, transitions[index - 1] ?? null, transitions[index + 1] ?? null);
        if (placed) this.#clip(placed, window, isSound, found, nesting);
      } else if (transition.cut >= window.from && transition.cut <= window.to) {
        const { start, end, cut, name } = transition;
        found.transitions.push({
          type: transitionTypeOf(name),
          name,
          cut: rangeOf(window.origin + cut, 0).start,
          before: Math.max(0, Math.round(cut - start)),
          after: Math.max(0, Math.round(end - cut)),
        });
      }
    }
  }

  /** An edge of -1 lies under the transition beside it, whose part of the media is counted in. */
  #place(element: XmlElement, head: Transition | null, tail: Transition | null): Placed | null {
    const rate = rateIn(element, this.#rate);
    const [first, last] = (['in', 'out'] as const).map((name) =>
      inRate(Math.max(0, rangeOf(numberAt(element, name) ?? 0, 0).start), rate, this.#rate),
    ) as [number, number];
    const length = last - first;
    const written = { start: numberAt(element, 'start') ?? -1, end: numberAt(element, 'end') ?? -1 };
    const isUnderHead = written.start < 0;
    const isUnderTail = written.end < 0;
    const begun = isUnderHead
      ? (head?.start ?? (isUnderTail ? Number.NaN : written.end - length))
      : written.start;
    const start = isUnderHead && head ? head.cut : begun;
    const end = isUnderTail ? (tail?.cut ?? begun + length) : written.end;
    return end > start ? { element, start, end, from: first + (start - begun) } : null;
  }

  #clip(placed: Placed, window: Window, isSound: boolean, found: Found, nesting: number): void {
    const { element } = placed;
    const start = Math.max(placed.start, window.from);
    const end = Math.min(placed.end, window.to);
    if (end <= start) return;
    const from = placed.from + (start - placed.start);
    const nested = this.#nestedIn(element);
    if (nested) {
      if (nesting >= maxNesting) throw new ConformError('Its sequences are nested deeper than is read.');
      const origin = window.origin + start - from;
      const tracks = childrenOf(elementAt(nested, 'media', isSound ? 'audio' : 'video'), 'track');
      for (const track of tracks)
        this.#track(track, { origin, from, to: from + end - start }, isSound, found, nesting + 1);
      return;
    }
    if (descendants(element).some((each) => each.name === 'effectid' && each.text === 'timeremap'))
      this.#notes.add(speedNote);
    const file = this.#files.of(childOf(element, 'file'), textAt(element, 'name'), isSound);
    const media =
      file && textAt(element, 'stillframe') === 'TRUE' ? { ...file, kind: 'still' as const } : file;
    const item: CutItem = {
      uid: uidOfClip(element),
      name: shortName(textAt(element, 'name')),
      isEnabled: !isFalse(element, 'enabled'),
      record: rangeOf(window.origin + start, window.origin + end),
      source: rangeOf(from, from + end - start),
      media,
      markers: this.#markers(element, window.origin + start - from),
    };
    found.items.push(item);
    found.texts.set(item, textsOfClip(element));
  }

  #nestedIn(element: XmlElement): XmlElement | undefined {
    const nested = childOf(element, 'sequence');
    if (!nested) return undefined;
    return childOf(nested, 'media') ? nested : this.#byId.get(nested.attributes.id ?? '');
  }

  /** @param origin where the frame 0 of the markers' time lies in the cut */
  #markers(element: XmlElement, origin: number): CutMarker[] {
    return childrenOf(element, 'marker')
      .slice(0, maxMarkers)
      .map((marker): CutMarker => {
        const start = numberAt(marker, 'in') ?? 0;
        const end = Math.max(start, numberAt(marker, 'out') ?? -1);
        return {
          name: shortName(textAt(marker, 'name')),
          notes: shortText(textAt(marker, 'comment')),
          colour: null,
          at: rangeOf(origin + start, origin + end),
        };
      })
      .sort((a, b) => a.at.start - b.at.start);
  }
}

const isClip = (name: string): boolean => name === 'clipitem' || name === 'generatoritem';

function transitionOf(element: XmlElement): Transition {
  const start = numberAt(element, 'start') ?? 0;
  const end = Math.max(start, numberAt(element, 'end') ?? start);
  const alignment = textAt(element, 'alignment');
  const middle = start + Math.floor((end - start) / 2);
  const cut = alignment.startsWith('start') ? start : alignment.startsWith('end') ? end : middle;
  return { start, end, cut, name: shortName(textAt(element, 'effect', 'name') || textAt(element, 'name')) };
}

/** Sequences that lie in no other one. */
function outerSequences(element: XmlElement): XmlElement[] {
  if (element.name === 'sequence') return [element];
  return element.children.flatMap(outerSequences);
}

const inRate = (value: number, from: Rate, to: Rate): number =>
  isSameRate(from, to) ? roundToFrames(value) : convertFrames(value, from, to);

const asPictures = ({ items, texts, ...track }: LooseTrack<CutItem> & Found): LooseTrack<CutPicture> => ({
  ...track,
  items: items.map((item) => asPicture(item, texts.get(item))),
});

const asSounds = (track: LooseTrack<CutItem>): LooseTrack<CutSound> => ({
  ...track,
  items: track.items.map(asSound),
});

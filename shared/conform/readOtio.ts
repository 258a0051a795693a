import type { CutItem, CutMarker, CutPicture, CutSound, CutTransition } from '../interchange/cutTimeline';
import { findUid } from '../interchange/cutUid';
import { frames, roundToFrames } from '../time/frames';
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
  tooLarge,
  withoutOverlaps,
} from './cutParts';
import { OtioMedia } from './otioMedia';
import { colourOf, OtioClock, type OtioObject, objectOf, objectsOf, schemaOf, textOf } from './otioValues';

/** Stacks within tracks within stacks; editing programs write two or three. */
const maxDepth = 40;
/** Objects that are looked at, those of nested cuts among them. */
const maxObjects = 200_000;

/** What of a nested cut is seen: where it begins in the cut, and the part of its own time, in frames of the cut's rate. */
interface Window {
  /** Where the nested cut's own time 0 would lie in the cut. */
  readonly origin: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Reads an OpenTimelineIO cut: clips with one reference to media or several by key, nested stacks and tracks laid flat, gaps,
 * transitions, and times at any rate. A change of speed counts by the length it comes to.
 * @throws ConformError
 */
export function readOtio(text: string): CutReading {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ConformError('It is damaged: it is no JSON, which OpenTimelineIO is written in.');
  }
  return new OtioReader(timelineIn(json)).read();
}

function timelineIn(json: unknown): OtioObject {
  const root = objectOf(json);
  const schema = root && schemaOf(root);
  if (!root || !schema)
    throw new ConformError('It is no OpenTimelineIO file: it does not say what it holds.');
  if (schema === 'Timeline' || isComposition(schema)) return root;
  if (schema !== 'SerializableCollection')
    throw new ConformError(`It holds no timeline but something called "${schema.slice(0, 40)}".`);
  const found = objectsOf(root.children).find((child) => schemaOf(child) === 'Timeline');
  if (!found) throw new ConformError('It is a collection without a timeline.');
  return found;
}

const isComposition = (schema: string): boolean =>
  schema === 'Stack' || schema === 'Track' || schema === 'Sequence';

class OtioReader {
  readonly #timeline: OtioObject;
  readonly #clock: OtioClock;
  readonly #media: OtioMedia;
  readonly #notes = new Set<string>();
  #objects = 0;

  constructor(timeline: OtioObject) {
    this.#timeline = timeline;
    this.#clock = OtioClock.of(timeline);
    this.#media = new OtioMedia(this.#clock);
  }

  read(): CutReading {
    const timeline = this.#timeline;
    const isTimeline = schemaOf(timeline) === 'Timeline';
    const stack = isTimeline ? objectOf(timeline.tracks) : timeline;
    if (!stack) throw new ConformError('Its timeline has no tracks.');
    const children = schemaOf(stack) === 'Stack' ? objectsOf(stack.children) : [stack];
    const video: LooseTrack<CutPicture>[] = [];
    const audio: LooseTrack<CutSound>[] = [];
    for (const child of children) {
      if (textOf(child.kind) === 'Audio') audio.push(this.#track(child, asSound));
      else video.push(this.#track(child, asPicture));
    }
    const videoTracks = withoutOverlaps(video);
    const audioTracks = withoutOverlaps(audio);
    const start = isTimeline ? this.#clock.time(timeline.global_start_time) : null;
    const cut = {
      name: shortName(textOf(timeline.name)),
      rate: this.#clock.rate,
      isDropFrame: false,
      startFrame: roundToFrames(start ?? 0),
      frameSize: null,
      lengthFrames: frames(Math.max(endOfTracks(videoTracks), endOfTracks(audioTracks))),
      videoTracks,
      audioTracks,
      markers: this.#markers(stack, 0),
    };
    return { cut, notes: [...this.#notes] };
  }

  #track<Item extends CutItem>(track: OtioObject, make: (item: CutItem) => Item): LooseTrack<Item> {
    const items: CutItem[] = [];
    const transitions: CutTransition[] = [];
    const length = this.#lengthOf(track, 0);
    // A track may show a part of itself, as any nested cut.
    const from = this.#startOf(track) ?? 0;
    const window = { origin: -from, from, to: from + length };
    if (isComposition(schemaOf(track) ?? '')) this.#children(track, window, items, transitions, 0);
    else this.#item(track, { origin: 0, from: 0, to: length }, 0, length, items, transitions, 0);
    return {
      name: shortName(textOf(track.name)),
      isEnabled: track.enabled !== false,
      items: items.map((item) => make(item)),
      transitions: transitions.filter(({ cut }) => cut >= 0),
    };
  }

  /** What is seen of a nested cut, laid into the cut around it. */
  #children(
    composition: OtioObject,
    window: Window,
    items: CutItem[],
    transitions: CutTransition[],
    depth: number,
  ): void {
    this.#count(depth);
    const isStack = schemaOf(composition) === 'Stack';
    let at = 0;
    for (const child of objectsOf(composition.children)) {
      this.#count(depth);
      if (schemaOf(child) === 'Transition') {
        this.#transition(child, window, at, transitions);
        continue;
      }
      const length = this.#lengthOf(child, depth + 1);
      this.#item(child, window, at, length, items, transitions, depth);
      if (!isStack) at += length;
    }
  }

  /** @param at where it lies in the own time of the composition around it */
  #item(
    child: OtioObject,
    window: Window,
    at: number,
    length: number,
    items: CutItem[],
    transitions: CutTransition[],
    depth: number,
  ): void {
    const from = Math.max(at, window.from);
    const to = Math.min(at + length, window.to);
    const schema = schemaOf(child) ?? '';
    if (to <= from || schema === 'Gap' || schema === 'Filler') return;
    if (objectsOf(child.effects).some((effect) => /TimeWarp|FreezeFrame/.test(schemaOf(effect) ?? '')))
      this.#notes.add(speedNote);
    const start = this.#startOf(child) ?? 0;
    if (isComposition(schema)) {
      // Own time of the child: where it begins, by what of it is shown.
      const origin = window.origin + at - start;
      const inside = { origin, from: start + (from - at), to: start + (to - at) };
      this.#children(child, inside, items, transitions, depth + 1);
      return;
    }
    if (schema !== 'Clip') {
      this.#notes.add(`Something called "${schema.slice(0, 40)}" is not known and left out.`);
      return;
    }
    const record = rangeOf(window.origin + from, window.origin + to);
    const { media, sourceStart } = this.#media.of(child, start);
    const sourceFrom = sourceStart + (from - at);
    items.push({
      uid: findUid(JSON.stringify(child.metadata ?? '').slice(0, 100_000)),
      name: shortName(textOf(child.name)),
      isEnabled: child.enabled !== false,
      record,
      source: rangeOf(sourceFrom, sourceFrom + (to - from)),
      media,
      markers: this.#markers(child, window.origin + at - start),
    });
  }

  #transition(child: OtioObject, window: Window, at: number, transitions: CutTransition[]): void {
    if (at < window.from || at > window.to) return;
    const before = Math.max(0, Math.round(this.#clock.time(child.in_offset) ?? 0));
    const after = Math.max(0, Math.round(this.#clock.time(child.out_offset) ?? 0));
    const name = shortName(textOf(child.name) || textOf(child.transition_type));
    const type = transitionTypeOf(`${name} ${textOf(child.transition_type)}`);
    transitions.push({
      type,
      name,
      cut: rangeOf(window.origin + at, window.origin + at).start,
      before,
      after,
    });
  }

  /** Of its own time, the first frame that is used; null = it does not say. */
  #startOf(item: OtioObject): number | null {
    return this.#clock.range(item.source_range)?.start ?? null;
  }

  /** @throws ConformError when what follows could not be placed */
  #lengthOf(item: OtioObject, depth: number): number {
    this.#count(depth);
    const own = this.#clock.range(item.source_range);
    if (own) return own.length;
    const schema = schemaOf(item) ?? '';
    if (isComposition(schema)) {
      const children = objectsOf(item.children).filter((child) => schemaOf(child) !== 'Transition');
      const isStack = schema === 'Stack';
      return children.reduce((all, child) => {
        const length = this.#lengthOf(child, depth + 1);
        return isStack ? Math.max(all, length) : all + length;
      }, 0);
    }
    const available = this.#media.available(item);
    if (available) return available.length;
    if (schema === 'Gap' || schema === 'Filler') return 0;
    const what = textOf(item.name) || schema || 'nothing';
    throw new ConformError(`"${what.slice(0, 60)}" in it has no length, so what follows it has no place.`);
  }

  /** @param origin where the frame 0 of the markers' time lies in the cut */
  #markers(item: OtioObject, origin: number): CutMarker[] {
    return objectsOf(item.markers)
      .slice(0, maxMarkers)
      .flatMap((marker): CutMarker[] => {
        const range = this.#clock.range(marker.marked_range ?? marker.range);
        if (!range) return [];
        return [
          {
            name: shortName(textOf(marker.name)),
            notes: shortText(textOf(marker.comment)),
            colour: colourOf(marker.color),
            at: rangeOf(origin + range.start, origin + range.start + range.length),
          },
        ];
      })
      .sort((a, b) => a.at.start - b.at.start);
  }

  #count(depth: number): void {
    this.#objects += 1;
    if (depth > maxDepth || this.#objects > maxObjects) throw new ConformError(tooLarge);
  }
}

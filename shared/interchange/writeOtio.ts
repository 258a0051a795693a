import type { FrameRange } from '../time/frames';
import type { Rate } from '../time/rate';
import type {
  CutItem,
  CutMarker,
  CutMedia,
  CutPicture,
  CutSound,
  CutTimeline,
  CutTrack,
  CutTransition,
} from './cutTimeline';
import { uidText } from './cutUid';
import { fileUrl, isAbsolutePath } from './fileUrl';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

/**
 * A cut as OpenTimelineIO, in schemas that readers from 0.15 on know: Clip.2, Marker.2. Media beside it have relative
 * addresses, unescaped, as readers look for them.
 * @param folder absolute, where it will lie
 */
export function writeOtio(cut: CutTimeline, folder: string): string {
  return `${JSON.stringify(new OtioWriter(cut, folder).timeline(), null, 2)}\n`;
}

class OtioWriter {
  readonly #cut: CutTimeline;
  readonly #folder: string;

  constructor(cut: CutTimeline, folder: string) {
    this.#cut = cut;
    this.#folder = folder;
  }

  timeline(): JsonObject {
    const { name, startFrame, frameSize, isDropFrame, videoTracks, audioTracks, markers } = this.#cut;
    const tracks = [
      ...videoTracks.map((track) => this.#track('Video', track, (item) => pictureFacts(item))),
      ...audioTracks.map((track) => this.#track('Audio', track, (item) => soundFacts(item))),
    ];
    const size = frameSize && { width: frameSize.width, height: frameSize.height };
    return {
      OTIO_SCHEMA: 'Timeline.1',
      metadata: { ekonte: { frameSize: size, isDropFrame } },
      name,
      global_start_time: this.#time(startFrame),
      tracks: {
        ...composable('Stack.1', 'tracks', {}),
        markers: markers.map((marker) => this.#marker(marker, 0)),
        children: tracks,
      },
    };
  }

  #track<Item extends CutItem>(
    kind: 'Video' | 'Audio',
    { name, isEnabled, items, transitions }: CutTrack<Item>,
    factsOf: (item: Item) => JsonObject,
  ): JsonObject {
    const into = new Map(transitions.map((each) => [Number(each.cut), each]));
    const children: JsonObject[] = [];
    let end = 0;
    for (const item of items) {
      if (item.record.start > end) children.push(this.#gap(item.record.start - end));
      const transition = into.get(item.record.start);
      if (transition) children.push(this.#transition(transition));
      children.push(this.#clip(item, factsOf(item)));
      end = item.record.end;
    }
    // Tracks of one length: readers complain otherwise.
    if (end < this.#cut.lengthFrames) children.push(this.#gap(this.#cut.lengthFrames - end));
    return { ...composable('Track.1', name, {}), enabled: isEnabled, kind, children };
  }

  #clip({ name, isEnabled, source, record, media, markers, uid }: CutItem, facts: JsonObject): JsonObject {
    const ekonte = { uid: uid && uidText(uid), ...facts };
    return {
      ...composable('Clip.2', name, { ekonte }),
      enabled: isEnabled,
      source_range: this.#range(source),
      markers: markers.map((marker) => this.#marker(marker, record.start - source.start)),
      media_references: { DEFAULT_MEDIA: this.#reference(media) },
      active_media_reference_key: 'DEFAULT_MEDIA',
    };
  }

  #reference(media: CutMedia | null): JsonObject {
    const base = { metadata: {}, available_image_bounds: null };
    if (media === null || media.path === null)
      return { OTIO_SCHEMA: 'MissingReference.1', name: media?.name ?? '', available_range: null, ...base };
    const { name, path, lengthFrames, startFrame } = media;
    return {
      OTIO_SCHEMA: 'ExternalReference.1',
      name,
      ...base,
      available_range: lengthFrames === null ? null : this.#span(startFrame, lengthFrames),
      target_url: isAbsolutePath(path) ? fileUrl(path, this.#folder) : path,
    };
  }

  #gap(length: number): JsonObject {
    return { ...composable('Gap.1', '', {}), source_range: this.#span(0, length) };
  }

  #transition({ name, before, after }: CutTransition): JsonObject {
    return {
      OTIO_SCHEMA: 'Transition.1',
      metadata: {},
      name,
      transition_type: 'SMPTE_Dissolve',
      in_offset: this.#time(before),
      out_offset: this.#time(after),
    };
  }

  /** @param offset of record time to the time the marker counts in */
  #marker({ name, notes, colour, at }: CutMarker, offset: number): JsonObject {
    return {
      OTIO_SCHEMA: 'Marker.2',
      metadata: { ekonte: { colour } },
      name,
      comment: notes,
      color: markerColour(colour),
      marked_range: this.#span(at.start - offset, at.end - at.start),
    };
  }

  #range({ start, end }: FrameRange): JsonObject {
    return this.#span(start, end - start);
  }

  #span(start: number, length: number): JsonObject {
    return { OTIO_SCHEMA: 'TimeRange.1', start_time: this.#time(start), duration: this.#time(length) };
  }

  #time(value: number): JsonObject {
    return { OTIO_SCHEMA: 'RationalTime.1', rate: rateNumber(this.#cut.rate), value };
  }
}

const rateNumber = ({ num, den }: Rate): number => num / den;

function composable(schema: string, name: string, metadata: JsonObject): JsonObject {
  return {
    OTIO_SCHEMA: schema,
    metadata,
    name,
    source_range: null,
    effects: [],
    markers: [],
    enabled: true,
  };
}

const pictureFacts = ({ texts, colour }: CutPicture): JsonObject => ({ ...texts, colour });

const soundFacts = ({ gainDb, sourceInSamples }: CutSound): JsonObject => ({ gainDb, sourceInSamples });

/** The names that there are, by hue from 0° on. */
const hues: readonly (readonly [name: string, upTo: number])[] = [
  ['RED', 15],
  ['ORANGE', 45],
  ['YELLOW', 75],
  ['GREEN', 160],
  ['CYAN', 200],
  ['BLUE', 260],
  ['PURPLE', 295],
  ['MAGENTA', 320],
  ['PINK', 345],
  ['RED', 360],
];

function markerColour(colour: string | null): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    Number.parseInt((colour ?? '#e5594f').slice(at, at + 2), 16),
  );
  const most = Math.max(red, green, blue);
  const range = most - Math.min(red, green, blue);
  if (range < 24) return most > 127 ? 'WHITE' : 'BLACK';
  const turn =
    most === red
      ? ((green - blue) / range + 6) % 6
      : most === green
        ? (blue - red) / range + 2
        : (red - green) / range + 4;
  return hues.find(([, upTo]) => turn * 60 <= upTo)?.[0] ?? 'RED';
}

import { convertFrames } from '../time/frames';
import { nominalFramesPerSecond, type Rate } from '../time/rate';
import { formatTimecode } from '../time/timecode';
import { element, textElement, xmlDocument } from '../xml/writeXml';
import type {
  CutItem,
  CutMarker,
  CutMedia,
  CutPicture,
  CutSize,
  CutSound,
  CutTimeline,
  CutTrack,
  CutTransition,
} from './cutTimeline';
import { uidText } from './cutUid';
import { fileUrl } from './fileUrl';

/** Frames of a still that programs may show at most: an hour's worth at any rate. */
const stillFrames = 500_000;

/**
 * A cut as xmeml version 4 (Final Cut Pro 7 XML), as Premiere and Resolve read it.
 * @param folder absolute, where it will lie: addresses in it are whole
 */
export function writeXmeml(cut: CutTimeline, folder: string): string {
  return new XmemlWriter(cut, folder).write();
}

class XmemlWriter {
  readonly #cut: CutTimeline;
  readonly #folder: string;
  readonly #rate: string;
  readonly #ids = new Set<string>();
  readonly #described = new Set<string>();

  constructor(cut: CutTimeline, folder: string) {
    this.#cut = cut;
    this.#folder = folder;
    this.#rate = rateElement(cut.rate);
  }

  write(): string {
    const { name, lengthFrames, markers, videoTracks, audioTracks, startFrame } = this.#cut;
    const video = element('video', {}, [
      element('format', {}, [
        element('samplecharacteristics', {}, [this.#rate, ...sizeElements(this.#cut.frameSize)]),
      ]),
      ...videoTracks.map((track) => this.#videoTrack(track)),
    ]);
    const audio = element('audio', {}, [
      textElement('numOutputChannels', 2),
      element('format', {}, [
        element('samplecharacteristics', {}, [textElement('depth', 16), textElement('samplerate', 48_000)]),
      ]),
      ...audioTracks.flatMap((track) => this.#soundTracks(track)),
    ]);
    const sequence = element('sequence', { id: 'sequence-1', explodedTracks: 'true' }, [
      textElement('name', name),
      textElement('duration', lengthFrames),
      this.#rate,
      this.#timecode(startFrame),
      ...markers.map((marker) => markerElement(marker, 0)),
      element('media', {}, [video, audio]),
    ]);
    return xmlDocument('xmeml', element('xmeml', { version: 4 }, [sequence]));
  }

  #timecode(frame: CutTimeline['startFrame']): string {
    const { rate, isDropFrame } = this.#cut;
    return element('timecode', {}, [
      this.#rate,
      textElement('string', formatTimecode(frame, rate, isDropFrame)),
      textElement('frame', frame),
      textElement('displayformat', isDropFrame ? 'DF' : 'NDF'),
    ]);
  }

  #videoTrack({ items, transitions, isEnabled }: CutTrack<CutPicture>): string {
    const byCut = new Map(transitions.map((each) => [Number(each.cut), each]));
    return element('track', {}, [
      ...items.flatMap((item) => {
        const into = byCut.get(item.record.start);
        const clip = this.#clip(item, 'video', [this.#texts(item), ...labels(item)], {
          before: into,
          behind: byCut.get(item.record.end),
        });
        return into ? [this.#transition(into), clip] : [clip];
      }),
      ...trackEnd(isEnabled),
    ]);
  }

  /** A track whose sounds have two channels is two: each plays one of them. */
  #soundTracks({ items, isEnabled }: CutTrack<CutSound>): string[] {
    const channels = Math.min(2, Math.max(1, ...items.map(({ media }) => media?.sound?.channels ?? 1)));
    return Array.from({ length: channels }, (_each, index) => {
      const played = items.filter(({ media }) => index < Math.min(2, media?.sound?.channels ?? 1));
      const attributes =
        channels === 1
          ? { premiereTrackType: 'Mono' }
          : { currentExplodedTrackIndex: index, totalExplodedTrackCount: 2, premiereTrackType: 'Stereo' };
      return element('track', attributes, [
        ...played.map((item) => this.#sound(item, index)),
        ...trackEnd(isEnabled),
        textElement('outputchannelindex', index + 1),
      ]);
    });
  }

  #sound(item: CutSound, channel: number): string {
    const isStereo = (item.media?.sound?.channels ?? 1) > 1;
    const source = element('sourcetrack', {}, [
      textElement('mediatype', 'audio'),
      textElement('trackindex', channel + 1),
    ]);
    const attributes = { premiereChannelType: isStereo ? 'stereo' : 'mono' };
    const inside = [...level(item.gainDb), source, comments(item, [])];
    return this.#clip(item, 'audio', inside, {}, attributes);
  }

  #clip(
    item: CutItem,
    type: 'video' | 'audio',
    inside: readonly (string | null)[],
    { before, behind }: { before?: CutTransition | undefined; behind?: CutTransition | undefined },
    attributes: Readonly<Record<string, string>> = {},
  ): string {
    const { record, source, media, name, isEnabled, markers } = item;
    const first = source.start - (before?.before ?? 0);
    return element('clipitem', { id: this.#id(item), ...attributes }, [
      textElement('name', name),
      textElement('enabled', truth(isEnabled)),
      textElement('duration', media?.lengthFrames ?? Math.max(stillFrames, source.end)),
      this.#rate,
      // What a transition covers has no edge of its own.
      textElement('start', before ? -1 : record.start),
      textElement('end', behind ? -1 : record.end),
      textElement('in', first),
      textElement('out', source.end + (behind?.after ?? 0)),
      media?.kind === 'still' ? textElement('stillframe', 'TRUE') : null,
      media && this.#file(media),
      type === 'video' ? element('sourcetrack', {}, [textElement('mediatype', 'video')]) : null,
      ...markers.map((marker) => markerElement(marker, record.start - source.start)),
      ...inside,
    ]);
  }

  /** Begins with the record's id, so that it can be known by it. */
  #id({ uid, name }: CutItem): string {
    const own =
      uid === null ? name.replace(/[^A-Za-z0-9_-]/g, '') : uid.kind === 'shot' ? uid.shotId : uid.clipId;
    let id = `${own}-1`;
    for (let count = 2; this.#ids.has(id); count += 1) id = `${own}-${count}`;
    this.#ids.add(id);
    return id;
  }

  /** In full the first time. */
  #file(media: CutMedia): string {
    const id = `file-${media.key}`;
    if (this.#described.has(id)) return element('file', { id });
    this.#described.add(id);
    const { name, path, size, sound, kind, lengthFrames } = media;
    const rate = media.rate ?? this.#cut.rate;
    const length = lengthFrames === null ? stillFrames : convertFrames(lengthFrames, this.#cut.rate, rate);
    return element('file', { id }, [
      textElement('name', name),
      path === null ? null : textElement('pathurl', fileUrl(path, this.#folder, 'localhost')),
      rateElement(rate),
      textElement('duration', length),
      kind === 'video' ? sourceTimecode(rate) : null,
      element('media', {}, [
        kind === 'sound'
          ? null
          : element('video', {}, [
              element('samplecharacteristics', {}, [rateElement(rate), ...sizeElements(size)]),
            ]),
        sound &&
          element('audio', {}, [
            element('samplecharacteristics', {}, [textElement('samplerate', sound.sampleRate)]),
            textElement('channelcount', sound.channels),
          ]),
      ]),
    ]);
  }

  #transition({ cut, before, after, name }: CutTransition): string {
    const alignment = before === 0 ? 'start' : after === 0 ? 'end' : 'center';
    return element('transitionitem', {}, [
      textElement('start', cut - before),
      textElement('end', cut + after),
      textElement('alignment', alignment),
      textElement('cutPointTicks', ticks(before, this.#cut.rate)),
      this.#rate,
      element('effect', {}, [
        textElement('name', name),
        textElement('effectid', 'Cross Dissolve'),
        textElement('effectcategory', 'Dissolve'),
        textElement('effecttype', 'transition'),
        textElement('mediatype', 'video'),
      ]),
    ]);
  }

  #texts(item: CutPicture): string {
    const { scene, shot, action, dialogue, notes } = item.texts;
    return `${element('logginginfo', {}, [
      textElement('description', action),
      textElement('scene', scene),
      textElement('shottake', shot),
      textElement('lognote', notes),
      textElement('good', 'FALSE'),
    ])}\n${comments(item, [action, dialogue, notes])}`;
  }
}

/** The fourth bears the uid. */
function comments({ uid }: CutItem, texts: readonly string[]): string {
  const all = [...texts, '', '', ''].slice(0, 3);
  return element('comments', {}, [
    ...all.map((text, index) => textElement(`mastercomment${index + 1}`, text)),
    textElement('mastercomment4', uid === null ? '' : uidText(uid)),
  ]);
}

/** Frames of a marker count in the media where it is on a clip. @param offset of record time to those */
function markerElement({ name, notes, at }: CutMarker, offset: number): string {
  return element('marker', {}, [
    textElement('name', name),
    textElement('comment', notes),
    textElement('in', at.start - offset),
    textElement('out', at.end > at.start ? at.end - offset : -1),
  ]);
}

/** Premiere's label colours, by the nearest of its names. */
const labelColours: readonly (readonly [name: string, red: number, green: number, blue: number])[] = [
  ['Violet', 0xa6, 0x90, 0xe0],
  ['Iris', 0x72, 0x9a, 0xcc],
  ['Caribbean', 0x29, 0xd6, 0x98],
  ['Lavender', 0xe3, 0x84, 0xe3],
  ['Cerulean', 0x2f, 0xbf, 0xde],
  ['Forest', 0x52, 0xb8, 0x58],
  ['Rose', 0xf7, 0x6f, 0xa4],
  ['Mango', 0xed, 0xa6, 0x3b],
];

function labels({ colour }: CutPicture): string[] {
  if (colour === null) return [];
  const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const distance = ([, ...own]: (typeof labelColours)[number]) =>
    own.reduce((sum, part, index) => sum + (part - (parts[index] ?? 0)) ** 2, 0);
  const [nearest] = [...labelColours].sort((a, b) => distance(a) - distance(b));
  return [element('labels', {}, [textElement('label2', nearest?.[0] ?? '')])];
}

/** @param gainDb 0 = nothing to say */
function level(gainDb: number): string[] {
  if (gainDb === 0) return [];
  const parameter = element('parameter', {}, [
    textElement('parameterid', 'level'),
    textElement('name', 'Level'),
    textElement('valuemin', 0),
    textElement('valuemax', 3.98109),
    textElement('value', Math.min(3.98109, 10 ** (gainDb / 20)).toFixed(6)),
  ]);
  const effect = element('effect', {}, [
    textElement('name', 'Audio Levels'),
    textElement('effectid', 'audiolevels'),
    textElement('effectcategory', 'audiolevels'),
    textElement('effecttype', 'audiolevels'),
    textElement('mediatype', 'audio'),
    parameter,
  ]);
  return [element('filter', {}, [effect])];
}

function sourceTimecode(rate: Rate): string {
  return element('timecode', {}, [
    rateElement(rate),
    textElement('string', '00:00:00:00'),
    textElement('frame', 0),
    textElement('displayformat', 'NDF'),
  ]);
}

const sizeElements = (size: CutSize | null): string[] =>
  size === null
    ? []
    : [
        textElement('width', size.width),
        textElement('height', size.height),
        textElement('anamorphic', 'FALSE'),
        textElement('pixelaspectratio', 'square'),
        textElement('fielddominance', 'none'),
      ];

const trackEnd = (isEnabled: boolean): string[] => [
  textElement('enabled', truth(isEnabled)),
  textElement('locked', 'FALSE'),
];

const rateElement = (rate: Rate): string =>
  element('rate', {}, [
    textElement('timebase', nominalFramesPerSecond(rate)),
    textElement('ntsc', truth(rate.den === 1_001)),
  ]);

const truth = (isTrue: boolean): string => (isTrue ? 'TRUE' : 'FALSE');

/** Premiere's clock: whole at every rate that there is. */
const ticks = (count: number, { num, den }: Rate): number =>
  Math.round((count * 254_016_000_000 * den) / num);

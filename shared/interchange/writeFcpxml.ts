import { isSameRate, nominalFramesPerSecond, type Rate } from '../time/rate';
import { element, textElement, xmlDocument } from '../xml/writeXml';
import type {
  CutItem,
  CutMarker,
  CutMedia,
  CutPicture,
  CutSize,
  CutSound,
  CutTimeline,
  CutTransition,
} from './cutTimeline';
import { uidText } from './cutUid';
import { fileUrl } from './fileUrl';

/** What a rate is called in names of formats, and of clips that run at another one. */
const rateNames: readonly (readonly [rate: Rate, format: string, source: string])[] = [
  [{ num: 24_000, den: 1_001 }, '2398', '23.98'],
  [{ num: 24, den: 1 }, '24', '24'],
  [{ num: 25, den: 1 }, '25', '25'],
  [{ num: 30_000, den: 1_001 }, '2997', '29.97'],
  [{ num: 30, den: 1 }, '30', '30'],
  [{ num: 50, den: 1 }, '50', '50'],
  [{ num: 60_000, den: 1_001 }, '5994', '59.94'],
  [{ num: 60, den: 1 }, '60', '60'],
];

/**
 * A cut as FCPXML 1.10, for Final Cut Pro and Resolve. The first video track is the storyline; sounds hang on its clips, a
 * lane for each track. All times are whole frames of the cut.
 * @param folder absolute, where it will lie: addresses in it are whole
 */
export function writeFcpxml(cut: CutTimeline, folder: string): string {
  return new FcpxmlWriter(cut, folder).write();
}

/** A piece of the storyline: a clip, or nothing. */
interface Place {
  readonly item: CutPicture | null;
  readonly start: number;
  readonly end: number;
  /** Its own time at its start, frames: what hangs on it counts in that time. */
  readonly own: number;
}

class FcpxmlWriter {
  readonly #cut: CutTimeline;
  readonly #folder: string;
  /** Of elements in the resources, by key of the media. */
  readonly #assets = new Map<string, string>();
  readonly #formats = new Map<string, string>();
  readonly #resources: string[] = [];
  /** Where a still or nothing begins in its own time: an hour in, so that it can be made longer at both ends. */
  readonly #hour: number;

  constructor(cut: CutTimeline, folder: string) {
    this.#cut = cut;
    this.#folder = folder;
    this.#hour = nominalFramesPerSecond(cut.rate) * 3600;
  }

  write(): string {
    const { name, lengthFrames, startFrame, isDropFrame, rate, frameSize, videoTracks } = this.#cut;
    const format = this.#format(rate, frameSize);
    const spine = this.#spine();
    const sequence = element(
      'sequence',
      {
        format,
        duration: this.#time(lengthFrames),
        tcStart: this.#time(startFrame),
        tcFormat: isDropFrame ? 'DF' : 'NDF',
        audioLayout: 'stereo',
        audioRate: '48k',
      },
      [element('spine', {}, spine)],
    );
    if (videoTracks.some(({ transitions }) => transitions.length > 0))
      this.#resources.push(element('effect', { id: 'dissolve', name: 'Cross Dissolve', uid: dissolveUid }));
    const project = element('project', { name }, [sequence]);
    const library = element('library', {}, [element('event', { name }, [project])]);
    return xmlDocument(
      'fcpxml',
      element('fcpxml', { version: '1.10' }, [element('resources', {}, this.#resources), library]),
    );
  }

  #spine(): string[] {
    const [track] = this.#cut.videoTracks;
    const into = new Map((track?.transitions ?? []).map((each) => [Number(each.cut), each]));
    const places = placesOf(track?.items ?? [], this.#cut.lengthFrames, this.#hour);
    return places.flatMap((place) => {
      const transition = into.get(place.start);
      const hanging = [...this.#sounds(place), ...this.#markers(place)];
      const clip = place.item ? this.#clip(place.item, place, hanging) : this.#gap(place, hanging);
      return transition && place.item ? [this.#transition(transition), clip] : [clip];
    });
  }

  #clip(item: CutPicture, { start, end, own }: Place, hanging: readonly string[]): string {
    const { media, name, uid, texts, isEnabled } = item;
    if (media === null) return this.#gap({ item, start, end, own }, hanging);
    const said = [texts.action, texts.dialogue, texts.notes, uid === null ? '' : uidText(uid)];
    const note = textElement('note', said.filter((text) => text !== '').join('\n'));
    const place = {
      ref: this.#asset(media),
      offset: this.#recordTime(start),
      name,
      start: this.#time(own),
      duration: this.#time(end - start),
      enabled: isEnabled ? null : '0',
    };
    if (media.kind === 'still') return element('video', place, [note, ...hanging]);
    const attributes = { ...place, srcEnable: media.sound ? 'video' : null };
    return element('asset-clip', attributes, [note, this.#conform(media), ...hanging, this.#metadata(item)]);
  }

  /** One that runs at another rate is not to be slowed down or sped up. */
  #conform({ rate }: CutMedia): string | null {
    if (rate === null || isSameRate(rate, this.#cut.rate)) return null;
    const named = rateNames.find(([known]) => isSameRate(known, rate));
    return element('conform-rate', { scaleEnabled: '0', srcFrameRate: named?.[2] ?? null });
  }

  #metadata({ uid }: CutItem): string | null {
    if (uid === null) return null;
    return element('metadata', {}, [element('md', { key: 'com.ekonte.uid', value: uidText(uid) })]);
  }

  #gap({ start, end, own }: Place, hanging: readonly string[]): string {
    const times = {
      offset: this.#recordTime(start),
      start: this.#time(own),
      duration: this.#time(end - start),
    };
    return element('gap', { name: 'Gap', ...times }, hanging);
  }

  #sounds(place: Place): string[] {
    return this.#cut.audioTracks.flatMap(({ items, name, isEnabled }, index) =>
      items
        .filter(({ record, media }) => media && record.start >= place.start && record.start < place.end)
        .map((item) => this.#sound(item, place, { lane: -1 - index, role: name, isEnabled })),
    );
  }

  #sound(
    item: CutSound,
    place: Place,
    { lane, role, isEnabled }: { lane: number; role: string; isEnabled: boolean },
  ): string {
    const { record, source, media, name, gainDb } = item;
    const attributes = {
      ref: media && this.#asset(media),
      lane,
      offset: this.#time(place.own + record.start - place.start),
      name,
      start: this.#time(source.start),
      duration: this.#time(record.end - record.start),
      enabled: isEnabled && item.isEnabled ? null : '0',
      srcEnable: media?.kind === 'video' ? 'audio' : null,
      audioRole: role.replaceAll('.', ' ').trim() || 'dialogue',
    };
    const volume =
      gainDb === 0 ? null : element('adjust-volume', { amount: `${Number(gainDb.toFixed(2))}dB` });
    return element('asset-clip', attributes, [volume, this.#metadata(item)]);
  }

  #markers({ start, end, own, item }: Place): string[] {
    const ofCut = this.#cut.markers.filter(({ at }) => at.start >= start && at.start < end);
    return [...(item?.markers ?? []), ...ofCut].map(({ at, name, notes }: CutMarker) =>
      element('marker', {
        start: this.#time(own + at.start - start),
        duration: this.#time(Math.max(1, at.end - at.start)),
        value: name,
        note: notes === '' ? null : notes,
      }),
    );
  }

  #transition({ name, cut, before, after }: CutTransition): string {
    const times = { offset: this.#recordTime(cut - before), duration: this.#time(before + after) };
    return element('transition', { name, ...times }, [
      element('filter-video', { ref: 'dissolve', name: 'Cross Dissolve' }),
    ]);
  }

  #asset(media: CutMedia): string {
    const known = this.#assets.get(media.key);
    if (known) return known;
    const id = `asset-${media.key}`;
    this.#assets.set(media.key, id);
    const { kind, sound, name, path, lengthFrames, rate, size } = media;
    const isStill = kind === 'still';
    const hasVideo = kind !== 'sound';
    const attributes = {
      id,
      name,
      start: '0s',
      duration: isStill ? '0s' : this.#time(lengthFrames ?? this.#cut.lengthFrames),
      hasVideo: hasVideo ? '1' : null,
      format: hasVideo ? this.#format(isStill ? null : (rate ?? this.#cut.rate), size) : null,
      videoSources: hasVideo ? '1' : null,
      hasAudio: sound ? '1' : null,
      audioSources: sound ? '1' : null,
      audioChannels: sound?.channels ?? null,
      audioRate: sound?.sampleRate ?? null,
    };
    const src = fileUrl(path ?? name, this.#folder);
    this.#resources.push(
      element('asset', attributes, [element('media-rep', { kind: 'original-media', src })]),
    );
    return id;
  }

  /** @param rate null = of stills */
  #format(rate: Rate | null, size: CutSize | null): string {
    const key = `${rate ? `${rate.num}/${rate.den}` : 'still'} ${size?.width}x${size?.height}`;
    const known = this.#formats.get(key);
    if (known) return known;
    const id = `format-${this.#formats.size + 1}`;
    this.#formats.set(key, id);
    const attributes = {
      id,
      name: rate ? formatName(rate, size) : 'FFVideoFormatRateUndefined',
      frameDuration: rate && secondsText(1, rate),
      width: size?.width ?? null,
      height: size?.height ?? null,
    };
    this.#resources.push(element('format', attributes));
    return id;
  }

  #recordTime(frame: number): string {
    return this.#time(this.#cut.startFrame + frame);
  }

  #time(count: number): string {
    return secondsText(count, this.#cut.rate);
  }
}

const dissolveUid = 'FxPlug:4731E73A-8DAC-4113-9A30-AE85B1761265';

/** The storyline without holes: a picture's own time is that of its media, a still's begins an hour in. */
function placesOf(items: readonly CutPicture[], length: number, hour: number): Place[] {
  const places: Place[] = [];
  let end = 0;
  const fill = (until: number): void => {
    if (until > end) places.push({ item: null, start: end, end: until, own: hour });
  };
  for (const item of items) {
    const { record, source, media } = item;
    fill(record.start);
    const own = media === null ? hour : source.start + (media.kind === 'still' ? hour : 0);
    places.push({ item, start: record.start, end: record.end, own });
    end = record.end;
  }
  fill(length);
  return places;
}

/** A count of frames as seconds: a fraction of which one frame is the numerator's measure, or a whole number. */
function secondsText(count: number, { num, den }: Rate): string {
  if (count === 0) return '0s';
  // Fractions of a frame's own measure: 100/2400s at 24, as Final Cut writes them.
  const [over, under] = den === 1 ? [100, num * 100] : [den, num];
  return `${count * over}/${under}s`;
}

/** Final Cut's own name where it has one. */
function formatName(rate: Rate, size: CutSize | null): string | null {
  const named = rateNames.find(([known]) => isSameRate(known, rate))?.[1];
  const frame = size && frameNames[`${size.width}x${size.height}`];
  return named && frame ? `FFVideoFormat${frame}p${named}` : null;
}

const frameNames: Readonly<Record<string, string>> = {
  '1280x720': '720',
  '1920x1080': '1080',
  '2048x1080': '2048x1080',
  '3840x2160': '3840x2160',
  '4096x2160': '4096x2160',
};

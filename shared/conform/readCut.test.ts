import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cutSchema } from '../interchange/cutSchema';
import type { CutTimeline } from '../interchange/cutTimeline';
import { createRandom } from '../testing/random';
import { sampleFiles } from '../testing/sampleFiles';
import { ConformError } from './conformError';
import { readCut } from './readCut';

const expected = { rate: { num: 24, den: 1 }, startFrame: 86_400 };
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const samples = ['otio', 'xmeml', 'edl', 'fcpxml', 'golden']
  .flatMap(sampleFiles)
  .filter((path) => /\.(otio|xml|edl|fcpxml)$/.test(path));

/** "V1: 0-48 Shot 010 [0 a b.mp4]" for each item. */
function tell({ videoTracks, audioTracks }: CutTimeline): string[] {
  const lines = (tracks: CutTimeline['videoTracks'] | CutTimeline['audioTracks'], letter: string): string[] =>
    tracks.flatMap(({ items }, index) =>
      items.map(
        ({ record, source, name, media, isEnabled }) =>
          `${letter}${index + 1}${isEnabled ? '' : ' off'}: ${record.start}-${record.end} ${name} [${source.start}${media ? ` ${media.name}` : ''}]`,
      ),
    );
  return [...lines(videoTracks, 'V'), ...lines(audioTracks, 'A')];
}

const read = (text: string): CutTimeline => readCut(bytesOf(text), expected).cut;

test('files made by others beside this checkout are read as they are', () => {
  /** Pictures, sounds, transitions, frames; or why the file is refused. */
  const pinned: Readonly<Record<string, string>> = {
    'clip_example.otio': '1 + 0, 1, 11 at 24',
    'generator_reference_test.otio': '1 + 0, 0, 50 at 24',
    'image_sequence_example.otio': '1 + 0, 0, 30 at 24',
    'multitrack.otio': '5 + 0, 0, 2677 at 24',
    'nested_example.otio': '7 + 0, 0, 636 at 24',
    'simple_cut.otio': '4 + 0, 0, 19 at 24',
    'transition.otio': '4 + 0, 1, 19 at 24',
    'premiere_enable_property.xml': '6 + 10, 0, 256 at 25',
    'sample_just_track.xml': 'There is no clip in it.',
    '25fps.edl': '4 + 0, 0, 496 at 25',
    'cmx3600.edl': '9 + 0, 0, 1425 at 29.97',
    'file32.edl': '9 + 0, 0, 1425 at 29.97',
    'cmx3600_5994.edl': '9 + 0, 0, 2850 at 59.94',
    'dissolve_test.edl': '2 + 0, 1, 20 at 24',
    'dissolve_test_fail.edl': '2 + 0, 1, 20 at 24',
    'wipe_test.edl': '2 + 0, 1, 20 at 24',
    'gap_test.edl': '3 + 0, 0, 126 at 24',
    'multi_audio.edl': '0 + 1, 0, 81982 at 24',
    'premiere_example.edl': '2 + 0, 0, 81 at 24',
    'pull001_201109_exr.edl': '3 + 0, 0, 487 at 24',
    'speed_effects_small.edl': '5 + 0, 0, 16636 at 24',
    'timecode_mismatch.edl': '20 + 0, 0, 1789 at 25',
    '23.98.fcpxml': '10 + 0, 1, 5348 at 23.98',
    '24.fcpxml': '22 + 0, 2, 6311 at 24',
    '29.97d.fcpxml': '12 + 0, 0, 887 at 29.97',
    'BasicMarkers.fcpxml': '1 + 0, 0, 1919 at 29.97',
    'CaptionSample.fcpxml': '1 + 0, 0, 2544 at 23.98',
    'CutSample.fcpxml': '4 + 0, 0, 4434 at 29.97',
    'ImageSample.fcpxml': '1 + 0, 0, 1097 at 23.98',
    'TransitionMarkers1.fcpxml': '3 + 0, 4, 720 at 24',
    't1.10.fcpxml': '3 + 1, 1, 120 at 23.98',
    't.edl': '3 + 1, 1, 120 at 24',
    't.otio': '3 + 1, 1, 120 at 24',
    't.xml': '3 + 1, 1, 120 at 23.98',
  };

  const told = (path: string): string => {
    try {
      const { cut } = readCut(new Uint8Array(readFileSync(path)), expected);
      expect(cutSchema.parse(cut)).toEqual(cut);
      const count = (tracks: CutTimeline['videoTracks'] | CutTimeline['audioTracks']): number =>
        tracks.reduce((sum, { items }) => sum + items.length, 0);
      const transitions = cut.videoTracks.reduce((sum, track) => sum + track.transitions.length, 0);
      const rate = Math.round((100 * cut.rate.num) / cut.rate.den) / 100;
      return `${count(cut.videoTracks)} + ${count(cut.audioTracks)}, ${transitions}, ${cut.lengthFrames} at ${rate}`;
    } catch (error) {
      if (!(error instanceof ConformError)) throw error;
      return error.message;
    }
  };
  for (const path of samples) {
    const name = basename(path);
    expect([name, told(path)]).toEqual([name, pinned[name]]);
  }
});

/** What of a text in OpenTimelineIO is said of every time. */
const time = (value: number, rate = 24) => ({ OTIO_SCHEMA: 'RationalTime.1', rate, value });
const range = (start: number, length: number, rate = 24) => ({
  OTIO_SCHEMA: 'TimeRange.1',
  start_time: time(start, rate),
  duration: time(length, rate),
});
const otio = (children: readonly unknown[], fields: object = {}): string =>
  JSON.stringify({
    OTIO_SCHEMA: 'Timeline.1',
    name: 'Cut',
    tracks: { OTIO_SCHEMA: 'Stack.1', children: [{ OTIO_SCHEMA: 'Track.1', kind: 'Video', children }] },
    ...fields,
  });
const clip = (name: string, start: number, length: number, fields: object = {}) => ({
  OTIO_SCHEMA: 'Clip.2',
  name,
  source_range: range(start, length),
  ...fields,
});

describe('OpenTimelineIO', () => {
  test('a nested cut lies flat: what is seen of it, where it is seen, what lies over another on a track above', () => {
    const nested = {
      OTIO_SCHEMA: 'Stack.1',
      source_range: range(10, 20),
      children: [
        clip('below', 5, 40),
        { OTIO_SCHEMA: 'Track.1', children: [clip('a', 0, 15), clip('b', 100, 50)] },
      ],
    };
    expect(tell(read(otio([clip('first', 0, 8), nested, clip('last', 0, 4)])))).toEqual([
      'V1: 0-8 first [0]',
      'V1: 8-28 below [15]',
      'V1: 28-32 last [0]',
      'V2: 8-13 a [10]',
      'V2: 13-28 b [100]',
    ]);
  });

  test('times at another rate are those of the cut, edges rounded each for itself', () => {
    const at30 = { source_range: range(15, 31, 30) };
    expect(tell(read(otio([clip('a', 0, 10), clip('b', 0, 0, at30), clip('c', 2, 5)])))).toEqual([
      'V1: 0-10 a [0]',
      'V1: 10-35 b [12]',
      'V1: 35-40 c [2]',
    ]);
  });

  test('media by path or address, older and newer; frames count from its first', () => {
    const reference = (url: string) => ({
      OTIO_SCHEMA: 'ExternalReference.1',
      target_url: url,
      available_range: range(1_000, 200),
    });
    const cut = read(
      otio([
        clip('a', 1_010, 5, {
          OTIO_SCHEMA: 'Clip.1',
          media_reference: reference('file:///C:/Boards/%E6%B8%AF%201.png'),
        }),
        clip('b', 1_020, 5, { media_references: { DEFAULT_MEDIA: reference('media/a b.mp4') } }),
      ]),
    );
    expect(
      cut.videoTracks[0]?.items.map(({ media, source }) => [media?.path, media?.kind, source.start]),
    ).toEqual([
      ['C:/Boards/港 1.png', 'still', 10],
      ['media/a b.mp4', 'video', 20],
    ]);
  });

  test('a uid comes from the clip that bears it; markers of all versions', () => {
    const marker = { name: 'look', marked_range: range(3, 1), comment: 'eyes', color: 'RED' };
    const cut = read(
      otio([
        clip('a', 0, 10),
        clip('b', 2, 5, {
          metadata: { ekonte: { uid: 'ekonte:sht_abcdefgh@-3' } },
          markers: [
            { ...marker, OTIO_SCHEMA: 'Marker.2' },
            { ...marker, OTIO_SCHEMA: 'Marker.1', range: range(4, 2), marked_range: undefined },
            { ...marker, OTIO_SCHEMA: 'Marker.3', marked_range: range(5, 1), color: { r: 1, g: 0.5, b: 0 } },
          ],
        }),
      ]),
    );
    const b = cut.videoTracks[0]?.items[1];
    expect(b?.uid).toEqual({ kind: 'shot', shotId: 'sht_abcdefgh', boardId: null, shotFrame: -3 });
    expect(b?.markers.map(({ at, colour }) => [at.start, at.end, colour])).toEqual([
      [11, 12, '#e5484d'],
      [12, 14, '#e5484d'],
      [13, 14, '#ff8000'],
    ]);
  });
});

const xmeml = (tracks: string, more = ''): string =>
  `<?xml version="1.0"?><!DOCTYPE xmeml><xmeml version="4"><sequence id="s1"><name>Cut</name><rate><timebase>24</timebase><ntsc>FALSE</ntsc></rate><media><video>${tracks}</video></media></sequence>${more}</xmeml>`;
const item = (id: string, [start, end, from, to]: readonly number[], more = ''): string =>
  `<clipitem id="${id}"><name>${id}</name><start>${start}</start><end>${end}</end><in>${from}</in><out>${to}</out>${more}</clipitem>`;
const dissolve = (start: number, end: number): string =>
  `<transitionitem><start>${start}</start><end>${end}</end><alignment>center</alignment><effect><name>Cross Dissolve</name></effect></transitionitem>`;

describe('Final Cut Pro 7 XML', () => {
  test('edges of -1 are the cuts under the transitions, also on both sides', () => {
    const track = [
      item('a', [0, -1, 5, 35]),
      dissolve(20, 30),
      item('b', [-1, -1, 0, 40]),
      dissolve(50, 60),
      item('c', [-1, 80, 10, 40]),
    ];
    const cut = read(xmeml(`<track>${track.join('')}</track>`));
    expect(tell(cut)).toEqual(['V1: 0-25 a [5]', 'V1: 25-55 b [5]', 'V1: 55-80 c [15]']);
    expect(cut.videoTracks[0]?.transitions.map(({ cut: at, before, after }) => [at, before, after])).toEqual([
      [25, 5, 5],
      [55, 5, 5],
    ]);
  });

  test('files are described once; a clip has a rate of its own; a name may be empty', () => {
    const file = '<file id="f"><name>p.png</name><pathurl>file://localhost/C%3a/a%20b/p.png</pathurl></file>';
    const own = '<rate><timebase>12</timebase><ntsc>FALSE</ntsc></rate><file id="f"/>';
    const cut = read(
      xmeml(`<track>${item('a', [0, 10, 0, 10], file)}${item('', [10, 30, 3, 13], own)}</track>`),
    );
    expect(tell(cut)).toEqual(['V1: 0-10 a [0 p.png]', 'V1: 10-30  [6 p.png]']);
    expect(cut.videoTracks[0]?.items.map(({ media }) => media?.path)).toEqual([
      'C:/a b/p.png',
      'C:/a b/p.png',
    ]);
  });

  test('a nested sequence lies flat, named by its id too', () => {
    const inner = (id: string) =>
      `<sequence id="${id}"><rate><timebase>24</timebase></rate><media><video><track>${item('x', [0, 20, 7, 27])}${item('y', [20, 40, 0, 20])}</track></video></media></sequence>`;
    const track = `<track>${item('n', [100, 120, 10, 30], inner('s2'))}${item('m', [120, 125, 18, 23], '<sequence id="s2"/>')}</track>`;
    expect(tell(read(xmeml(track)))).toEqual([
      'V1: 100-110 x [17]',
      'V1: 110-120 y [0]',
      'V1: 120-122 x [25]',
      'V1: 122-125 y [0]',
    ]);
  });

  test('a uid comes from an id, or from the comments where a program has given ids of its own', () => {
    const comment = '<comments><mastercomment2>ekonte:sht_commented</mastercomment2></comments>';
    const cut = read(
      xmeml(
        `<track>${item('ekonte:sht_abcdefgh@4', [0, 5, 0, 5])}${item('clipitem-2', [5, 9, 0, 4], comment)}</track>`,
      ),
    );
    expect(cut.videoTracks[0]?.items.map(({ uid }) => uid?.kind === 'shot' && uid.shotId)).toEqual([
      'sht_abcdefgh',
      'sht_commented',
    ]);
  });
});

const edl = (...lines: readonly string[]): string =>
  ['TITLE: CUT', 'FCM: NON-DROP FRAME', '', ...lines].join('\r\n');

describe('edit decision lists', () => {
  test('a cut lies in the middle of a dissolve; names on both its sides; a uid in a remark', () => {
    const list = edl(
      '001  AX       V     C        00:00:01:00 00:00:02:00 01:00:00:00 01:00:01:00',
      '* FROM CLIP NAME: 1A',
      '* ekonte:sht_abcdefgh@0',
      '002  AX       V     C        00:00:02:00 00:00:02:00 01:00:01:00 01:00:01:00',
      '002  BX       V     D    010 00:00:00:00 00:00:02:00 01:00:01:00 01:00:03:00',
      '* FROM CLIP NAME: 1A',
      '* TO CLIP NAME: 1B',
    );
    const cut = read(list);
    expect(tell(cut)).toEqual(['V1: 0-29 1A [24 1A]', 'V1: 29-72 1B [5 1B]']);
    expect(cut.videoTracks[0]?.items[0]?.uid).toMatchObject({ shotId: 'sht_abcdefgh' });
  });

  test('it begins with nothing where it begins behind the film, at its own start where that is elsewhere', () => {
    const at = (timecode: string) =>
      read(edl(`1 AX V C 00:00:00:00 00:00:01:00 ${timecode}:00 ${timecode.slice(0, -1)}6:00`));
    expect(at('01:00:05').videoTracks[0]?.items[0]?.record.start).toBe(120);
    expect(at('10:00:05')).toMatchObject({ startFrame: 864_120 });
    expect(at('10:00:05').videoTracks[0]?.items[0]?.record.start).toBe(0);
  });
});

describe('what is no cut', () => {
  test.each([
    ['', 'It is empty.'],
    ['a letter to a friend', 'There are no events in it: it is no edit decision list.'],
    ['{"a": 1', 'It is damaged: it is no JSON, which OpenTimelineIO is written in.'],
    ['{"a": 1}', 'It is no OpenTimelineIO file: it does not say what it holds.'],
    ['{"OTIO_SCHEMA": "Timeline.1"}', 'Its timeline has no tracks.'],
    [otio([]), 'There is no clip in it.'],
    [
      otio([{ OTIO_SCHEMA: 'Clip.2', name: 'a' }]),
      '"a" in it has no length, so what follows it has no place.',
    ],
    [otio([clip('a', 0, 1e12)]), 'It has times that lie beyond any film.'],
    [
      '<html></html>',
      'It is no cut: it begins with <html>. XML of Final Cut Pro, OpenTimelineIO and edit decision lists are read.',
    ],
    ['<fcpxml version="1.10"></fcpxml>', 'There is no project with a storyline in it.'],
    ['<xmeml></xmeml>', 'There is no sequence in it.'],
    [
      '<!DOCTYPE x [<!ENTITY a "b">]><xmeml/>',
      'It declares entities of its own, which no editing program does, and is not read.',
    ],
    [`<xmeml>${'<a>'.repeat(300)}`, 'It is built deeper or larger than any cut, and is not read.'],
  ])('%s', (text, message) => {
    expect(() => read(text)).toThrow(new ConformError(message));
  });

  test('sequences that hold each other are not read without end', () => {
    const ring = `<sequence id="s2"><media><video><track>${item('n', [0, 9, 0, 9], '<sequence id="s2"/>')}</track></video></media></sequence>`;
    expect(() => read(xmeml(`<track>${item('n', [0, 9, 0, 9], ring)}</track>`))).toThrow(
      new ConformError('Its sequences are nested deeper than is read.'),
    );
  });

  test('lists of many thousand events and stacks of many thousand clips are read or refused in words', () => {
    const event = '001 AX V C 00:00:01:00 00:00:02:00 01:00:00:00 01:00:01:00';
    expect(read(edl(...Array.from({ length: 20_000 }, () => event))).videoTracks).toHaveLength(1);
    expect(() => read(edl(...Array.from({ length: 20_001 }, () => event)))).toThrow(ConformError);
    const stack = {
      OTIO_SCHEMA: 'Stack.1',
      children: Array.from({ length: 150_000 }, () => clip('a', 0, 4)),
    };
    expect(() => read(otio([stack]))).toThrow(ConformError);
  });

  test('cuts with anything in their place are read or refused in words', () => {
    const random = createRandom(20_261_126);
    const own = [
      otio([
        clip('a', 0, 10),
        { OTIO_SCHEMA: 'Transition.1', in_offset: time(2), out_offset: time(2) },
        clip('b', 0, 9),
      ]),
      xmeml(`<track>${item('a', [0, -1, 5, 35])}${dissolve(20, 30)}${item('b', [-1, 60, 0, 40])}</track>`),
      edl('001  AX V C 00:00:01:00 00:00:02:00 01:00:00:00 01:00:01:00', '* FROM CLIP NAME: 1A'),
    ].map(bytesOf);
    const files = [...own, ...samples.map((path) => new Uint8Array(readFileSync(path)))];
    const pieces = [
      '-1',
      '1e999',
      '"',
      '<',
      '</track>',
      ':',
      'null',
      '[',
      '{',
      '0',
      '\u0000',
      'NaN',
      '999999999',
    ].map(bytesOf);
    for (let run = 0; run < 600; run += 1) {
      const bytes = [...(random.pick(files) as Uint8Array)];
      for (let change = random.int(1, 4); change > 0; change -= 1) {
        const place = random.int(0, bytes.length);
        const piece = random.chance(0.5) ? (random.pick(pieces) as Uint8Array) : [random.int(0, 255)];
        bytes.splice(place, random.int(0, 12), ...piece);
      }
      try {
        const { cut } = readCut(Uint8Array.from(bytes), expected);
        expect(cutSchema.safeParse(cut).error).toBeUndefined();
      } catch (error) {
        if (!(error instanceof ConformError)) throw error;
        expect(error.message).toMatch(/^["A-Z].*\.$/s);
      }
    }
  });
});

import { describe, expect, it, test } from 'vitest';
import { createRandom } from '../testing/random';
import { frames } from '../time/frames';
import type { Rate } from '../time/rate';
import { formatTimecode, parseTimecode } from '../time/timecode';
import type { XmlElement } from '../xml/readXml';
import { cutFormats } from './cutSettings';
import type { CutPicture, CutTimeline } from './cutTimeline';
import { findUid } from './cutUid';
import { checkOtio, lengthOf } from './testing/checkOtio';
import { goldenCut, goldenRates } from './testing/goldenCut';
import { allOf, numberOf, readXmlTree, requireChild } from './testing/xmlTree';
import { writeCut } from './writeCut';
import { writeEdls } from './writeEdl';
import { writeFcpxml } from './writeFcpxml';
import { writeOtio } from './writeOtio';
import { writeXmeml } from './writeXmeml';

const folder = '/films/灯台 & co';
const pictures = (cut: CutTimeline): readonly CutPicture[] => cut.videoTracks[0]?.items ?? [];

describe('the golden cut', () => {
  it.each(cutFormats)('as %s is as it was', async (format) => {
    const [, rate, isDropFrame] = goldenRates[3] as (typeof goldenRates)[number];
    const [file] = writeCut(goldenCut(rate, isDropFrame), format, 'golden', folder);
    await expect(file?.text).toMatchFileSnapshot(`testing/golden/${file?.name}`);
  });
});

describe.each(goldenRates)('at %s', (_name, rate, isDropFrame) => {
  const cut = goldenCut(rate, isDropFrame);
  const everyRecord = pictures(cut).map(({ record }) => [record.start, record.end]);

  it('OTIO keeps places, sources, sounds, and has what readers ask for', () => {
    const read = checkOtio(writeOtio(cut, folder));
    expect(read.global_start_time.value).toBe(cut.startFrame);
    expect(read.global_start_time.rate).toBeCloseTo(rate.num / rate.den, 9);
    expect(read.tracks.children.map(lengthOf)).toEqual([120, 120, 120]);
    const [video] = read.tracks.children;
    let at = 0;
    const records = (video?.children ?? []).flatMap((item) => {
      const start = at;
      if ('source_range' in item) at += item.source_range.duration.value;
      return item.OTIO_SCHEMA === 'Clip.2' ? [[start, at]] : [];
    });
    expect(records).toEqual(everyRecord);
    const uids = JSON.stringify(read).match(/ekonte:\w+/g);
    expect(uids).toHaveLength(7);
  });

  it('xmeml keeps places and sources; what a transition covers has no edge', () => {
    const root = readXmlTree(writeXmeml(cut, folder));
    const [sequence] = allOf(root, 'sequence') as [XmlElement];
    expect(numberOf(sequence, 'duration')).toBe(120);
    expect(numberOf(requireChild(sequence, 'timecode'), 'frame')).toBe(cut.startFrame);
    const [video] = allOf(root, 'video') as [XmlElement];
    const edges = allOf(video, 'clipitem').map((item) =>
      ['start', 'end', 'in', 'out'].map((name) => numberOf(item, name)),
    );
    expect(edges).toEqual([
      [0, -1, 0, 54],
      [-1, 72, 0, 30],
      [72, 84, 0, 12],
      [96, 108, 24, 36],
      [108, 120, 36, 48],
    ]);
    const [transition] = allOf(video, 'transitionitem') as [XmlElement];
    expect(['start', 'end'].map((name) => numberOf(transition, name))).toEqual([42, 54]);
    const ids = ['clipitem', 'sequence', 'file'].flatMap((name) =>
      allOf(root, name).filter(({ name: tag, children }) => tag !== 'file' || children.length > 0),
    );
    expect(new Set(ids.map(({ attributes }) => attributes.id)).size).toBe(ids.length);
    expect(allOf(root, 'ntsc').map(({ text }) => text)).toContain(rate.den === 1_001 ? 'TRUE' : 'FALSE');
  });

  it('every time of FCPXML is whole frames, and the storyline has no holes', () => {
    const root = readXmlTree(writeFcpxml(cut, folder));
    const [spine] = allOf(root, 'spine') as [XmlElement];
    for (const tree of [requireChild(root, 'library'), requireChild(root, 'resources')])
      for (const { name, attributes } of everything(tree))
        for (const key of ['offset', 'start', 'duration', 'tcStart'])
          if (attributes[key] !== undefined && name !== 'format')
            expect(
              Number.isInteger(framesOf(attributes[key], rate)),
              `${name} ${key}=${attributes[key]}`,
            ).toBe(true);
    const places = spine.children
      .filter(({ name }) => name !== 'transition')
      .map(({ attributes }) =>
        [attributes.offset, attributes.duration].map((time) => framesOf(time ?? '', rate)),
      );
    let at = Number(cut.startFrame);
    for (const [offset, length] of places) {
      expect(offset).toBe(at);
      at += length ?? 0;
    }
    expect(at - cut.startFrame).toBe(120);
    const ids = allOf(root, 'resources').flatMap(({ children }) =>
      children.map(({ attributes }) => attributes.id),
    );
    expect(new Set(ids).size).toBe(ids.length);
    for (const ref of everything(root).flatMap(({ attributes }) => attributes.ref ?? attributes.format ?? []))
      expect(ids).toContain(ref);
  });

  it('an EDL keeps places, sources and names', () => {
    const [list] = writeEdls(cut);
    const events = readEvents(list ?? '', rate, cut.startFrame);
    expect(events).toEqual([
      ['1A1', 'C', 0, 42, 0, 42],
      ['1A1', 'C', 42, 42, 42, 42],
      ['AX', 'D    012', 0, 30, 42, 72],
      ['AX', 'C', 0, 12, 72, 84],
      ['WAVESEA1', 'C', 24, 36, 96, 108],
      ['WAVESEA1', 'C', 36, 48, 108, 120],
    ]);
    expect(list).toMatch(isDropFrame ? /FCM: DROP FRAME/ : /FCM: NON-DROP FRAME/);
    expect(list?.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
  });
});

test('names and paths come back from every form as they were', () => {
  const cut = goldenCut({ num: 24, den: 1 });
  const otio = checkOtio(writeOtio(cut, folder));
  expect(otio.name).toBe(cut.name);
  expect(otioAddresses(writeOtio(cut, folder))).toEqual([
    '灯台 media/1A #1.mp4',
    '灯台 media/1B.png',
    '灯台 media/1B-2.png',
    'file:///rushes/day%201/wave%20%26%20sea%20100%25.mov',
    'file:///rushes/day%201/wave%20%26%20sea%20100%25.mov',
    'file:///C%3A/Sounds/%E5%A3%B0%20%5B2%5D.wav',
    '灯台 media/score.wav',
  ]);
  const xmeml = readXmlTree(writeXmeml(cut, folder));
  const urls = allOf(xmeml, 'pathurl').map(({ text }) => text);
  expect(urls[0]).toBe(
    `file://localhost${encodeURI('/films/灯台 %26 co/灯台 media/1A ').replace('%2526', '%26')}%231.mp4`,
  );
  expect(decodeURIComponent(urls[0] ?? '')).toBe('file://localhost/films/灯台 & co/灯台 media/1A #1.mp4');
  expect(requireChild(allOf(xmeml, 'sequence')[0] as XmlElement, 'name').text).toBe(cut.name);
  const fcpxml = readXmlTree(writeFcpxml(cut, folder));
  const sources = allOf(fcpxml, 'media-rep').map(({ attributes }) =>
    decodeURIComponent(attributes.src ?? ''),
  );
  expect(sources).toContain('file:///rushes/day 1/wave & sea 100%.mov');
  expect(allOf(fcpxml, 'note')[0]?.text).toContain('港に霧。\nThe lamp & the sea.\nMINA: 戻ってこい!');
});

test.each(cutFormats)('every picture of %s bears its uid', (format) => {
  const cut = goldenCut({ num: 25, den: 1 });
  const text = writeCut(cut, format, 'cut', folder)
    .map((file) => file.text)
    .join('\n');
  for (const { uid } of pictures(cut)) {
    const found = [...text.matchAll(/ekonte:[\w@/-]+/g)].map(([mark]) => findUid(mark));
    expect(found).toContainEqual(uid);
  }
});

test('what XML cannot hold is left out of it', () => {
  const cut = { ...goldenCut({ num: 24, den: 1 }), name: 'a\u0000b\u001b\ufffe\ud800c\u0085d' };
  const name = (xml: string) => allOf(readXmlTree(xml), 'event')[0]?.attributes.name;
  expect(name(writeFcpxml(cut, folder))).toBe('abcd');
});

test('a list has 999 events at most; the rest goes on in another one', () => {
  const cut = longCut(2_000, { num: 24, den: 1 });
  const files = writeCut(cut, 'edl', 'cut', folder);
  expect(files.map(({ name }) => name)).toEqual(['cut.edl', 'cut 2.edl', 'cut 3.edl']);
  const events = files.map(({ text }) => readEvents(text, cut.rate, cut.startFrame));
  expect(events.map(({ length }) => length)).toEqual([999, 999, 2]);
  expect(events.flat().map(([, , , , start]) => start)).toEqual(
    pictures(cut).map(({ record }) => record.start),
  );
});

test('an empty cut is a file, too', () => {
  const cut = { ...longCut(0, { num: 24, den: 1 }), audioTracks: [], markers: [] };
  expect(checkOtio(writeOtio(cut, folder)).tracks.children).toHaveLength(1);
  readXmlTree(writeXmeml(cut, folder));
  readXmlTree(writeFcpxml(cut, folder));
  expect(writeEdls(cut)).toHaveLength(1);
});

test('any cut keeps where its clips begin, and its length', () => {
  const random = createRandom(1126);
  for (const [, rate, isDropFrame] of goldenRates) {
    const cut = {
      ...longCut(
        40,
        rate,
        () => random.int(1, 60),
        () => (random.chance(0.3) ? random.int(1, 20) : 0),
      ),
      isDropFrame,
    };
    const starts = pictures(cut).map(({ record }) => Number(record.start));
    expect(readEvents(writeEdls(cut)[0] ?? '', rate, cut.startFrame).map(([, , , , start]) => start)).toEqual(
      starts,
    );
    const xmeml = readXmlTree(writeXmeml(cut, folder));
    expect(
      allOf(allOf(xmeml, 'video')[0] as XmlElement, 'clipitem').map((item) => numberOf(item, 'start')),
    ).toEqual(starts);
    expect(lengthOf(checkOtio(writeOtio(cut, folder)).tracks.children[0] as never)).toBe(cut.lengthFrames);
    const spine = allOf(readXmlTree(writeFcpxml(cut, folder)), 'spine')[0] as XmlElement;
    const clips = spine.children.filter(({ name }) => name === 'video');
    expect(clips.map(({ attributes }) => framesOf(attributes.offset ?? '', rate) - cut.startFrame)).toEqual(
      starts,
    );
  }
});

/** Stills one behind the other. */
function longCut(count: number, rate: Rate, length = () => 5, gap = () => 0): CutTimeline {
  const golden = goldenCut(rate);
  const [, still] = pictures(golden);
  let end = 0;
  const items = Array.from({ length: count }, (_each, index) => {
    const start = end + gap();
    end = start + length();
    const source = { start: frames(0), end: frames(end - start) };
    return {
      ...(still as CutPicture),
      name: `${index}`,
      record: { start: frames(start), end: frames(end) },
      source,
    };
  });
  const track = { name: 'V', isEnabled: true, items, transitions: [] };
  return { ...golden, lengthFrames: frames(end), videoTracks: [track], audioTracks: [], markers: [] };
}

const everything = (tree: XmlElement): XmlElement[] => [tree, ...tree.children.flatMap(everything)];

/** "1001/24000s" as frames; not whole where it falls between two. */
function framesOf(time: string, { num, den }: Rate): number {
  const [, over, under = '1'] = /^(-?\d+)(?:\/(\d+))?s$/.exec(time) ?? [];
  const value = BigInt(over ?? 'x') * BigInt(num);
  const measure = BigInt(under) * BigInt(den);
  return value % measure === 0n ? Number(value / measure) : Number.NaN;
}

/** Reel, kind of change, source in and out, record in and out, counted from the cut's first frame. */
function readEvents(text: string, rate: Rate, startFrame: number) {
  const event = /^\d{3} {2}(.{8}) V {5}(.{8}) (\S+) (\S+) (\S+) (\S+)$/;
  return text.split('\r\n').flatMap((line) => {
    const found = event.exec(line);
    if (!found) return [];
    const [, reel = '', change = '', ...times] = found;
    const [sourceIn = 0, sourceOut = 0, recordIn = 0, recordOut = 0] = times.map((time) => {
      const frame = parseTimecode(time, rate);
      expect(formatTimecode(frame, rate, time.includes(';'))).toBe(time);
      return Number(frame);
    });
    return [
      [reel.trim(), change.trim(), sourceIn, sourceOut, recordIn - startFrame, recordOut - startFrame],
    ] as const;
  });
}

const otioAddresses = (text: string): string[] =>
  [...text.matchAll(/"target_url": "(.*)"/g)].map(([, url]) => url as string);

import { describe, expect, test } from 'vitest';
import { Document } from '../document/document';
import { anyRecordSchema, type RecordOf, type Shot } from '../document/records';
import { fullFilm } from '../testing/fullFilm';
import { testId } from '../testing/smallFilm';
import { frames } from '../time/frames';
import { buildCut } from './buildCut';
import type { CutPlace } from './cutFiles';
import type { CutPicture } from './cutTimeline';

const place: CutPlace = {
  folderName: 'Film media',
  copiesMedia: true,
  pathOf: ({ name }) => `/project/media/${name}.bin`,
};
const shot = (name: string) => testId('shot', name);

function film(change: (document: Document) => void = () => undefined): Document {
  const document = fullFilm();
  change(document);
  return document;
}

function editShot(document: Document, name: string, to: Partial<Shot>): void {
  const before = document.require('shot', shot(name)) as unknown as Record<string, unknown>;
  const from = Object.fromEntries(Object.keys(to).map((key) => [key, before[key]]));
  document.apply({ added: [], updated: [{ kind: 'shot', id: shot(name), from, to }], removed: [] } as never);
}

function editTake(document: Document, to: Partial<RecordOf<'take'>>): void {
  const before = document.require('take', testId('take', 'b1')) as unknown as Record<string, unknown>;
  const from = Object.fromEntries(Object.keys(to).map((key) => [key, before[key]]));
  const updated = [{ kind: 'take', id: testId('take', 'b1'), from, to }];
  document.apply({ added: [], updated, removed: [] } as never);
}

const pictures = (
  document: Document,
  more: Partial<CutPlace> = {},
  settings = { pictures: 'stills' } as const,
) => buildCut(document, null, settings, { ...place, ...more }).cut.videoTracks[0]?.items ?? [];
const span = ({ record, source }: CutPicture) => [record.start, record.end, source.start, source.end];
/** A take of a service that shows shot B whole, with 6 frames before and 10 behind. */
const wholeTake = {
  provider: 'kling',
  sourceInFrames: frames(-6),
  lengthFrames: frames(88),
  mediaInFrames: frames(2),
} as Partial<RecordOf<'take'>>;

describe('pictures', () => {
  test('each shot is a clip, a shot of several boards one for each of them', () => {
    const { cut, files } = buildCut(film(), null, { pictures: 'stills' }, place);
    const items = cut.videoTracks[0]?.items ?? [];
    expect(items.map(({ name }) => name)).toEqual(['1A', '1B', '1C-1', '1C-2', '2A', '2B']);
    expect(items.map(({ record }) => Number(record.start))).toEqual([0, 48, 120, 130, 144, 240]);
    expect(items[3]?.uid).toEqual({
      kind: 'shot',
      shotId: shot('C'),
      boardId: testId('board', 'second'),
      shotFrame: null,
    });
    expect(cut.lengthFrames).toBe(250);
    expect(new Set(files.map(({ name }) => name.toUpperCase())).size).toBe(files.length);
    expect(items[0]?.texts).toMatchObject({ scene: '1', shot: '1A', dialogue: 'Mina: Always.' });
  });

  test('a take goes out as its own file, with where it is used', () => {
    const items = pictures(film((document) => editTake(document, wholeTake)));
    expect(items[1]?.media).toMatchObject({ key: testId('media', 'waves'), lengthFrames: 96, kind: 'video' });
    expect(span(items[1] as CutPicture)).toEqual([48, 120, 8, 80]);
    expect(items[1]?.uid).toMatchObject({ shotFrame: -8 });
  });

  test('a take that does not show the whole shot is rendered, as the film holds its last frame', () => {
    const short = { ...wholeTake, lengthFrames: frames(40) } as Partial<RecordOf<'take'>>;
    const { files } = buildCut(
      film((document) => editTake(document, short)),
      null,
      { pictures: 'stills' },
      place,
    );
    expect(files.map(({ from }) => from)).toContainEqual({
      type: 'clip',
      shotId: shot('B'),
      headFrames: 0,
      tailFrames: 0,
    });
  });

  test('all as clips: nothing but rendered shots and sounds', () => {
    const { cut, files } = buildCut(film(), null, { pictures: 'clips' }, place);
    expect(cut.videoTracks[0]?.items.map(({ media }) => media?.kind)).toEqual(Array(5).fill('video'));
    expect(files.filter(({ from }) => from.type === 'clip')).toHaveLength(5);
    expect(files.filter(({ from }) => from.type === 'still')).toEqual([]);
  });
});

describe('transitions', () => {
  const dissolve = (document: Document, name: string, length: number) =>
    editShot(document, name, { transitionIn: { type: 'dissolve', lengthFrames: frames(length) } });

  test('a dissolve lies around its cut, and media have the frames for it', () => {
    const { cut, files } = buildCut(
      film((document) => dissolve(document, 'D', 13)),
      null,
      { pictures: 'clips' },
      place,
    );
    const track = cut.videoTracks[0];
    expect(track?.transitions).toMatchObject([{ cut: 144, before: 6, after: 7 }]);
    const made = files.flatMap(({ from }) =>
      from.type === 'clip' ? [[from.headFrames, from.tailFrames]] : [],
    );
    expect(made).toEqual([
      [0, 0],
      [0, 0],
      [0, 7],
      [6, 0],
      [0, 0],
    ]);
    expect(span(track?.items[3] as CutPicture)).toEqual([144, 240, 6, 102]);
  });

  test('it is no longer than a take has frames, and none where there are none', () => {
    const withTake = film((document) => {
      editTake(document, wholeTake);
      dissolve(document, 'B', 40);
    });
    const { cut } = buildCut(withTake, null, { pictures: 'stills' }, place);
    expect(cut.videoTracks[0]?.transitions).toMatchObject([{ before: 6, after: 20 }]);
  });

  test('other transitions are cuts, and the notes say what was planned', () => {
    const items = pictures(
      film((document) =>
        editShot(document, 'D', { transitionIn: { type: 'wipe', lengthFrames: frames(12) } }),
      ),
    );
    expect(items[4]?.texts.notes).toBe('Transition in: Wipe, 12 frames');
  });

  test('a part of the film does not dissolve from a shot that is not before it in the film', () => {
    const document = film((changed) => dissolve(changed, 'D', 12));
    const { cut } = buildCut(document, [shot('A'), shot('D')], { pictures: 'stills' }, place);
    expect(cut.videoTracks[0]?.transitions).toEqual([]);
    expect(cut.lengthFrames).toBe(144);
  });
});

describe('sounds and markers', () => {
  test('lie where they are in the film', () => {
    const { cut } = buildCut(film(), null, { pictures: 'stills' }, place);
    const [music] = cut.audioTracks;
    expect(cut.audioTracks).toHaveLength(1);
    expect(music?.items.map(({ record }) => [record.start, record.end])).toEqual([
      [0, 60],
      [100, 160],
    ]);
    expect(cut.markers.map(({ name, at }) => [name, at.start, at.end])).toEqual([
      ['Storm begins', 60, 60],
      ['Act two', 120, 168],
    ]);
  });

  test('move with a part of the film, and are cut at its edges', () => {
    const { cut } = buildCut(film(), [shot('A'), shot('C')], { pictures: 'stills' }, place);
    expect(
      cut.audioTracks[0]?.items.map(({ record, source }) => [record.start, record.end, source.start]),
    ).toEqual([
      [0, 48, 0],
      [48, 72, 20],
    ]);
    expect(cut.markers.map(({ name, at }) => [name, at.start, at.end])).toEqual([['Act two', 48, 72]]);
  });

  test('sounds that lie over each other are on tracks of their own', () => {
    const document = film();
    document.apply({
      added: [
        anyRecordSchema.parse({
          ...document.require('clip', testId('clip', 'first')),
          id: testId('clip', 'over'),
          startFrame: 30,
        }),
      ],
      updated: [],
      removed: [],
    });
    const { audioTracks } = buildCut(document, null, { pictures: 'stills' }, place).cut;
    expect(audioTracks.map(({ name, items }) => [name, items.length])).toEqual([
      ['Music', 2],
      ['Music 2', 1],
    ]);
  });
});

describe('files', () => {
  test('are copied beside it under names a person knows, or referred to where they are', () => {
    const copied = buildCut(film(), null, { pictures: 'stills' }, place);
    expect(copied.files).toContainEqual({
      name: 'sea.bin',
      from: { type: 'copy', mediaId: testId('media', 'sea') },
    });
    expect(copied.cut.audioTracks[0]?.items[0]?.media?.path).toBe('Film media/sea.bin');
    const there = buildCut(film(), null, { pictures: 'stills' }, { ...place, copiesMedia: false });
    expect(there.files.filter(({ from }) => from.type === 'copy')).toEqual([]);
    expect(there.cut.audioTracks[0]?.items[0]?.media?.path).toBe('/project/media/sea.bin');
  });

  test('those that are not there are said', () => {
    const { cut, missing } = buildCut(
      film(),
      null,
      { pictures: 'stills' },
      { ...place, pathOf: () => undefined },
    );
    expect(missing.map(({ name }) => name)).toEqual(['sea']);
    expect(cut.audioTracks[0]?.items[0]?.media).toMatchObject({ name: 'sea', path: null });
  });

  test('no two have one name, whatever the case of their letters', () => {
    const document = film();
    const media = document.require('media', testId('media', 'sea'));
    const same = anyRecordSchema.parse({ ...media, id: testId('media', 'sea2'), name: 'SEA' });
    const clip = anyRecordSchema.parse({
      ...document.require('clip', testId('clip', 'second')),
      id: testId('clip', 'third'),
      startFrame: 200,
      lengthFrames: 20,
      mediaId: testId('media', 'sea2'),
    });
    document.apply({ added: [same, clip], updated: [], removed: [] });
    const { files } = buildCut(document, null, { pictures: 'stills' }, place);
    expect(files.filter(({ from }) => from.type === 'copy').map(({ name }) => name)).toEqual([
      'sea.bin',
      'SEA_2.bin',
    ]);
  });
});

test('a film without shots is an empty cut', () => {
  const document = new Document(
    fullFilm()
      .records()
      .filter(({ kind }) => kind === 'project'),
  );
  const { cut, files } = buildCut(document, null, { pictures: 'stills' }, place);
  expect(cut.lengthFrames).toBe(0);
  expect(files).toEqual([]);
});

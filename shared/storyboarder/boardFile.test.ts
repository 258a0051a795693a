import { describe, expect, test } from 'vitest';
import { BoardFileError, readBoardFile } from './boardFile';
import { isFolderOf, readSceneFolder, readSceneNumber } from './sceneFolder';

const read = (boards: unknown, fields = {}) => readBoardFile(JSON.stringify({ boards, ...fields }));
const one = (board: object, fields = {}) => {
  const [first] = read([board], fields).boards;
  if (!first) throw new Error('There is no board.');
  return first;
};

describe('a scene of Storyboarder', () => {
  test.each([
    ['1.7777', '24', 1.7777, { num: 24, den: 1 }],
    [2.39, 23.976, 2.39, { num: 24_000, den: 1_001 }],
    [1, 29.97, 1, { num: 30_000, den: 1_001 }],
    ['0.5625', 12.5, 0.5625, { num: 12_500, den: 1_000 }],
    ['wide', 'fast', null, null],
    [0, 0, null, null],
    [Number.MAX_VALUE, -24, null, null],
  ])('shape %s at %s', (aspectRatio, fps, aspect, rate) => {
    expect(read([], { aspectRatio, fps })).toMatchObject({ aspect, rate });
  });

  test.each([
    ['its own', { duration: 1_500.5 }, {}, 1_500.5],
    ['a text', { duration: '750' }, {}, 750],
    ['none: the file says', {}, { defaultBoardTiming: '3000' }, 3_000],
    ['none at all', {}, {}, 2_000],
    ['nonsense', { duration: 'long' }, { defaultBoardTiming: -5 }, 2_000],
    ['a longer sound', { duration: 1_000, audio: { filename: 'a.wav', duration: 4_200 } }, {}, 4_200],
    ['a shorter sound', { duration: 1_000, audio: { filename: 'a.wav', duration: 200 } }, {}, 1_000],
    ['for ever', { duration: 1e300 }, {}, 86_400_000],
  ])('length: %s', (_what, board, fields, ms) => {
    expect(one(board, fields).ms).toBe(ms);
  });

  test('layers lie as Storyboarder draws them, whatever their order in the file', () => {
    const { pictures, drawing } = one({
      url: 'board-1-AAAAA.png',
      layers: {
        notes: { url: 'n.png' },
        ink: { url: 'i.png', opacity: 0.5 },
        'brush-7': { url: 'b.png' },
        reference: { url: 'r.png', opacity: '0.72' },
        'shot-generator': { url: 's.png', opacity: 7 },
        pencil: { thumbnail: 'p.png' },
        tone: null,
      },
    });
    expect(pictures).toEqual([
      { name: 'Shot Generator', file: 's.png', opacity: 1 },
      { name: 'Reference', file: 'r.png', opacity: 0.72 },
      { name: 'Ink', file: 'i.png', opacity: 0.5 },
      { name: 'brush-7', file: 'b.png', opacity: 1 },
      { name: 'Notes', file: 'n.png', opacity: 1 },
    ]);
    expect(drawing).toBeNull();
  });

  test('of the oldest versions the drawing is the board’s own file', () => {
    expect(one({ url: 'board-1-AAAAA.png', layers: { notes: { url: 'n.png' } } })).toMatchObject({
      drawing: 'board-1-AAAAA.png',
      poster: 'board-1-AAAAA-posterframe.jpg',
    });
  });

  test('what is no board is told, the others are read', () => {
    const { boards, unreadable } = read([
      { newShot: true },
      'board',
      null,
      { action: 7, dialogue: ' はい。 ' },
    ]);
    expect(unreadable).toEqual([2, 3]);
    expect(boards.map(({ startsShot, action, dialogue }) => [startsShot, action, dialogue])).toEqual([
      [true, '', ''],
      [false, '', 'はい。'],
    ]);
  });

  test.each([
    ['{"boards": [', 'damaged'],
    ['{"scenes": []}', 'no boards'],
    ['[]', 'no boards'],
    [JSON.stringify({ boards: Array.from({ length: 5_001 }, () => ({})) }), '5,000'],
  ])('%.20s is refused in words', (text, words) => {
    expect(() => readBoardFile(text)).toThrow(BoardFileError);
    expect(() => readBoardFile(text)).toThrow(words);
  });
});

describe('the folder of a scene', () => {
  test.each([
    ['Scene-1-EXT-A-PLACE-DAY-1-7BUNG', '1', 'EXT A PLACE DAY'],
    ['Scene-12-INT-HUT-NIGHT', '12', 'INT HUT NIGHT'],
    ['pilot', null, 'pilot'],
  ])('%s', (name, number, heading) => {
    expect(readSceneFolder(name)).toEqual({ number, heading });
  });

  test.each([
    ['1-7BUNG', 4, true],
    ['1-XXXXX', 0, false],
    ['1', 7, true],
    [null, 0, true],
    [null, 1, false],
  ])('is that of the scene %s at %i: %s', (number, place, isIt) => {
    expect(isFolderOf('Scene-1-EXT-A-PLACE-DAY-1-7BUNG', number, place)).toBe(isIt);
  });

  test('a number of the script is parted from its id', () => {
    expect(readSceneNumber('12A-7BUNG')).toEqual({ number: '12A', id: '7BUNG' });
    expect(readSceneNumber('12-B')).toEqual({ number: '12-B', id: null });
  });
});

import { describe, expect, test } from 'vitest';
import { commandRunner, run } from '../../testing/runCommands';
import { smallFilm, testId } from '../../testing/smallFilm';
import { planStills, stillFileNames } from './planStills';
import { type LocalChoices, localChoicesSchema, stillSize } from './stillChoices';

const choices = (fields: Partial<LocalChoices>): LocalChoices => localChoicesSchema.parse(fields);
const shotA = testId('shot', 'A');
const shotB = testId('shot', 'B');
const names = (document: ReturnType<typeof smallFilm>, fields: Partial<LocalChoices>) => [
  ...stillFileNames(document, [shotA, shotB], choices(fields)).values(),
];

/** Shot A (48 frames) with boards that begin at its frames 20 and 30 besides the first one. */
function withBoards() {
  const runNext = commandRunner();
  const add = (document: ReturnType<typeof smallFilm>, atFrame: number) =>
    runNext(document, 'board.add', { shotId: shotA, mode: 'copy', atFrame }).document;
  return add(add(smallFilm(), 20), 30);
}

describe('the frames of which pictures are made', () => {
  test.each([
    [{ what: 'still' }, [0]],
    [{ what: 'still', at: 'middle' }, [23]],
    [{ what: 'still', at: 'last' }, [47]],
    [{ what: 'still', at: 'frame', frame: 31 }, [31]],
    [{ what: 'still', at: 'frame', frame: 99 }, [47]],
    [{ what: 'still', at: 'frame' }, [0]],
    [{ what: 'series', each: 'keys' }, [0, 47]],
    [{ what: 'series', each: 'boards' }, [0, 20, 30]],
  ] as const)('%j: %j', (fields, expected) => {
    expect(planStills(withBoards(), shotA, choices(fields)).map(({ frame }) => frame)).toEqual(expected);
  });

  test('count in the shot’s own time, and leave out what is not shown of it', () => {
    const trim = { shotId: shotA, edge: 'head', byFrames: 25 };
    const { document } = run(withBoards(), 'timeline.rippleTrim', trim);
    const frames = (fields: Partial<LocalChoices>) =>
      planStills(document, shotA, choices(fields)).map(({ frame }) => frame);
    expect(frames({ what: 'still' })).toEqual([25]);
    expect(frames({ what: 'series', each: 'keys' })).toEqual([25, 47]);
    expect(frames({ what: 'series' })).toEqual([25, 30]);
  });

  test('a shot of one board without keys gives one picture', () => {
    for (const each of ['boards', 'keys'] as const)
      expect(planStills(smallFilm(), shotB, choices({ what: 'series', each }))).toMatchObject([
        { frame: 0, part: '', boardId: null },
      ]);
  });

  test('pictures of boards know their board', () => {
    const stills = planStills(withBoards(), shotA, choices({ what: 'series' }));
    expect(stills.map(({ part }) => part)).toEqual(['board 1', 'board 2', 'board 3']);
    expect(new Set(stills.map(({ boardId }) => boardId)).size).toBe(3);
    expect(stills.every(({ boardId }) => boardId !== null)).toBe(true);
  });
});

describe('names of files', () => {
  test('are the project’s own, counted where they do not tell the pictures apart', () => {
    expect(names(withBoards(), { what: 'series' })).toEqual([
      ['Small-film_1A_01.png', 'Small-film_1A_02.png', 'Small-film_1A_03.png'],
      ['Small-film_1B.png'],
    ]);
    expect(names(withBoards(), { what: 'still', format: 'jpeg' })).toEqual([
      ['Small-film_1A.jpg'],
      ['Small-film_1B.jpg'],
    ]);
  });

  test('with the board in them need no count', () => {
    const fields = { filePattern: '{label}-{panel}' };
    const { document } = run(withBoards(), 'project.setNumbering', { fields });
    expect(names(document, { what: 'series' })[0]).toEqual(['1A-1.png', '1A-2.png', '1A-3.png']);
  });

  test('of two shots are never the same, whatever the pattern', () => {
    const { document } = run(smallFilm(), 'project.setNumbering', { fields: { filePattern: '{project}' } });
    expect(names(document, { what: 'still' }).flat()).toEqual(['Small-film.png', 'Small-film_2.png']);
  });
});

describe('sizes', () => {
  test.each([
    [{ size: 'project' }, 1920, 1080],
    [{ size: '4k' }, 3840, 2160],
    [{ size: '2k' }, 2048, 1152],
    [{ size: 'hd', ratio: '9:16' }, 1080, 1920],
    [{ size: '4k', ratio: '21:9' }, 3840, 1646],
    [{ size: 'project', ratio: '1:1' }, 1920, 1920],
    [{ size: 'custom', ratio: '1:1', width: 501, height: 8192 }, 501, 8192],
  ] as const)('%j of a project of 1920 × 1080: %i × %i', (fields, width, height) => {
    expect(stillSize({ width: 1920, height: 1080 }, choices(fields))).toEqual({ width, height });
  });

  test('of an upright project stand upright', () => {
    expect(stillSize({ width: 1080, height: 1920 }, choices({ size: '4k' }))).toEqual({
      width: 2160,
      height: 3840,
    });
  });

  test.each([
    [{ width: 8193 }],
    [{ height: 15 }],
    [{ width: 100.5 }],
    [{ format: 'tiff' }],
    [{ what: 'film' }],
    [{ ratio: '5:1' }],
  ])('%j is refused', (fields) => {
    expect(localChoicesSchema.safeParse(fields).success).toBe(false);
  });
});

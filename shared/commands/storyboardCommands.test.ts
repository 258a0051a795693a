import { describe, expect, test } from 'vitest';
import { Document } from '../document/document';
import { createProject } from '../document/factories';
import { run } from '../testing/runCommands';
import { screenplayOf, tell } from '../testing/scriptFilms';
import { smallFilm, testId, testMedia } from '../testing/smallFilm';

const wide = testMedia('wide', { type: 'image', width: 2_151, height: 900, hasAlpha: true });
const narrow = testMedia('narrow', { type: 'image', width: 900, height: 900, hasAlpha: true });
/** Two seconds. */
const sound = testMedia('sound', {
  type: 'sound',
  codec: 'pcm',
  sound: { sampleRate: 48_000, channels: 1, sampleCount: 96_000 },
});
const media = [wide, narrow, sound];
const empty = (): Document => new Document([createProject({ name: 'Film' }), ...media]);

const board = (fields = {}) => ({
  startsShot: true,
  ms: 1_000,
  action: '',
  notes: '',
  dialogue: '',
  layers: [],
  soundId: null,
  ...fields,
});
const scene = (boards: readonly object[], fields = {}) => ({
  heading: 'EXT PIER',
  scriptIndex: null,
  boards,
  ...fields,
});
const take = (before: Document, args: object) => run(before, 'storyboard.import', args).document;

describe('boards of another program', () => {
  test('boards up to the next new shot are one shot; texts, layers and lines are where they belong', () => {
    const film = take(empty(), {
      aspect: 2.39,
      rate: { num: 25, den: 1 },
      scenes: [
        scene([
          board({ startsShot: false, action: '走る。', notes: 'wide', dialogue: 'はい。' }),
          board({
            startsShot: false,
            action: 'Stops.',
            layers: [
              { name: 'Pencil', mediaId: wide.id, opacity: 1 },
              { name: 'Notes', mediaId: narrow.id, opacity: 0.5 },
            ],
          }),
          board({ ms: 40 }),
        ]),
      ],
    });
    expect(film.project()).toMatchObject({ frameSize: { width: 2582, height: 1080 }, rate: { num: 25 } });
    const [first, second] = film.list('shot');
    expect(first).toMatchObject({ lengthFrames: 50, action: '走る。\nStops.', notes: 'wide' });
    expect(second).toMatchObject({ lengthFrames: 1 });
    const boards = film.list('board');
    expect(boards.map(({ frame, action, notes }) => [frame, action, notes])).toEqual([
      [0, '走る。', 'wide'],
      [25, 'Stops.', ''],
    ]);
    expect(
      film
        .list('layer')
        .map(({ name, boardId, opacity, transform }) => [name, boardId, opacity, transform.scale]),
    ).toEqual([
      ['Pencil', boards[1]?.id, 1, 1],
      ['Notes', boards[1]?.id, 0.5, expect.closeTo(1080 / 2582, 6)],
    ]);
    expect(film.list('dialogueLine')).toMatchObject([
      { text: 'はい。', language: 'ja', span: { offsetFrames: 0, lengthFrames: 25 } },
    ]);
  });

  test('what is rounded does not add up: 300 boards of a third of a second are 100 seconds', () => {
    const boards = Array.from({ length: 300 }, () => board({ ms: 1_000 / 3 }));
    const shots = take(empty(), { rate: { num: 25, den: 1 }, scenes: [scene(boards)] }).list('shot');
    expect(shots).toHaveLength(300);
    expect(shots.reduce((sum, { lengthFrames }) => sum + lengthFrames, 0)).toBe(2_500);
  });

  test('sounds begin with their boards; one that is still heard puts the next on a track of its own', () => {
    const film = take(empty(), {
      scenes: [
        scene([board(), board({ startsShot: false, soundId: sound.id }), board({ soundId: sound.id })]),
        scene([board({ soundId: sound.id, ms: 500 })]),
      ],
    });
    const nameOf = (trackId: string) => film.list('track').find(({ id }) => id === trackId)?.name;
    expect(
      film
        .list('clip')
        .map(({ trackId, startFrame, lengthFrames }) => [nameOf(trackId), startFrame, lengthFrames]),
    ).toEqual([
      ['Boards', 24, 48],
      ['Boards 2', 48, 48],
      ['Boards', 72, 48],
    ]);
  });

  test('a film with shots keeps its shape and rate, and gets the boards behind them', () => {
    const before = new Document([...smallFilm().records(), ...media]);
    const film = take(before, { aspect: 1, rate: { num: 12, den: 1 }, scenes: [scene([board()])] });
    expect(film.project()).toEqual(before.project());
    expect(film.list('scene').at(-1)).toMatchObject({ heading: 'EXT PIER' });
    expect(film.list('shot')).toHaveLength(before.list('shot').length + 1);
  });

  const script = screenplayOf(
    'EXT. PIER - DUSK #1#\n\nMina runs.\n\nMINA\nHello?\n\nINT. HUT - NIGHT #2#\n\nA lamp.\n\nOTO\nNo.',
  );

  test('with the script: boards stand in for the shots of their scenes, the other scenes have theirs', () => {
    const film = take(empty(), {
      screenplay: script,
      scenes: [
        scene([board({ action: 'Night.', dialogue: 'Nobody.' })], { scriptIndex: 1 }),
        scene([board({ action: 'Extra.' })], { heading: 'Unknown' }),
      ],
    });
    expect(tell(film)).toEqual([
      '# 1 EXT. PIER - DUSK',
      '[Mina runs.]',
      'Mina: Hello?',
      '# 2 INT. HUT - NIGHT',
      '[Night.]',
      expect.stringContaining('Nobody.'),
      '# - Unknown',
      '[Extra.]',
    ]);
    expect(film.list('scene')[1]?.notes).toContain('OTO\nNo.');
  });

  test('where the boards say nothing, the lines of the script stay', () => {
    const film = take(empty(), {
      screenplay: script,
      scenes: [scene([board(), board()], { scriptIndex: 0 })],
    });
    expect(tell(film).slice(0, 4)).toEqual(['# 1 EXT. PIER - DUSK', '[]', 'Mina: Hello?', '[]']);
  });

  test.each([
    ['a sound as a layer', { layers: [{ name: 'Ink', mediaId: sound.id, opacity: 1 }] }],
    ['a picture as a sound', { soundId: wide.id }],
    [
      'a picture that is not there',
      { layers: [{ name: 'Ink', mediaId: testId('media', 'none'), opacity: 1 }] },
    ],
  ])('%s is refused', (_what, fields) => {
    expect(() => take(empty(), { scenes: [scene([board(fields)])] })).toThrow();
  });
});

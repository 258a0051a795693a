import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Document } from '../document/document';
import { type BoardId, boardIdSchema, type ShotId, shotIdSchema } from '../document/ids';
import { checkInvariants } from '../document/invariants';
import { isTakeStale, shotInputsHash } from '../generation/inputsHash';
import { boardAt, boardsOf } from '../shots/boards';
import { seenFrames } from '../testing/filmFrames';
import { fullFilm } from '../testing/fullFilm';
import { commandRunner, plan } from '../testing/runCommands';
import { smallFilm, testId } from '../testing/smallFilm';
import { PlanRefusal } from './command';

const run = commandRunner();
const shot = (name: string) => testId('shot', name);
const board = (name: string) => testId('board', name);

/** `10[back,mina] 14[-]`: how long each board is shown, and the names of the layers of its own. */
function lie(document: Document, shotId: ShotId): string {
  const layers = document.childrenOf('layer', shotId);
  return boardsOf(document, document.require('shot', shotId))
    .map(({ board: own, lengthFrames }) => {
      const names = layers.filter(({ boardId }) => boardId === (own?.id ?? null)).map(({ name }) => name);
      return `${lengthFrames}[${names.join()}]`;
    })
    .join(' ');
}
const shared = (document: Document, shotId: ShotId) =>
  document.childrenOf('layer', shotId).flatMap(({ boardId, name }) => (boardId === null ? [name] : []));
const selectedBoard = (selection: readonly string[] | undefined): BoardId =>
  boardIdSchema.parse(selection?.[0]);
const selectedShots = (selection: readonly string[] | undefined): ShotId[] =>
  (selection ?? []).map((id) => shotIdSchema.parse(id));

describe('the boards of a shot', () => {
  test.each([
    ['no records: one board, the whole shot', 'A', '48[back,mina]'],
    ['each lasts to the next', 'C', '10[drawing] 14[title,arrow]'],
  ])('%s', (_name, name, expected) => {
    expect(lie(fullFilm(), shot(name))).toBe(expected);
  });

  test('the first reaches back to where its shot begins, whatever is trimmed', () => {
    const trim = (byFrames: number, edge = 'head') =>
      lie(run(fullFilm(), 'timeline.rippleTrim', { shotId: shot('C'), edge, byFrames }).document, shot('C'));
    expect(trim(-5)).toBe('15[drawing] 14[title,arrow]');
    expect(trim(4)).toBe('6[drawing] 14[title,arrow]');
    expect(trim(12)).toBe('0[drawing] 12[title,arrow]');
    expect(trim(-20, 'tail')).toBe('4[drawing] 0[title,arrow]');
  });

  test('a frame is of the last board that has begun', () => {
    expect([-9, 0, 9, 10, 400].map((frame) => boardAt(fullFilm(), shot('C'), frame)?.id)).toEqual([
      board('first'),
      board('first'),
      board('first'),
      board('second'),
      board('second'),
    ]);
    expect(boardAt(fullFilm(), shot('A'), 3)).toBeNull();
  });
});

describe('board.add', () => {
  test('a blank one takes the later half, and what was drawn is the first board’s own', () => {
    const { document, edit } = run(fullFilm(), 'board.add', { shotId: shot('A'), mode: 'blank' });
    expect(lie(document, shot('A'))).toBe('24[back,mina] 24[]');
    expect(shared(document, shot('A'))).toEqual([]);
    expect(document.require('board', selectedBoard(edit.selection)).frame).toBe(24);
  });

  test('one that copies brings the layers along, drawn strokes and all', () => {
    const { document } = run(fullFilm(), 'board.add', {
      shotId: shot('C'),
      mode: 'copy',
      afterBoardId: board('first'),
    });
    expect(lie(document, shot('C'))).toBe('5[drawing] 5[drawing] 14[title,arrow]');
    const drawings = document.childrenOf('layer', shot('C')).filter(({ name }) => name === 'drawing');
    expect(drawings.map(({ id }) => document.childrenOf('stroke', id).length)).toEqual([2, 2]);
    const frames = seenFrames(document, [shot('C')]);
    expect(frames).toEqual(seenFrames(fullFilm(), [shot('C')]));
  });

  test.each([
    ['where the playhead is', 7, '7[back,mina] 41[]'],
    ['in the middle, the playhead being on the first frame', 0, '24[back,mina] 24[]'],
    ['in the middle, the playhead being elsewhere', 90, '24[back,mina] 24[]'],
  ])('%s', (_name, atFrame, expected) => {
    const { document } = run(fullFilm(), 'board.add', { shotId: shot('A'), mode: 'blank', atFrame });
    expect(lie(document, shot('A'))).toBe(expected);
  });

  test('a layer on all boards stays there', () => {
    const args = { layerIds: [testId('layer', 'drawing')], boardId: null };
    const { document } = run(fullFilm(), 'layer.setBoard', args);
    const after = run(document, 'board.add', { shotId: shot('C'), mode: 'blank' }).document;
    expect(lie(after, shot('C'))).toBe('10[] 7[title,arrow] 7[]');
    expect(shared(after, shot('C'))).toEqual(['drawing']);
  });

  test('a board of one frame has no room for another', () => {
    const short = run(fullFilm(), 'shot.setLength', { shotIds: [shot('A')], lengthFrames: 1 }).document;
    expect(() => plan(short, 'board.add', { shotId: shot('A'), mode: 'blank' })).toThrow(PlanRefusal);
  });

  test('a layer goes on a board of its own shot only', () => {
    const args = { shotId: shot('A'), mediaIds: [testId('media', 'sky')], boardId: board('first') };
    expect(() => plan(fullFilm(), 'layer.add', args)).toThrow(PlanRefusal);
  });
});

describe('board.delete', () => {
  test.each([
    ['first', '24[title,arrow]'],
    ['second', '24[drawing]'],
  ])('%s goes with what is drawn on it; the other is the whole shot', (name, expected) => {
    const { document } = run(fullFilm(), 'board.delete', { boardIds: [board(name)] });
    expect(lie(document, shot('C'))).toBe(expected);
    expect(document.list('board')).toEqual([]);
  });

  test('a last board with words on it stays a record', () => {
    const named = run(fullFilm(), 'board.edit', { boardId: board('first'), fields: { name: 'Storm' } });
    const { document } = run(named.document, 'board.delete', { boardIds: [board('second')] });
    expect(document.list('board').map(({ name }) => name)).toEqual(['Storm']);
    expect(() => plan(document, 'board.delete', { boardIds: [board('first')] })).toThrow(PlanRefusal);
  });
});

describe('board.setFrame and board.move', () => {
  test.each([
    ['second', 3, '3[drawing] 21[title,arrow]'],
    ['second', 23, '23[drawing] 1[title,arrow]'],
  ])('the cut of %s to frame %i', (name, frame, expected) => {
    const { document } = run(fullFilm(), 'board.setFrame', { boardId: board(name), frame });
    expect(lie(document, shot('C'))).toBe(expected);
  });

  test.each([
    ['first', 5],
    ['second', 0],
    ['second', -4],
  ])('the cut of %s cannot go to frame %i', (name, frame) => {
    expect(() => plan(fullFilm(), 'board.setFrame', { boardId: board(name), frame })).toThrow(PlanRefusal);
  });

  test('boards change places and keep their lengths', () => {
    const three = run(fullFilm(), 'board.add', { shotId: shot('C'), mode: 'blank' }).document;
    expect(lie(three, shot('C'))).toBe('10[drawing] 7[title,arrow] 7[]');
    const move = (name: string, index: number) =>
      lie(run(three, 'board.move', { boardId: board(name), index }).document, shot('C'));
    expect(move('second', 0)).toBe('7[title,arrow] 10[drawing] 7[]');
    expect(move('first', 2)).toBe('7[title,arrow] 7[] 10[drawing]');
    expect(move('first', 0)).toBe('10[drawing] 7[title,arrow] 7[]');
  });
});

describe('split', () => {
  const split = (name: string, atFrame: number) => {
    const { document, edit } = run(fullFilm(), 'timeline.splitShot', { shotId: shot(name), atFrame });
    return { document, halves: [shot(name), ...selectedShots(edit.selection)] as [ShotId, ShotId] };
  };

  test.each([
    ['before the cut', 4, '4[drawing]', '6[drawing] 14[title,arrow]'],
    ['at the cut', 10, '10[drawing]', '14[title,arrow]'],
    ['behind it', 15, '10[drawing] 5[title,arrow]', '9[title,arrow]'],
  ])('%s each half has the boards that it shows', (_name, atFrame, first, second) => {
    const { document, halves } = split('C', atFrame);
    expect(halves.map((id) => lie(document, id))).toEqual([first, second]);
    expect(seenFrames(document, halves)).toEqual(seenFrames(fullFilm(), [shot('C')]));
  });

  test('takes stay good, though the boards of the other half went', () => {
    const before = fullFilm();
    const take = { ...before.require('take', testId('take', 'b1')) };
    const fresh = {
      ...take,
      id: testId('take', 'c1'),
      shotId: shot('C'),
      inputsHash: shotInputsHash(before, shot('C')),
      inputParts: null,
    };
    before.apply({ added: [fresh], updated: [], removed: [] });
    const { document } = run(before, 'timeline.splitShot', { shotId: shot('C'), atFrame: 4 });
    const takes = document.list('take').filter(({ inputsHash }) => inputsHash !== take.inputsHash);
    expect(takes.map((one) => isTakeStale(document, one))).toEqual([false, false]);
  });

  test('lines and comments go with the half that they are in', () => {
    const { document, halves } = split('D', 10);
    expect(
      halves.map((id) => document.childrenOf('dialogueLine', id).map(({ span }) => span?.offsetFrames)),
    ).toEqual([[], [2]]);
    expect(split('D', 20).document.childrenOf('dialogueLine', shot('D'))).toHaveLength(1);
  });

  test('a locked number stays with the first half and with no copy', () => {
    const locked = run(fullFilm(), 'project.lockNumbers', {}).document;
    const { document, edit } = run(locked, 'timeline.splitShot', { shotId: shot('C'), atFrame: 4 });
    const [second] = selectedShots(edit.selection);
    const labels = [shot('C'), second].map((id) => id && document.require('shot', id).number?.label);
    expect(labels[0]).toBe(locked.require('shot', shot('C')).number?.label);
    expect(new Set(labels).size).toBe(2);
  });
});

describe('board.splitIntoShots', () => {
  test('each board is a shot of its own, and the film looks the same', () => {
    const { document, edit } = run(fullFilm(), 'board.splitIntoShots', { shotId: shot('C') });
    const made = selectedShots(edit.selection);
    expect(made.map((id) => lie(document, id))).toEqual(['10[drawing]', '14[title,arrow]']);
    expect(document.list('board')).toEqual([]);
    expect(seenFrames(document, made)).toEqual(seenFrames(fullFilm(), [shot('C')]));
  });

  test('words of the boards are the shots’', () => {
    const named = run(fullFilm(), 'board.edit', {
      boardId: board('second'),
      fields: { action: 'It sinks.' },
    });
    const { document, edit } = run(named.document, 'board.splitIntoShots', { shotId: shot('C') });
    expect(selectedShots(edit.selection).map((id) => document.require('shot', id).action)).toEqual([
      '',
      'It sinks.',
    ]);
    expect(document.list('board')).toEqual([]);
  });

  test('a single board is no board to split', () => {
    expect(() => plan(fullFilm(), 'board.splitIntoShots', { shotId: shot('A') })).toThrow(PlanRefusal);
  });
});

describe('shot.combine', () => {
  test('shots become boards of the first, in film order whatever the order of selection', () => {
    const before = fullFilm();
    const { document, edit } = run(before, 'shot.combine', { shotIds: [shot('D'), shot('C'), shot('B')] });
    expect(edit.selection).toEqual([shot('B')]);
    expect(lie(document, shot('B'))).toBe('72[waves] 10[drawing] 14[title,arrow] 96[linkedD]');
    expect(document.require('shot', shot('B')).lengthFrames).toBe(72 + 24 + 96);
    expect(seenFrames(document, [shot('B')])).toEqual(seenFrames(before, [shot('B'), shot('C'), shot('D')]));
    expect(document.list('shot').map(({ id }) => id)).not.toContain(shot('C'));
  });

  test('lines, comments and takes come along', () => {
    const film = run(fullFilm(), 'comment.add', { shotId: shot('D'), text: 'Here?', frame: 8 }).document;
    const { document } = run(film, 'shot.combine', { shotIds: [shot('B'), shot('D')] });
    expect(document.childrenOf('dialogueLine', shot('B')).map(({ span }) => span?.offsetFrames)).toEqual([
      84,
    ]);
    expect(document.childrenOf('take', shot('B'))).toHaveLength(1);
    expect(document.childrenOf('comment', shot('B')).map(({ frame }) => frame)).toEqual([80]);
    expect(document.require('shot', shot('B')).activeTakeId).toBeNull();
  });

  test('what is written on each is on its board, and together on the shot', () => {
    const write = (film: Document, name: string, action: string) =>
      run(film, 'shot.edit', { shotIds: [shot(name)], fields: { action } }).document;
    const film = write(write(smallFilm(), 'D', 'She looks up.'), 'E', 'He is gone.');
    const { document } = run(film, 'shot.combine', { shotIds: [shot('D'), shot('E')] });
    expect(document.childrenOf('board', shot('D')).map(({ action }) => action)).toEqual([
      'She looks up.',
      'He is gone.',
    ]);
    expect(document.require('shot', shot('D')).action).toBe('She looks up.\nHe is gone.');
  });

  test('a layer on all boards of its shot is on each of them, linked', () => {
    const all = { layerIds: [testId('layer', 'drawing')], boardId: null };
    const film = run(fullFilm(), 'layer.setBoard', all).document;
    const { document } = run(film, 'shot.combine', { shotIds: [shot('C'), shot('D')] });
    expect(lie(document, shot('C'))).toBe('10[drawing] 14[drawing,title,arrow] 96[linkedD]');
    expect(seenFrames(document, [shot('C')])).toEqual(seenFrames(film, [shot('C'), shot('D')]));
    const links = document.childrenOf('layer', shot('C')).filter(({ name }) => name === 'drawing');
    expect(new Set(links.map(({ linkId }) => linkId)).size).toBe(1);
    expect(links.flatMap(({ id }) => document.childrenOf('stroke', id))).toHaveLength(2);
  });

  test('with locked numbers the others stay in the list as omitted, empty', () => {
    const locked = run(fullFilm(), 'project.lockNumbers', {}).document;
    const { document } = run(locked, 'shot.combine', { shotIds: [shot('D'), shot('E')] });
    expect(document.require('shot', shot('E')).status).toBe('omitted');
    expect(document.childrenOf('layer', shot('E'))).toEqual([]);
    expect(() => plan(document, 'shot.combine', { shotIds: [shot('D'), shot('E')] })).toThrow(PlanRefusal);
  });

  test('with locked numbers an omitted one shows no take that went along', () => {
    const locked = run(fullFilm(), 'project.lockNumbers', {}).document;
    expect(locked.require('shot', shot('B')).activeTakeId).not.toBeNull();
    const { document } = run(locked, 'shot.combine', { shotIds: [shot('A'), shot('B')] });
    expect(document.require('shot', shot('B'))).toMatchObject({ status: 'omitted', activeTakeId: null });
    expect(checkInvariants(document)).toEqual([]);
  });

  test('one shot alone is nothing to combine', () => {
    expect(() => plan(fullFilm(), 'shot.combine', { shotIds: [shot('A'), shot('A')] })).toThrow(PlanRefusal);
  });

  test('whatever the cameras do and wherever the shots were trimmed, the film looks the same', () => {
    const trim = fc.record({ name: fc.constantFrom('A', 'C', 'D'), by: fc.integer({ min: -9, max: 9 }) });
    const key = fc.record({
      name: fc.constantFrom('A', 'C', 'D'),
      frame: fc.integer({ min: -20, max: 110 }),
      x: fc.double({ min: -1, max: 1, noNaN: true }),
      focalMm: fc.double({ min: 20, max: 90, noNaN: true }),
      interpolation: fc.constantFrom('hold', 'linear'),
    });
    fc.assert(
      fc.property(fc.array(trim, { maxLength: 3 }), fc.array(key, { maxLength: 6 }), (trims, keys) => {
        let film = run(fullFilm(), 'camera.setMove', { shotIds: [shot('A')], move: null }).document;
        for (const { name, frame, ...pose } of keys)
          film = run(film, 'camera.setKeyframe', { shotId: shot(name), frame, pose }).document;
        for (const { name, by } of trims)
          film = run(film, 'timeline.rippleTrim', {
            shotId: shot(name),
            edge: 'head',
            byFrames: by,
          }).document;
        const names = ['A', 'C', 'D'].map(shot);
        const { document } = run(film, 'shot.combine', { shotIds: names });
        expect(seenFrames(document, [shot('A')])).toEqual(seenFrames(film, names));
        const { document: parted, edit } = run(document, 'board.splitIntoShots', { shotId: shot('A') });
        expect(seenFrames(parted, selectedShots(edit.selection))).toEqual(seenFrames(film, names));
      }),
      { numRuns: 60 },
    );
  });
});

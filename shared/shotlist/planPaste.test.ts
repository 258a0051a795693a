import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Document } from '../document/document';
import { selectSequence } from '../shots/sequence';
import { run } from '../testing/runCommands';
import { smallFilm, testId } from '../testing/smallFilm';
import { allColumns } from './columns';
import { findHeadings, firstMapping, type PasteOptions, planPaste } from './planPaste';
import { tableContext } from './tableContext';
import { readTableText, writeTableText } from './tableText';

const all = allColumns([]);
const ids = (...names: string[]) => names;

function pasted(film: Document, cells: readonly (readonly string[])[], options: Partial<PasteOptions> = {}) {
  const context = tableContext(film);
  const rows = context.sequence.scenes.flatMap(({ shots }) => shots);
  const hasHeadings = options.hasHeadings ?? findHeadings(cells, all);
  const plan = planPaste(context, all, {
    cells,
    hasHeadings,
    mapping: firstMapping(cells, { all, shown: all, focus: 0, hasHeadings }),
    targets: rows,
    sceneId: null,
    ...options,
  });
  return { plan, film: run(film, 'shot.editEach', plan.args).document };
}
const labels = (film: Document) =>
  selectSequence(film)
    .shots.map(({ label }) => label)
    .join(' ');
const of = (film: Document, name: string) => film.require('shot', testId('shot', name));

describe('pasting a table', () => {
  test('side by side from the cell that has the focus', () => {
    const { plan, film } = pasted(
      smallFilm(),
      [
        ['CU', 'low'],
        ['ws', ''],
      ],
      { mapping: ids('size', 'angle') },
    );
    expect(plan).toMatchObject({ changedCells: 3, newShots: 0, problems: 0 });
    expect([of(film, 'A').size, of(film, 'A').angle, of(film, 'B').size, of(film, 'B').angle]).toEqual([
      'CU',
      'Low',
      'WS',
      null,
    ]);
  });

  test('rows beyond the last shot become shots', () => {
    const cells = Array.from({ length: 7 }, (_, index) => [`Action ${index}`]);
    const { plan, film } = pasted(smallFilm(), cells, { mapping: ids('action') });
    expect(plan.newShots).toBe(2);
    expect(labels(film)).toBe('1A 1B 1C 2A 2B 2C 2D');
    expect(selectSequence(film).shots.at(-1)?.shot.action).toBe('Action 6');
  });

  test('with headings, each shot is found by its number and columns by their names', () => {
    const cells = [
      ['Shot No.', 'Shot Size', 'Nobody knows', '備考', 'Duration'],
      ['2a', 'CU', 'x', '雨の夜', '1+00'],
      ['1C', 'Wide shot', 'y', '', '48'],
      ['9Z', 'MS', 'z', 'new one', '2s'],
    ];
    const { plan, film } = pasted(smallFilm(), cells);
    expect(plan).toMatchObject({ newShots: 1, problems: 0 });
    expect(of(film, 'D')).toMatchObject({ size: 'CU', notes: '雨の夜', lengthFrames: 24 });
    expect(of(film, 'C')).toMatchObject({ size: 'WS', notes: '', lengthFrames: 48 });
    expect(selectSequence(film).shots.at(-1)?.shot).toMatchObject({
      size: 'MS',
      notes: 'new one',
      lengthFrames: 48,
    });
  });

  test('a new scene is made once, by its heading', () => {
    const cells = [
      ['Scene', 'Action'],
      ['INT. LAMP ROOM', 'One'],
      ['INT. LAMP ROOM', 'Two'],
      ['1', 'Three'],
    ];
    const { film } = pasted(smallFilm(), cells, { targets: [] });
    expect(film.list('scene').map(({ heading }) => heading)).toEqual([
      'EXT. HARBOUR - DUSK',
      '',
      'INT. LAMP ROOM',
    ]);
    expect(labels(film)).toBe('1A 1B 1C 1D 2A 2B 3A 3B');
  });

  test('what cannot be read is said, and the rest of the row is taken', () => {
    const { plan, film } = pasted(smallFilm(), [['gigantic', 'Waves.']], { mapping: ids('size', 'action') });
    expect(plan).toMatchObject({ changedCells: 1, problems: 1 });
    expect(plan.rows[0]?.cells[0]).toMatchObject({ column: 'size', after: 'gigantic' });
    expect(of(film, 'A')).toMatchObject({ size: null, action: 'Waves.' });
  });

  test('dialogue by line: what reads the same stays, the speaker is found by name', () => {
    const { film } = pasted(smallFilm(), [['Mina: Always.\nMINA: 戻ってきて！\nSomebody speaks.']], {
      mapping: ids('dialogue'),
    });
    const lines = film.childrenOf('dialogueLine', testId('shot', 'A'));
    expect(lines.map(({ speakerId, text }) => [speakerId, text])).toEqual([
      [testId('element', 'mina'), 'Always.'],
      [testId('element', 'mina'), '戻ってきて！'],
      [null, 'Somebody speaks.'],
    ]);
    expect(lines[0]?.id).toBe(testId('dialogueLine', 'always'));
    const emptied = pasted(film, [['']], { mapping: ids('dialogue') }).film;
    expect(emptied.childrenOf('dialogueLine', testId('shot', 'A'))).toEqual([]);
  });

  test('a move in a cell writes the camera, as the panel does', () => {
    const { film } = pasted(smallFilm(), [['Dolly in'], ['Pan right']], { mapping: ids('move') });
    expect(of(film, 'B').move).toEqual({ name: 'panRight', strength: 0.5, easing: 'easeInOut' });
    expect(film.childrenOf('cameraKeyframe', testId('shot', 'B'))).toHaveLength(2);
  });

  test('what was copied and is pasted where it came from changes nothing', () => {
    const context = tableContext(smallFilm());
    const rows = context.sequence.scenes.flatMap(({ shots }) => shots);
    const readable = all.filter(({ read }) => read);
    const text = writeTableText(rows.map((row) => readable.map((column) => column.text(row, context))));
    const { plan } = pasted(smallFilm(), readTableText(text), {
      mapping: readable.map(({ id }) => id),
      hasHeadings: false,
    });
    expect(plan).toMatchObject({ changedCells: 0, newShots: 0, problems: 0, args: { edits: [], added: [] } });
  });

  test.each([
    [
      [
        ['Shot', 'Size'],
        ['1A', 'CU'],
      ],
      true,
    ],
    [[['Size'], ['CU']], true],
    [
      [
        ['CU', 'Low'],
        ['WS', ''],
      ],
      false,
    ],
    [[['Size']], false],
    [
      [
        ['Location', 'Weather', 'Mood', 'Crew'],
        ['a', 'b', 'c', 'd'],
      ],
      false,
    ],
  ])('%j has headings: %s', (cells, expected) => {
    expect(findHeadings(cells, all)).toBe(expected);
  });
});

describe('tables as text', () => {
  test.each([
    [
      'a\tb\nc\td\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\n"c, ""d""",e\n',
      [
        ['a', 'b'],
        ['c, "d"', 'e'],
      ],
    ],
    [
      'a;b\r\nc;d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['"two\nlines"\tx', [['two\nlines', 'x']]],
    ['One line, with a comma.\nAnother one.', [['One line, with a comma.'], ['Another one.']]],
    [
      '\uFEFFカット\t内容\n1\t雨',
      [
        ['カット', '内容'],
        ['1', '雨'],
      ],
    ],
    ['a\n\n\n', [['a']]],
    [
      'a\tb\nc',
      [
        ['a', 'b'],
        ['c', ''],
      ],
    ],
    ['', []],
  ])('%j', (text, expected) => {
    expect(readTableText(text)).toEqual(expected);
  });

  test('what is written is read back', () => {
    const cell = fc
      .oneof(fc.string({ maxLength: 12 }), fc.constantFrom('"', '\t', 'a\nb', ',', ';', '=1+1', '海'))
      .map((text) => text.replaceAll('\r', ''));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell, fc.constant('end')), { minLength: 1, maxLength: 12 }),
        (rows) => {
          const text = writeTableText(rows);
          fc.pre(!text.startsWith('\uFEFF'));
          expect(readTableText(text)).toEqual(rows);
        },
      ),
    );
  });

  test('a table of millions of cells is refused', () => {
    expect(() => readTableText(`${'\t\n'.repeat(250_000)}x`)).toThrow(RangeError);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFountain } from './fountain';
import { type ScriptItem, screenplaySchema } from './screenplay';
import { sceneBlocks } from './writeFountain';

const scenesOf = (text: string) => readFountain(text).screenplay.scenes;
/** Items of a text without a heading, short. */
const itemsOf = (text: string) => (scenesOf(text)[0]?.items ?? []).map(short);
function short(item: ScriptItem): string {
  if (item.type === 'action') return `A ${item.text}`;
  if (item.type === 'transition') return `T ${item.text}`;
  const extension = item.extension && ` [${item.extension}]`;
  return `D ${item.cue}${extension}${item.isDual ? ' ^' : ''}${item.delivery && ` (${item.delivery})`}: ${item.text}`;
}

describe('headings', () => {
  test.each([
    ['INT. HOUSE - DAY', 'INT. HOUSE - DAY', null],
    ['ext. olympia circus - night', 'ext. olympia circus - night', null],
    ['EST. LONDON', 'EST. LONDON', null],
    ['INT./EXT. CAR', 'INT./EXT. CAR', null],
    ['INT/EXT CAR', 'INT/EXT CAR', null],
    ['I/E. CAR', 'I/E. CAR', null],
    ['EXT PIER', 'EXT PIER', null],
    ['.SNIPER SCOPE POV', 'SNIPER SCOPE POV', null],
    ['.港・夕', '港・夕', null],
    ['INT. HOUSE - DAY #1A#', 'INT. HOUSE - DAY', '1A'],
    ['.FLASHBACK #I-1-A.#', 'FLASHBACK', 'I-1-A.'],
    ['INT. **HOUSE** #110A#', 'INT. HOUSE', '110A'],
  ])('%s', (line, heading, number) => {
    expect(scenesOf(`\n${line}\n\nRain.`)).toMatchObject([{ heading, number, items: [{ text: 'Rain.' }] }]);
  });

  test.each(['...where the carnival is parked', '. NOT A HEADING', 'INTERIOR HOUSE', 'Exterminate!'])(
    '"%s" is none',
    (line) =>
      expect(scenesOf(line)).toMatchObject([{ heading: '', items: [{ type: 'action', text: line }] }]),
  );

  test('a blank line comes before, none has to come behind', () => {
    expect(scenesOf('Rain.\nINT. A\n\nINT. B\nSun.')).toMatchObject([
      { heading: '', items: [{ text: 'Rain.\nINT. A' }] },
      { heading: 'INT. B', items: [{ text: 'Sun.' }] },
    ]);
  });
});

describe('action, dialogue, transitions', () => {
  test.each<[string, string, string[]]>([
    ['line breaks of action are kept', 'One.\nTwo.\n\nThree.', ['A One.\nTwo.', 'A Three.']],
    ['tabs and indents are nothing', '\t    Rain.', ['A Rain.']],
    ['forced action', '!SCANNING THE AISLES…\nWhere is he?', ['A SCANNING THE AISLES…\nWhere is he?']],
    ['a name and its words', 'MINA\nHello.', ['D MINA: Hello.']],
    ['a name needs words', 'MINA\n\nHello.', ['A MINA', 'A Hello.']],
    ['a name needs a blank line before', 'Rain.\nMINA\nHello.', ['A Rain.\nMINA\nHello.']],
    ['a name needs a letter', '23\nskidoo', ['A 23\nskidoo']],
    ['a name with digits', 'R2D2\nBeep.', ['D R2D2: Beep.']],
    ['lower case is no name', 'Mina\nHello.', ['A Mina\nHello.']],
    ['a forced name', '@McAVOY\nYeah.', ['D McAVOY: Yeah.']],
    ['a forced name in Japanese', '@ミナ\n聞こえる？', ['D ミナ: 聞こえる？']],
    [
      'extensions',
      'MINA (V.O.)\nHi.\n\nHANS (on the radio)\nNein.',
      ['D MINA [V.O.]: Hi.', 'D HANS [on the radio]: Nein.'],
    ],
    [
      "(CONT'D) is nothing",
      "MINA (CONT'D)\nHi.\n\nMINA (V.O.) (CONT’D)\nHo.",
      ['D MINA: Hi.', 'D MINA [V.O.]: Ho.'],
    ],
    [
      'parentheticals part a speech',
      'MINA\n(low)\nYes.\n(louder)\nNo!',
      ['D MINA (low): Yes.', 'D MINA (louder): No!'],
    ],
    ['two parentheticals', 'MINA\n(low)\n(sad)\nYes.', ['D MINA (low; sad): Yes.']],
    ['a parenthetical without words is action', 'MINA\nYes.\n(nods)', ['D MINA: Yes.', 'A MINA (nods)']],
    ['a parenthetical in action is action', '(Jack)\nKnife.', ['A (Jack)\nKnife.']],
    ['lines of a speech', 'DEALER\nTen.\nFour.', ['D DEALER: Ten.\nFour.']],
    [
      'two spaces keep a speech together',
      'DEALER\nTen.\n  \nHit?\n\nRain.',
      ['D DEALER: Ten.\nHit?', 'A Rain.'],
    ],
    [
      'dual dialogue',
      'BRICK\nScrew it.\n\nSTEEL ^\nScrew it.',
      ['D BRICK: Screw it.', 'D STEEL ^: Screw it.'],
    ],
    ['dual with an extension', 'BUT (O.S.) ^\nYes.', ['D BUT [O.S.] ^: Yes.']],
    ['a mark before the bracket is no name', 'AND ^ (Dual)\nNo.', ['A AND ^ (Dual)\nNo.']],
    ['lyrics of a speech', 'MINA\n~ Willy Wonka!\n~ Willy!', ['D MINA: Willy Wonka!\nWilly!']],
    ['lyrics alone', '~Willy Wonka!', ['A Willy Wonka!']],
    ['a transition', 'Rain.\n\nCUT TO:\n\nSun.', ['A Rain.', 'T CUT TO:', 'A Sun.']],
    ['a transition needs a blank line behind', 'CUT TO:\nthe chase', ['A CUT TO:\nthe chase']],
    ['words that end in "to:" are action', 'boop boop TO:', ['A boop boop TO:']],
    ['a forced transition', 'Rain.\n\n> Burn to White.', ['A Rain.', 'T Burn to White.']],
    ['fades', 'Rain.\n\nFADE OUT.', ['A Rain.', 'T FADE OUT.']],
    ['centred text', '> THE END <', ['A THE END']],
    ['page breaks', 'One.\n\n===\n\nTwo.', ['A One.', 'A Two.']],
    ['emphasis', '*i* **b** ***bi*** _u_ **_bu_** 2 * 3 * 4 a_b_c', ['A i b bi u bu 2 * 3 * 4 a_b_c']],
    [
      'emphasis that is escaped',
      'Steel enters the code on the keypad: \\*9765\\*',
      ['A Steel enters the code on the keypad: *9765*'],
    ],
    ['boneyard', 'One./* two\n\nTHREE\nfour */ Five.', ['A One. Five.']],
    ['boneyard that is never closed', 'One /* two', ['A One / * two']],
    ['CRLF', 'MINA\r\nHello.\r\n\r\nRain.', ['D MINA: Hello.', 'A Rain.']],
    ['old line ends of the Mac', 'MINA\rHello.\r\rRain.', ['D MINA: Hello.', 'A Rain.']],
    ['a byte order mark', '\ufeffRain.', ['A Rain.']],
  ])('%s', (_, text, items) => expect(itemsOf(text)).toEqual(items));

  test('a boneyard around whole scenes leaves the next heading a heading', () => {
    expect(scenesOf('Rain.\n\nCUT TO:\n/*\nINT. GARAGE\n\nGone.\n*/\nEXT. MANSION')).toMatchObject([
      { heading: '', items: [{ text: 'Rain.' }, { type: 'transition', text: 'CUT TO:' }] },
      { heading: 'EXT. MANSION', items: [] },
    ]);
  });
});

describe('around the scenes', () => {
  test('a title page, with values of several lines', () => {
    const { screenplay } = readFountain(
      'Title:\n    _**BRICK & STEEL**_\n    _**FULL RETIRED**_\nCredit: Written by\nDraft date: 1/20/2012\nContact:\n\tNext Level\n\nINT. A',
    );
    expect(screenplay).toMatchObject({
      title: 'BRICK & STEEL FULL RETIRED',
      scenes: [{ heading: 'INT. A', items: [] }],
    });
  });

  test.each(['FADE IN:', 'Mina: Hello.', 'CUT TO:'])('"%s" begins no title page', (line) => {
    expect(readFountain(`${line}\n\nINT. A\n\nRain.`).screenplay.title).toBe('');
    expect(JSON.stringify(scenesOf(`${line}\n\nINT. A\n\nRain.`))).toContain(line);
  });

  test('what fades in before the first heading is of its scene', () => {
    expect(scenesOf('> FADE IN:\n\nINT. A')).toMatchObject([
      { heading: 'INT. A', items: [{ type: 'transition', text: 'FADE IN:' }] },
    ]);
  });

  test('sections are acts and sequences, with no line between them and a synopsis', () => {
    const text = '# Act One\n= They meet.\n## The pier\nINT. A\n\n### Beat\n\nINT. B\n\n# Act Two\n\nINT. C';
    expect(
      scenesOf(text).map(({ heading, act, sequence, notes }) => [heading, act, sequence, notes]),
    ).toEqual([
      ['INT. A', 'Act One', 'The pier', ['They meet.']],
      ['INT. B', 'Act One', 'The pier', []],
      ['INT. C', 'Act Two', '', []],
    ]);
  });

  test('notes go to their scene, over lines, and not over a blank one', () => {
    const text =
      'INT. A\n\nDan[[names?\nIs it?]] and Jack.\n\n[[alone]]\n\nMINA\n[[hm]]\nHello.\n\nINT. B\n\nA[[b\n\nc]]d';
    expect(scenesOf(text)).toMatchObject([
      {
        notes: ['names?\nIs it?', 'alone', 'hm'],
        items: [{ text: 'Dan and Jack.' }, { cue: 'MINA', text: 'Hello.' }],
      },
      { notes: [], items: [{ text: 'A[b' }, { text: 'c]d' }] },
    ]);
  });
});

const words = fc.oneof(
  fc.constantFrom(
    'INT. A',
    'EXT. B #1#',
    'MINA',
    'MINA (V.O.) ^',
    '(low)',
    'Rain.',
    'CUT TO:',
    '> X',
    '>c<',
    '# A',
    '## s',
    '= syn',
  ),
  fc.constantFrom(
    '[[n]]',
    '[[',
    ']]',
    '/*',
    '*/',
    '===',
    '~la',
    '!x',
    '@ミナ',
    '.x',
    '',
    '',
    '  ',
    '\t',
    '**b**',
    '_',
    '\\*',
    '^',
    '#',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);
const scripts = fc
  .array(words, { maxLength: 40 })
  .chain((lines) => fc.constantFrom('\n', '\r\n', ' ').map((end) => lines.join(end)));

test('any text at all is read, within the limits of a screenplay', () => {
  fc.assert(
    fc.property(fc.oneof(scripts, fc.string({ maxLength: 300 })), (text) => {
      const { screenplay } = readFountain(text);
      expect(screenplaySchema.parse(screenplay)).toEqual(screenplay);
    }),
    { numRuns: 500 },
  );
});

test.each(['x ]', '[x', '[ x ]', ']', '['])('the note %j is written so that it is read as it is', (note) => {
  const [scene] = readFountain(`INT. A\n\n[[ ${note} ]]\n\nRain.`).screenplay.scenes;
  if (!scene) throw new Error('There is one.');
  expect(scene.notes).toEqual([note]);
  expect(readFountain(sceneBlocks(scene).join('\n\n'), { isPlain: true }).screenplay.scenes).toEqual([scene]);
});

test('a scene written down is read as the same scene', () => {
  fc.assert(
    fc.property(scripts, (text) => {
      for (const scene of readFountain(text).screenplay.scenes) {
        const again = readFountain(sceneBlocks(scene).join('\n\n'), { isPlain: true }).screenplay.scenes;
        const isNothing = scene.items.length + scene.notes.length === 0 && scene.heading === '';
        // Transitions alone are nothing that a scene would be made for.
        if (isNothing || (scene.heading === '' && scene.number === null && again.length === 0)) continue;
        expect(again).toEqual([{ ...scene, act: '', sequence: '' }]);
      }
    }),
    { numRuns: 1_000 },
  );
});

test('hostile lengths take no longer', () => {
  const long = 400_000;
  for (const piece of [' ', '*', '_', '[[', '/*', '(', ')', '#', 'A (', '~', '"', '\\*', '** ', 'A\n', '\n'])
    readFountain(`INT. ${piece.repeat(long / piece.length)}\n\nEnd.`);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleFiles } from '../testing/sampleFiles';
import { readScript } from './readScript';
import { screenplaySchema } from './screenplay';
import { ScriptError } from './scriptError';

const utf8 = (text: string) => new TextEncoder().encode(text);
const read = (text: string, name = 'a.fountain') => readScript(utf8(text), name).screenplay;
const fixture = (name: string) =>
  readScript(readFileSync(join('tests/fixtures/scripts', name)), name).screenplay;

const fdx = (content: string, head = '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>') =>
  `${head}\n<FinalDraft DocumentType="Script" Template="No" Version="5">\n<Content>${content}</Content>\n<TitlePage><Content><Paragraph><Text>The Pier</Text></Paragraph></Content></TitlePage>\n</FinalDraft>`;
const paragraph = (type: string, text: string, attributes = '') =>
  `<Paragraph ${attributes} Type="${type}"><Text>${text}</Text></Paragraph>`;

describe('Final Draft', () => {
  test('headings with numbers, action, dialogue, transitions, the title', () => {
    const content = [
      '<Paragraph Number="1A" Type="Scene Heading"><SceneProperties Length="3/8" Page="1"><SceneArcBeats><CharacterArcBeat Name="MINA"><Paragraph><Text>arc</Text></Paragraph></CharacterArcBeat></SceneArcBeats><Summary><Paragraph><Text>They meet.</Text></Paragraph><Paragraph><Text>It rains.</Text></Paragraph></Summary></SceneProperties><Text>EXT. PIER - </Text><Text Style="AllCaps+Bold">day</Text></Paragraph>',
      paragraph('Action', 'Rain &amp; wind &lt;&#233;&gt;.'),
      paragraph('Shot', 'CLOSE ON the lamp'),
      paragraph('Character', "MINA (V.O.) (CONT'D)"),
      paragraph('Parenthetical', '(low)'),
      paragraph('Dialogue', 'Do you hear it?'),
      paragraph('Dialogue', 'There.'),
      paragraph('General', 'Nothing.'),
      '<Paragraph><Text>No type.</Text><Text Style="HiddenText"> secret</Text><ScriptNote><Paragraph><Text>a note</Text></Paragraph></ScriptNote></Paragraph>',
      paragraph('Transition', 'CUT TO:'),
      paragraph('New Act', 'ACT TWO'),
      paragraph('Cast List', 'MINA'),
      paragraph('Scene Heading', 'INT. HUT'),
    ].join('');
    expect(read(fdx(content), 'a.fdx')).toEqual({
      title: 'The Pier',
      scenes: [
        {
          number: '1A',
          heading: 'EXT. PIER - DAY',
          act: '',
          sequence: '',
          notes: ['They meet.\nIt rains.'],
          items: [
            { type: 'action', text: 'Rain & wind <é>.' },
            { type: 'action', text: 'CLOSE ON the lamp' },
            {
              type: 'dialogue',
              cue: 'MINA',
              extension: 'V.O.',
              delivery: 'low',
              text: 'Do you hear it?\nThere.',
              isDual: false,
            },
            { type: 'action', text: 'Nothing.' },
            { type: 'action', text: 'No type.' },
            { type: 'transition', text: 'CUT TO:' },
          ],
        },
        { number: null, heading: 'INT. HUT', act: 'ACT TWO', sequence: '', notes: [], items: [] },
      ],
    });
  });

  test('files of other programs: dual dialogue in a paragraph without a type, many scripts of letters', () => {
    const dual = fixture('screenplain-dual-dialogue.fdx').scenes[0]?.items;
    expect(dual).toMatchObject([
      { cue: 'GIRL', text: 'Hey!', isDual: false },
      { cue: 'GUY', text: 'Hello!', isDual: true },
    ]);
    const letters = fixture('screenplain-extended-characters.fdx').scenes[0]?.items[0]?.text;
    expect(letters).toBe('Hello\nこんにちは\nпривет\n你好\n안녕하세요\nأهلا');
  });

  test('it is known by what it holds, whatever its name', () => {
    expect(read(fdx(paragraph('Scene Heading', 'INT. A')), 'a.txt').scenes).toMatchObject([
      { heading: 'INT. A' },
    ]);
  });

  const scene = paragraph('Scene Heading', 'INT. A');
  test.each([
    [
      'entities that grow',
      fdx(
        paragraph('Action', '&b;'),
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
      ),
      /document type or entities/,
    ],
    [
      'a file from outside',
      fdx(paragraph('Action', '&b;'), '<!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/passwd">]>'),
      /document type or entities/,
    ],
    ['an unknown entity', fdx(paragraph('Action', '&b;')), /cannot be read/],
    ['great depth', fdx('<a>'.repeat(5_000)), /deeper or larger/],
    ['an end that is missing', fdx(scene).slice(0, -60), /cannot be read/],
    ['tags that cross', fdx(`${scene}<a><b></a></b>`), /cannot be read/],
    ['another root', '<?xml version="1.0"?><xmeml/>', /no Final Draft script: it begins with <xmeml>/],
    ['nothing in it', fdx(''), /no scene/],
    ['a long name', `<${'a'.repeat(300_000)}/>`, /no Final Draft script|cannot be read/],
  ])('refuses %s', (_, xml, message) => {
    expect(() => read(xml, 'a.fdx')).toThrow(ScriptError);
    expect(() => read(xml, 'a.fdx')).toThrow(message);
  });
});

describe('encodings', () => {
  const text = 'INT. CAFÉ – DAY\n\nMina’s “tea”.';
  const wide = (isBig: boolean, mark: boolean) => {
    const units = [...(mark ? [0xfeff] : []), ...[...text].map((letter) => letter.codePointAt(0) ?? 0)];
    return Uint8Array.from(
      units.flatMap((unit) => (isBig ? [unit >> 8, unit & 255] : [unit & 255, unit >> 8])),
    );
  };
  const cp1252 = Uint8Array.from(
    [...text].map(
      (letter) => ({ É: 0xc9, '–': 0x96, '’': 0x92, '“': 0x93, '”': 0x94 })[letter] ?? letter.charCodeAt(0),
    ),
  );
  test.each([
    ['UTF-8', utf8(text)],
    ['UTF-8 with a mark', utf8(`\ufeff${text}`)],
    ['UTF-16 LE', wide(false, true)],
    ['UTF-16 BE', wide(true, true)],
    ['UTF-16 LE without a mark', wide(false, false)],
    ['UTF-16 BE without a mark', wide(true, false)],
    ['Windows-1252', cp1252],
  ])('%s', (_, bytes) => {
    expect(readScript(bytes, 'a.fountain')).toEqual({
      screenplay: {
        title: '',
        scenes: [
          {
            number: null,
            heading: 'INT. CAFÉ – DAY',
            act: '',
            sequence: '',
            notes: [],
            items: [{ type: 'action', text: 'Mina’s “tea”.' }],
          },
        ],
      },
      notes: [],
    });
  });

  test('Shift JIS', () => {
    // 「.港」 and 「ミナが走る。」 as older programs in Japan write them.
    const bytes = Uint8Array.from([
      0x2e, 0x8d, 0x60, 10, 10, 0x83, 0x7e, 0x83, 0x69, 0x82, 0xaa, 0x91, 0x96, 0x82, 0xe9, 0x81, 0x42, 0x83,
      0x7e, 0x83, 0x69,
    ]);
    expect(readScript(bytes, 'a.fountain').screenplay.scenes).toMatchObject([
      { heading: '港', items: [{ text: 'ミナが走る。ミナ' }] },
    ]);
  });

  test('a damaged byte in UTF-8 is shown and told', () => {
    const bytes = utf8('INT. 港\n\nミナが走る。海は暗い。XYZ');
    bytes[bytes.length - 2] = 0xff;
    const { screenplay, notes } = readScript(bytes, 'a.fountain');
    expect(screenplay.scenes).toMatchObject([
      { heading: 'INT. 港', items: [{ text: 'ミナが走る。海は暗い。X�Z' }] },
    ]);
    expect(notes).toEqual(['1 letters cannot be read and are shown as �.']);
  });
});

test('plain text: Japanese headings and quoted speeches', () => {
  expect(
    read('○港・夕\nミナが走る。\nミナ（小声で）「聞こえる？」\nオト「風の音しか聞こえん。」', 'a.txt').scenes,
  ).toMatchObject([
    {
      heading: '港・夕',
      items: [
        { type: 'action', text: 'ミナが走る。' },
        { cue: 'ミナ', delivery: '小声で', text: '聞こえる？' },
        { cue: 'オト', delivery: '', text: '風の音しか聞こえん。' },
      ],
    },
  ]);
});

test.each([
  ['a PDF', '%PDF-1.7\n', /PDF/],
  ['a packed document', 'PK\u0003\u0004', /packed/],
  ['rich text', '{\\rtf1', /rich text/],
  ['anything else that is no text', 'FDR\0\u0001\0\0\u0007\0\0\0\0\0\0\0\0\u0003\0', /no text/],
  ['nothing', ' \n', /no scene/],
])('refuses %s', (_, text, message) => expect(() => read(text)).toThrow(message));

test('a whole screenplay has what other readers count in it', () => {
  const { title, scenes } = fixture('Ascent-to-Guru-Peak.fountain');
  const items = scenes.flatMap((scene) => scene.items);
  const speeches = items.filter(({ type }) => type === 'dialogue');
  expect(title).toBe('"ASCENT TO GURU PEAK"');
  expect(scenes).toHaveLength(6);
  // 27 names; two parentheticals stand within a speech and part it.
  expect(speeches).toHaveLength(29);
  expect(items.filter(({ type }) => type === 'transition')).toHaveLength(2);
});

test('files of other programs beside this checkout are all read', () => {
  for (const path of [
    ...sampleFiles('fdx'),
    ...sampleFiles('fountain'),
    ...sampleFiles('fountain/fountain-tools'),
  ]) {
    if (!/\.(fdx|fountain)$/.test(path)) continue;
    expect([path, readScript(readFileSync(path), path).screenplay.scenes.length > 0]).toEqual([path, true]);
  }
});

test('any bytes at all are read or refused in words', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 300 }),
      fc.constantFrom('a.fdx', 'a.fountain', 'a.txt', ''),
      (bytes, name) => {
        try {
          const { screenplay } = readScript(bytes, name);
          expect(screenplaySchema.parse(screenplay)).toEqual(screenplay);
        } catch (error) {
          expect(error).toBeInstanceOf(ScriptError);
        }
      },
    ),
    { numRuns: 400 },
  );
});

test('a Final Draft script with anything in its place is read or refused in words', () => {
  const pieces = fc.constantFrom(
    '<Paragraph Type="Character">',
    '</Paragraph>',
    '<Text>',
    '</Text>',
    'MINA',
    '<DualDialogue>',
    '</DualDialogue>',
    '&amp;',
    '&#xD800;',
    '&#x110000;',
    '<![CDATA[x]]>',
    '<!-- c -->',
    '<?pi x?>',
    '<Paragraph Type="Scene Heading" Number="7">',
    '<Paragraph Type="Dialogue">',
    '<a b="c"/>',
    '\u0000',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 25 }), (content) => {
      try {
        const screenplay = read(fdx(content.join('')), 'a.fdx');
        expect(screenplaySchema.parse(screenplay)).toEqual(screenplay);
      } catch (error) {
        expect(error).toBeInstanceOf(ScriptError);
      }
    }),
    { numRuns: 400 },
  );
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reverseDiff } from '../document/diff';
import { Document } from '../document/document';
import { createProject } from '../document/factories';
import type { IdOf, Kind } from '../document/records';
import { readFountain } from '../script/fountain';
import { commandRunner, countingContext, plan, run } from '../testing/runCommands';

const empty = (): Document => new Document([createProject({ name: 'Film' })]);
const contentOf = (document: Document): string => JSON.stringify(document.records());
const screenplayOf = (text: string) => readFountain(text).screenplay;

const first = `EXT. PIER - DUSK #1#

Mina runs along the pier.

MINA
(out of breath)
Do you hear the bell?

OTO (V.O.) (CONT'D)
I hear nothing but the wind.

She stops at the boats.

CUT TO:

INT. HUT - NIGHT #2#

A lamp burns.

MINA
It is him.

DISSOLVE TO:

EXT. SEA - NIGHT #3#

Waves.`;

/** A film with imports of versions, one upon the other. */
function filmOf(...versions: string[]) {
  const step = commandRunner();
  let film = empty();
  const take = (text: string, choices = {}) => {
    const { document, edit } = step(film, 'script.import', { screenplay: screenplayOf(text), ...choices });
    film = document;
    return edit;
  };
  for (const version of versions) take(version);
  const edit = (command: string, args: unknown) => {
    film = step(film, command, args).document;
  };
  return { take, edit, film: () => film };
}

/** The film in words: scenes, their shots, who says what. */
function tell(film: Document): string[] {
  return film.list('scene').flatMap((scene) => [
    `# ${scene.number ?? '-'} ${scene.heading}`,
    ...film.childrenOf('shot', scene.id).flatMap((shot) => [
      `[${shot.action}]`,
      ...film.childrenOf('dialogueLine', shot.id).map(({ speakerId, text, deliveryNote }) => {
        const name = speakerId ? film.require('element', speakerId).name : '?';
        return `${name}${deliveryNote && ` (${deliveryNote})`}: ${text}`;
      }),
    ]),
  ]);
}
const record = <K extends Kind>(film: Document, kind: K, at = 0) => film.list(kind)[at] as { id: IdOf<K> };
const lineOf = (film: Document, text: string) => film.list('dialogueLine').find((line) => line.text === text);

describe('the first time', () => {
  test('a shot a scene, with characters, places, lines and how they are said', () => {
    const { film } = filmOf(first);
    expect(tell(film())).toEqual([
      '# 1 EXT. PIER - DUSK',
      '[Mina runs along the pier.\nShe stops at the boats.]',
      'Mina (out of breath): Do you hear the bell?',
      'Oto (V.O.): I hear nothing but the wind.',
      '# 2 INT. HUT - NIGHT',
      '[A lamp burns.]',
      'Mina: It is him.',
      '# 3 EXT. SEA - NIGHT',
      '[Waves.]',
    ]);
    expect(
      film()
        .list('element')
        .map(({ type, name }) => `${type} ${name}`),
    ).toEqual(['place Pier', 'character Mina', 'character Oto', 'place Hut', 'place Sea']);
    expect(
      film()
        .list('shot')
        .map(({ transitionIn }) => transitionIn),
    ).toEqual([null, null, { type: 'dissolve', lengthFrames: 24 }]);
    expect(film().list('scene')[1]?.notes).toBe(
      '— Script —\nINT. HUT - NIGHT #2#\n\nA lamp burns.\n\nMINA\nIt is him.\n\n> DISSOLVE TO:',
    );
  });

  test('a shot for each paragraph of action', () => {
    const { film, take } = filmOf();
    take(first, { shots: 'action' });
    expect(tell(film()).slice(0, 5)).toEqual([
      '# 1 EXT. PIER - DUSK',
      '[Mina runs along the pier.]',
      'Mina (out of breath): Do you hear the bell?',
      'Oto (V.O.): I hear nothing but the wind.',
      '[She stops at the boats.]',
    ]);
  });

  test('shots by the rules, with sizes, who speaks found among the elements', () => {
    const { film, take } = filmOf();
    take(first, { shots: 'rules' });
    const shots = film().childrenOf('shot', record(film(), 'scene').id);
    expect(shots.length).toBeGreaterThan(3);
    expect(shots.every(({ size }) => size !== null)).toBe(true);
    expect(
      film()
        .list('dialogueLine')
        .every(({ speakerId }) => speakerId !== null),
    ).toBe(true);
  });

  test('sections become acts and sequences', () => {
    const { film } = filmOf('# One\n\n## Pier\n\nINT. A\n\nINT. B\n\n# Two\n\nINT. C');
    expect(
      film()
        .list('scene')
        .map(({ act, sequence }) => `${act}/${sequence}`),
    ).toEqual(['One/Pier', 'One/Pier', 'Two/']);
  });

  test('a number that another scene has, or that no file can be named by, is not taken', () => {
    const { film } = filmOf('INT. A #1#\n\nINT. B #1#\n\nINT. C #2/3#');
    expect(
      film()
        .list('scene')
        .map(({ number }) => number),
    ).toEqual(['1', null, null]);
  });

  test('characters are those that are there: by name, by alias, by the last word of a longer name', () => {
    const { film, edit, take } = filmOf();
    for (const [name, notes] of [
      ['mina', ''],
      ['Captain Oto', ''],
      ['The Stranger', 'Tall.\nAlias: MAN IN BLACK, Him'],
    ])
      edit('element.add', { type: 'character', name, notes });
    edit('element.add', { type: 'place', name: 'Pier' });
    take(
      'EXT. PIER - DAY\n\nMINA (O.S.)\nHi.\n\nOTO\nHo.\n\nMAN IN BLACK\nHum.\n\nNEW GUY #2\nHa.\n\n@ミナ\n海。',
    );
    expect(tell(film()).slice(2)).toEqual([
      'mina (O.S.): Hi.',
      'Captain Oto: Ho.',
      'The Stranger: Hum.',
      'New Guy #2: Ha.',
      'ミナ: 海。',
    ]);
    expect(film().list('element')).toHaveLength(6);
    expect(film().list('dialogueLine').at(-1)?.language).toBe('ja');
  });

  test('scenes without anything in the script come behind a film that is there', () => {
    const { film, edit, take } = filmOf();
    edit('scene.add', { heading: 'Titles' });
    take('INT. A\n\nINT. B');
    expect(
      film()
        .list('scene')
        .map(({ heading }) => heading),
    ).toEqual(['Titles', 'INT. A', 'INT. B']);
  });
});

describe('again', () => {
  test('the same script changes nothing, whatever a person has done to the film since', () => {
    const { film, edit, take } = filmOf(first);
    expect(take(first).diff).toEqual({ added: [], updated: [], removed: [] });
    const [scene] = film().list('scene');
    const line = lineOf(film(), 'It is him.');
    edit('dialogue.editLine', {
      dialogueLineId: line?.id,
      fields: { text: 'It is her!', deliveryNote: 'low' },
    });
    edit('dialogue.deleteLine', { dialogueLineId: lineOf(film(), 'I hear nothing but the wind.')?.id });
    edit('scene.edit', { sceneId: scene?.id, fields: { heading: 'EXT. QUAY - DUSK' } });
    edit('element.edit', { elementId: film().list('element')[1]?.id, fields: { name: 'Nina' } });
    edit('shot.edit', { shotIds: [record(film(), 'shot').id], fields: { action: 'Nina runs.' } });
    edit('scene.move', { sceneId: scene?.id, index: 0 });
    expect(take(first).diff).toEqual({ added: [], updated: [], removed: [] });
  });

  test('changed words are changed in their lines; shots, takes, boards and what a person changed stay', () => {
    const { film, edit, take } = filmOf(first);
    const before = film();
    edit('dialogue.editLine', {
      dialogueLineId: lineOf(film(), 'It is him.')?.id,
      fields: { deliveryNote: 'whispers' },
    });
    take(
      first
        .replace('Do you hear the bell?', 'Can you hear that bell?')
        .replace('It is him.', 'No.')
        .replace('Waves.', 'Waves and rain.')
        .replace('EXT. SEA - NIGHT', 'EXT. OPEN SEA - DAWN'),
    );
    expect(tell(film())).toEqual([
      '# 1 EXT. PIER - DUSK',
      '[Mina runs along the pier.\nShe stops at the boats.]',
      'Mina (out of breath): Can you hear that bell?',
      'Oto (V.O.): I hear nothing but the wind.',
      '# 2 INT. HUT - NIGHT',
      '[A lamp burns.]',
      'Mina (whispers): No.',
      '# 3 EXT. OPEN SEA - DAWN',
      '[Waves and rain.]',
    ]);
    for (const kind of ['scene', 'shot', 'dialogueLine'] as const)
      expect(
        film()
          .list(kind)
          .map(({ id }) => id),
      ).toEqual(before.list(kind).map(({ id }) => id));
  });

  test('new scenes and lines come in at their place, moved ones move, others keep their places', () => {
    const { film, take } = filmOf(first);
    const orders = new Map(
      film()
        .list('scene')
        .map(({ id, order }) => [id, order]),
    );
    const [pier, hut, sea] = first.split(/\n\n(?=INT|EXT\. SEA)/) as [string, string, string];
    take(
      [
        sea,
        pier.replace('OTO (V.O.)', 'MINA\nThere!\n\nOTO (V.O.)'),
        'INT. BOAT - NIGHT #1A#\n\nCreaks.',
        hut,
      ].join('\n\n'),
    );
    expect(tell(film())).toEqual([
      '# 3 EXT. SEA - NIGHT',
      '[Waves.]',
      '# 1 EXT. PIER - DUSK',
      '[Mina runs along the pier.\nShe stops at the boats.]',
      'Mina (out of breath): Do you hear the bell?',
      'Mina: There!',
      'Oto (V.O.): I hear nothing but the wind.',
      '# 1A INT. BOAT - NIGHT',
      '[Creaks.]',
      '# 2 INT. HUT - NIGHT',
      '[A lamp burns.]',
      'Mina: It is him.',
    ]);
    expect(
      film()
        .list('scene')
        .filter(({ id, order }) => orders.get(id) === order),
    ).toHaveLength(2);
  });

  test('a paragraph that is new in a scene is a shot where paragraphs are shots', () => {
    const { film, take } = filmOf();
    take(first, { shots: 'action' });
    take(first.replace('She stops', 'A gull screams.\n\nOTO\nHush.\n\nShe stops'), { shots: 'action' });
    expect(tell(film()).slice(1, 7)).toEqual([
      '[Mina runs along the pier.]',
      'Mina (out of breath): Do you hear the bell?',
      'Oto (V.O.): I hear nothing but the wind.',
      '[A gull screams.]',
      'Oto: Hush.',
      '[She stops at the boats.]',
    ]);
  });

  test('lines that are gone go; those that were changed by hand, or with a wish to keep them, stay', () => {
    const without = first
      .replace("OTO (V.O.) (CONT'D)\nI hear nothing but the wind.\n\n", '')
      .replace('MINA\nIt is him.\n\n', '');
    const kept = filmOf(first);
    kept.take(without, { removesGoneLines: false });
    expect(kept.film().list('dialogueLine')).toHaveLength(3);
    const { film, edit, take } = filmOf(first);
    edit('dialogue.editLine', {
      dialogueLineId: lineOf(film(), 'It is him.')?.id,
      fields: { text: 'It is her.' },
    });
    take(without);
    expect(
      film()
        .list('dialogueLine')
        .map(({ text }) => text),
    ).toEqual(['Do you hear the bell?', 'It is her.']);
  });

  test('scenes that are gone stay until they are taken out; those that are no scene of the script are let alone', () => {
    const { film, edit, take } = filmOf(first);
    edit('scene.add', { index: 1, heading: 'My own' });
    const hut = film().list('scene')[2];
    const shorter = first.replace(/INT\. HUT[\s\S]*?DISSOLVE TO:\n\n/, '');
    take(shorter);
    expect(
      film()
        .list('scene')
        .map(({ heading }) => heading),
    ).toEqual(['EXT. PIER - DUSK', 'My own', 'INT. HUT - NIGHT', 'EXT. SEA - NIGHT']);
    take(shorter, { takenOut: [hut?.id] });
    expect(
      film()
        .list('scene')
        .map(({ heading }) => heading),
    ).toEqual(['EXT. PIER - DUSK', 'My own', 'EXT. SEA - NIGHT']);
  });

  test('while numbers are locked nothing is renumbered, and what is taken out is omitted', () => {
    const { film, edit, take } = filmOf(first);
    edit('project.lockNumbers', {});
    const numbers = () =>
      film()
        .list('scene')
        .map(({ number, isOmitted }) => `${number}${isOmitted ? ' omitted' : ''}`);
    const hut = film().list('scene')[1];
    take(first.replace(/INT\. HUT[\s\S]*?#2#/, 'INT. CABIN - DAY #7#\n\nDust.\n\nINT. HUT - NIGHT #8#'));
    expect(numbers()).toEqual(['1', '7', '2', '3']);
    take(first.replace(/INT\. HUT[\s\S]*?DISSOLVE TO:/, '.OMITTED #2#'), { takenOut: [hut?.id] });
    expect(numbers()).toEqual(['1', '7', '2 omitted', '3']);
  });

  test('a scene that is left out is neither changed, moved nor made', () => {
    const { film, take } = filmOf(first);
    take(`INT. NEW\n\n${first.replace('Waves.', 'Rain.')}`, { leftOut: [0, 3] });
    expect(contentOf(film())).toBe(contentOf(filmOf(first).film()));
  });

  test('scenes that were made by hand are taken for those of the script by their headings and words', () => {
    const { film, edit, take } = filmOf();
    edit('scene.add', { heading: 'Int. hut - night' });
    edit('shot.add', { sceneId: record(film(), 'scene').id });
    edit('dialogue.addLine', { shotId: record(film(), 'shot').id, text: 'It is him.' });
    take(first);
    expect(film().list('scene')).toHaveLength(3);
    expect(
      film()
        .list('dialogueLine')
        .filter(({ text }) => text === 'It is him.'),
    ).toHaveLength(1);
    expect(tell(film()).slice(4, 7)).toEqual(['# 2 INT. HUT - NIGHT', '[]', 'Mina: It is him.']);
  });

  test('a scene longer than notes can be is kept as far as they go, and known again', () => {
    const long = `INT. A\n\n${Array.from({ length: 400 }, (_, index) => `MINA\nLine ${index} ${'and more '.repeat(8)}.\n\nBeat ${index}.`).join('\n\n')}`;
    const { film, edit, take } = filmOf();
    take(long, { shots: 'action' });
    expect(film().list('scene')[0]?.notes).toContain('— Script, its beginning —');
    edit('dialogue.editLine', {
      dialogueLineId: film().list('dialogueLine').at(-1)?.id,
      fields: { deliveryNote: 'tired' },
    });
    expect(take(long, { shots: 'action' }).diff).toEqual({ added: [], updated: [], removed: [] });
  });
});

const blocks = fc.constantFrom(
  'INT. HUT - NIGHT',
  'INT. HUT - NIGHT #2#',
  'EXT. PIER - DAY #1#',
  'EXT. SEA',
  '.港・夕',
  '.OMITTED #3#',
  '# Act',
  '## Seq',
  '= A synopsis',
  '[[a note]]',
  'MINA\nHello.',
  "MINA (CONT'D)\nHello there, you.",
  'OTO (V.O.)\n(low)\nNo.\n(loud)\nYes!',
  'OTO ^\nAt once.',
  '@ミナ\n聞こえる？',
  '@\nNobody.',
  'Rain.',
  'Rain falls on the boats.',
  '!INT. NOT A HEADING',
  'MINA (nods)',
  'CUT TO:',
  '> DISSOLVE TO:',
  '> The End <',
  '~ la la',
  '===',
);
const scripts = fc.array(blocks, { maxLength: 25 }).map((all) => screenplayOf(all.join('\n\n')));
const ways = fc.constantFrom('scene', 'action', 'rules');

test('whatever the script: a second import changes nothing, and undoing leads back to the byte', () => {
  fc.assert(
    fc.property(scripts, scripts, ways, (before, screenplay, shots) => {
      const context = countingContext();
      const film = run(empty(), 'script.import', { screenplay: before, shots }, context).document;
      const start = contentOf(film);
      const { document, edit } = run(film, 'script.import', { screenplay, shots }, context);
      expect(plan(document, 'script.import', { screenplay, shots }, context).diff).toEqual({
        added: [],
        updated: [],
        removed: [],
      });
      document.apply(reverseDiff(edit.diff));
      expect(contentOf(document)).toBe(start);
    }),
    { numRuns: 300 },
  );
});

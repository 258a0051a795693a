import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reverseDiff } from '../document/diff';
import { countingContext, plan, run } from '../testing/runCommands';
import { contentOf, empty, filmOf, first, lineOf, record, screenplayOf, tell } from '../testing/scriptFilms';

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

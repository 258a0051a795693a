import { describe, expect, test } from 'vitest';
import { filmOf, first, record, tell } from '../testing/scriptFilms';

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

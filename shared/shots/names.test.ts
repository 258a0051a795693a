import { describe, expect, test } from 'vitest';
import type { Document } from '../document/document';
import { numberingPreset } from '../document/numberingPresets';
import { run } from '../testing/runCommands';
import { smallFilm, testId } from '../testing/smallFilm';
import { boardLabel, previewNumbering, shotFileName } from './names';

const film = (...calls: readonly (readonly [string, unknown])[]): Document =>
  calls.reduce((document, [command, args]) => run(document, command, args).document, smallFilm());
const shot = (name: string) => testId('shot', name);
const file = (pattern: string) => ['project.setNumbering', { fields: { filePattern: pattern } }] as const;

describe('names of boards and files', () => {
  test.each([
    ['slate', 0, '1A-1'],
    ['slate', 1, '1A-2'],
    ['dash', 1, '1-1_2'],
    ['panels', 1, 'EP04_SC010_SH0010_PN02'],
    ['episodic', 0, 'AGM_4_TCC_001_0010_01'],
  ])('%s, board %i: %s', (preset, board, expected) => {
    const document = film(
      ['project.setNumbering', { preset }],
      ['project.edit', { fields: { code: 'agm', episode: '4' } }],
      ['scene.edit', { sceneId: testId('scene', 'one'), fields: { sequence: 'tcc' } }],
    );
    expect(boardLabel(document, shot('A'), board)).toBe(expected);
  });

  test.each([
    ['{project}_{label}', {}, 'Small-film_1A'],
    ['{label}_t{take}_v{version:3}', { take: 2, version: 4 }, '1A_t3_v005'],
    ['{label}_{date}', { date: '2026-11-22' }, '1A_2026-11-22'],
    ['{label}_{size}', {}, '1A'],
    ['{scene}{shot}.', {}, '1A'],
    ['{act}', {}, '_'],
  ])('%s with %j: %s', (pattern, extras, expected) => {
    expect(shotFileName(film(file(pattern)), shot('A'), extras)).toBe(expected);
  });

  test('a name that a system keeps for itself gets a sign behind it', () => {
    const document = film(file('{project}'), ['project.edit', { fields: { code: 'CON' } }]);
    expect(shotFileName(document, shot('A'))).toBe('CON_');
  });

  test('a locked number goes into names as it is, whatever is around it', () => {
    const document = film(
      ['project.lockNumbers', {}],
      ['shot.move', { shotIds: [shot('A')], sceneId: testId('scene', 'two'), beforeShotId: null }],
    );
    expect(boardLabel(document, shot('A'), 0)).toBe('1A-1');
  });
});

describe('a scheme before it is taken', () => {
  test('shows all names and changes nothing', () => {
    const document = smallFilm();
    const preview = previewNumbering(document, numberingPreset('tens'));
    expect(preview.shots.map(({ label }) => label)).toEqual(['0010', '0020', '0030', '0040', '0050']);
    expect(document.project().numbering).toEqual(smallFilm().project().numbering);
  });

  test('says why it cannot be used', () => {
    expect(
      previewNumbering(smallFilm(), { ...numberingPreset('slate'), pattern: '{shots}' }).problem,
    ).toContain('no token');
  });

  test('says which names come up twice', () => {
    const document = smallFilm();
    // As a script has them that numbers two scenes the same.
    const number = (name: string) =>
      ({ kind: 'scene', id: testId('scene', name), from: {}, to: { number: '1' } }) as const;
    document.apply({ added: [], removed: [], updated: [number('one'), number('two')] });
    const preview = previewNumbering(document, { ...numberingPreset('slate'), filePattern: '{project}' });
    expect(preview.clashes).toEqual(['1A', '1B', '1C']);
    expect(preview.shots.map(({ label }) => label)).toEqual(['1A', '1B', '1C', '1D', '1E']);
    expect(preview.fileClashes).toEqual(['Small-film']);
  });
});

import { describe, expect, test } from 'vitest';
import { numberingPreset, numberingPresets } from '../../document/numberingPresets';
import { parsePattern, renderPattern, schemeProblem } from './pattern';

const values = {
  project: 'AGM',
  episode: '104',
  act: '2',
  seq: 'TCC',
  scene: '12',
  shot: '0010',
  label: '12A',
  panel: '1',
  take: '3',
  version: '1',
  date: '2026-11-22',
  size: 'CU',
  move: 'dollyIn',
};

describe('a name from its pattern', () => {
  test.each([
    ['{project}_{episode}_{seq}_{shot}', 'AGM_104_TCC_0010'],
    ['{project}_{episode}_{seq}_{scene}_{shot}', 'AGM_104_TCC_12_0010'],
    ['EP{episode}_SC{scene:3}_SH{shot}_PN{panel:2}', 'EP104_SC012_SH0010_PN01'],
    ['{label}-{take}', '12A-3'],
    ['{label}_v{version:3}_{date}', '12A_v001_2026-11-22'],
    ['{shot} ({size})', '0010 (CU)'],
    ['第{scene}幕 {shot}', '第12幕 0010'],
    ['{act}.{scene}', '2.12'],
    ['{move}_{shot}', 'dollyIn_0010'],
  ])('%s: %s', (pattern, expected) => {
    expect(renderPattern(pattern, values)).toBe(expected);
  });

  test.each([
    ['{project}_{episode}_{seq}_{shot}', { project: 'AGM', shot: '0010' }, 'AGM_0010'],
    ['EP{episode}_SC{scene}_SH{shot}', { scene: '010', shot: '0020' }, 'SC010_SH0020'],
    ['{shot} ({size})', { shot: '0010' }, '0010'],
    ['{act}-{shot}', { shot: '1' }, '1'],
    ['_{shot}', { shot: '1' }, '_1'],
    ['{seq}_{shot}x', { shot: '1' }, '1x'],
  ])(
    '%s without all it asks for: what says nothing goes with the text before it',
    (pattern, some, expected) => {
      expect(renderPattern(pattern, some)).toBe(expected);
    },
  );

  test('words take the case of the scheme, counted letters do not', () => {
    expect(
      renderPattern('{project}_{scene}{shot}', { project: 'Agm', scene: '1', shot: 'aA' }, 'upper'),
    ).toBe('AGM_1aA');
    expect(renderPattern('{project}_{shot}', { project: 'Agm', shot: 'A' }, 'lower')).toBe('agm_A');
  });

  test.each([
    '{shots}',
    '{}',
    '{shot',
    'shot}',
    '{{shot}}',
    '{shot:9}',
    '{shot},',
    '{shot}/{scene}',
    'a:{shot}',
  ])('%s is refused with words', (pattern) => {
    expect(() => parsePattern(pattern)).toThrow(RangeError);
  });
});

describe('a scheme', () => {
  test('every one that is offered can be used', () => {
    expect(numberingPresets.map(({ id, scheme }) => [id, schemeProblem(scheme)])).toEqual(
      numberingPresets.map(({ id }) => [id, null]),
    );
  });

  const slate = numberingPreset('slate');
  test.each([
    [{ pattern: '{scene}' }, 'needs {shot}'],
    [{ pattern: '{shot}' }, 'needs {scene}'],
    [{ pattern: '{scene}{shot}{take}' }, '{take} means nothing here'],
    [{ panelPattern: '{label}' }, 'needs {panel}'],
    [{ shot: slate.scene }, 'between {scene} and {shot}'],
    [{ pattern: '{scene}{shot}{size}' }, 'between {shot} and {size}'],
    [{ filePattern: '{nothing}' }, 'is no token'],
  ])('%o is refused', (fields, words) => {
    expect(schemeProblem({ ...slate, ...fields })).toContain(words);
  });
});

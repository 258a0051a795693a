import { describe, expect, test } from 'vitest';
import { createScene } from '../document/factories';
import type { SceneId } from '../document/ids';
import { groupNames, groupText, scenesFrom } from './acts';

const scenes = ['', 'One', 'One', 'Two', 'One'].map((act, index) => ({
  ...createScene({ id: `scn_${index}` as SceneId, order: `a${index}` }),
  act,
  sequence: index === 1 ? '嵐' : '',
}));

describe('acts and sequences', () => {
  test('names are listed once, as the film has them', () => {
    expect(groupNames(scenes, 'act')).toEqual(['One', 'Two']);
  });

  test.each([
    [0, 'act', [0]],
    [1, 'act', [1, 2]],
    [2, 'act', [2]],
    [4, 'act', [4]],
    [2, 'sequence', [2, 3, 4]],
  ] as const)('from scene %i on, the same %s: %j', (at, group, expected) => {
    expect(scenesFrom(scenes, `scn_${at}` as SceneId, group)).toEqual(expected.map((each) => `scn_${each}`));
  });

  test('a scene that is not there has none', () => {
    expect(scenesFrom(scenes, 'scn_none' as SceneId, 'act')).toEqual([]);
  });

  test('read together', () => {
    expect(scenes.map(groupText)).toEqual(['', 'One · 嵐', 'One', 'Two', 'One']);
  });
});

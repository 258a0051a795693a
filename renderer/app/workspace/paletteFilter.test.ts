import { expect, it } from 'vitest';
import { paletteFilter } from './paletteFilter';

it.each([
  ['view.showStage', 'stage work', ['Stage Workspace', 'View'], true],
  ['sht_1x5y9z2', '1592', ['29T', 'Fog rolls in', 'EXT. PIER'], false],
  ['sht_1x5y9z2', '29t', ['29T', 'Fog rolls in', 'EXT. PIER'], true],
  ['sht_1x5y9z2', '灯台', ['29T', 'ミナは灯台を見る', ''], true],
  ['view.showStage', 'showstage', ['Play or Stop', 'Playback'], false],
])('%s by "%s" in %j: %s', (id, typed, words, isFound) => {
  expect(paletteFilter(id, typed, words) > 0).toBe(isFound);
});

it('a name that says it stands before one whose group does', () => {
  const score = (...words: string[]) => paletteFilter('', 'shot', words);
  expect(score('New Shot', 'Shot')).toBeGreaterThan(score('Scene Details…', 'Shot'));
  expect(score('Combine Shots into One', 'Shot')).toBeGreaterThan(score('Numbering…', 'Shot'));
});

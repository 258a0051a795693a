import { projectSchema } from '@shared/document/records';
import { expect, test } from 'vitest';
import { lookPresets } from './lookPresets';
import { models } from './models';

test('presets have names of their own and words that fit into a film', () => {
  expect(new Set(lookPresets.map(({ name }) => name)).size).toBe(lookPresets.length);
  const words = projectSchema.pick({ promptPrefix: true, promptSuffix: true, negativePrompt: true });
  for (const { name: _name, ...fields } of lookPresets) expect(words.parse(fields)).toEqual(fields);
});

test('a preset leaves room for a shot within what every model reads of one', () => {
  const rooms = models().flatMap(({ multiShot }) => multiShot?.maxCharactersPerShot ?? []);
  for (const { promptPrefix, promptSuffix } of lookPresets)
    expect(promptPrefix.length + promptSuffix.length).toBeLessThan(Math.min(...rooms) / 2);
});

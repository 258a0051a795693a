import { projectSchema } from '@shared/document/records';
import { expect, test } from 'vitest';
import { keptLooks, lookPresets, type OwnLook, ownLooksSchema, renamedLooks } from './lookPresets';
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

const look = (name: string, more: Partial<OwnLook> = {}): OwnLook => ({
  name,
  promptPrefix: '墨の線。',
  promptSuffix: '',
  negativePrompt: 'text',
  styleNames: [],
  ...more,
});

test.each([
  [[], look(' Ink '), ['Ink']],
  [[look('Ink')], look('Dusk'), ['Dusk', 'Ink']],
  [[look('Ink')], look('INK', { promptPrefix: 'Now.' }), ['INK']],
  [[], look('  '), 'A preset needs a name.'],
  [[], look('film NOIR'), '"film NOIR" comes with Ekonte. Give your preset another name.'],
  [[], look('Long', { promptPrefix: 'x'.repeat(4_001) }), /4000 characters/],
  [Array.from({ length: 50 }, (_, index) => look(`Look ${index}`)), look('One more'), /Delete one/],
] as const)('keeping a look %#', (looks, next, expected) => {
  const kept = keptLooks(looks, next);
  if (typeof expected === 'string') expect(kept).toBe(expected);
  else if (expected instanceof RegExp) expect(kept).toMatch(expected);
  else expect((kept as readonly OwnLook[]).map(({ name }) => name)).toEqual(expected);
});

test.each([
  ['Ink', 'Line', ['Dusk', 'Line']],
  ['Ink', 'ink', ['Dusk', 'ink']],
  ['Ink', 'DUSK', 'There is a preset "Dusk" already.'],
  ['Gone', 'Line', 'This preset is gone.'],
] as const)('%s renamed to %s', (from, to, expected) => {
  const renamed = renamedLooks([look('Dusk'), look('Ink')], from, to);
  expect(typeof renamed === 'string' ? renamed : renamed.map(({ name }) => name)).toEqual(expected);
});

test('of settings that were tampered with, what can be read stays', () => {
  const strange = [null, look('Ink'), { ...look('x'), promptPrefix: 5 }, look('y'.repeat(61)), 'text'];
  expect(ownLooksSchema.parse(strange)).toEqual([look('Ink')]);
  expect(ownLooksSchema.parse(Array.from({ length: 80 }, () => look('Ink')))).toHaveLength(50);
  expect(ownLooksSchema.safeParse('no list').success).toBe(false);
});

import { commands } from '@shared/commands/registry';
import { expect, test } from 'vitest';
import { argumentText, commandTitles } from './editWords';

test.each<[unknown, string]>([
  [{ shotIds: ['sht_1234567890'], fields: { action: '海の音。', notes: 'wide' } }, '海の音。 · wide'],
  [{ shotIds: ['sht_1234567890'], lengthFrames: 5 }, ''],
  [null, ''],
  [[' ', ['a', { b: 'c' }]], 'a · c'],
])('%j says "%s"', (args, text) => {
  expect(argumentText(args)).toBe(text);
});

test('every command has a title', async () => {
  const titles = await commandTitles();
  expect(commands.every(({ id }) => (titles.get(id) ?? '') !== '')).toBe(true);
});

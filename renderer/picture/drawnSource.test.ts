import type { DrawnText } from '@shared/compositor/drawn/content';
import { expect, it } from 'vitest';
import { type FontList, pageFonts } from './drawnSource';

const textOf = (text: string, isBold = false) => ({ type: 'text', text, isBold }) as DrawnText;

/** A page whose fonts have come as far as `there` says. */
function fakeFonts(there: Set<string>) {
  const asked: string[] = [];
  const list = {
    check: (font: string, text: string) => {
      asked.push(`${font.slice(0, 3)} ${text}`);
      return [...text].every((character) => there.has(character));
    },
    load: async (_font: string, text: string) => {
      if (text.includes('!')) throw new Error('It cannot be read.');
      for (const character of text) there.add(character);
      return [];
    },
  };
  return { asked, fonts: pageFonts(list as unknown as FontList) };
}

it('asks the page once for each character and weight', () => {
  const { asked, fonts } = fakeFonts(new Set('LAMP'));
  expect(['LAMP', 'LAP', 'PALM'].map((text) => fonts.isReady(textOf(text)))).toEqual([true, true, true]);
  expect(fonts.isReady(textOf('LAMP', true))).toBe(true);
  expect(asked).toEqual(['400 LAMP', '700 LAMP']);
});

it('a text is ready when its characters have been read, or could not be', async () => {
  const { fonts } = fakeFonts(new Set('a'));
  expect(fonts.isReady(textOf('a海'))).toBe(false);
  await fonts.load(textOf('a海'));
  await fonts.load(textOf('?!'));
  expect(['海a', '!?'].map((text) => fonts.isReady(textOf(text)))).toEqual([true, true]);
});

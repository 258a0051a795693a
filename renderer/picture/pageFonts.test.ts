import type { DrawnText } from '@shared/compositor/drawn/content';
import { describe, expect, it } from 'vitest';
import { FontCoverage } from './fontCoverage';
import { type FontList, pageFonts } from './pageFonts';

const textOf = (text: string, isBold = false) => ({ type: 'text', text, isBold }) as DrawnText;

interface Face {
  readonly family: string;
  readonly weight: string;
  readonly unicodeRange: string;
  status: FontFaceLoadStatus;
}

const faceOf = (
  unicodeRange: string,
  status: FontFaceLoadStatus = 'unloaded',
  { family = 'Inter Variable', weight = '100 900' } = {},
): Face => ({ family, weight, unicodeRange, status });

/** A page with these faces; a text with a `!` cannot be read. */
function fakeFonts(faces: readonly Face[]) {
  const list: FontList = {
    size: faces.length,
    [Symbol.iterator]: () => faces[Symbol.iterator](),
    load: async (_font, text) => {
      if (text.includes('!')) throw new Error('It cannot be read.');
      for (const face of faces) face.status = 'loaded';
    },
  };
  return pageFonts(list);
}

describe('a text is ready', () => {
  it('when all faces that have its characters have been read', async () => {
    const fonts = fakeFonts([
      faceOf('U+0-7F', 'loaded'),
      faceOf('U+6D77', 'unloaded', { family: 'Noto' }),
      faceOf('U+5C71', 'unloaded', { family: 'Noto' }),
    ]);
    expect(['LAMP', '海', 'A海'].map((text) => fonts.isReady(textOf(text)))).toEqual([true, false, false]);
    await fonts.load(textOf('海'));
    expect(fonts.isReady(textOf('A海'))).toBe(true);
  });

  it('when a family that is asked first has it and another one has not come', () => {
    const fonts = fakeFonts([faceOf('U+41', 'loaded'), faceOf('U+41', 'loading', { family: 'Noto' })]);
    expect(fonts.isReady(textOf('A'))).toBe(false);
  });

  it('when no face has its characters: they are set in a font of the system', () => {
    expect(fakeFonts([faceOf('U+0-7F')]).isReady(textOf('م'))).toBe(true);
  });

  it('when it was tried and could not be read', async () => {
    const fonts = fakeFonts([faceOf('U+0-7F')]);
    await fonts.load(textOf('?!'));
    expect(['!?', 'a'].map((text) => fonts.isReady(textOf(text)))).toEqual([true, false]);
  });

  it('at its own weight', () => {
    const fonts = fakeFonts([
      faceOf('U+41', 'loaded', { weight: 'normal' }),
      faceOf('U+41', 'unloaded', { weight: '700' }),
    ]);
    expect([textOf('A'), textOf('A', true)].map((text) => fonts.isReady(text))).toEqual([true, false]);
  });
});

it.each([
  { range: 'U+26', inside: ['&'], outside: ['%', "'"] },
  { range: 'U+41-43, U+61', inside: ['A', 'C', 'a'], outside: ['@', 'D', 'b'] },
  { range: 'u+4??', inside: ['Ѐ', 'ӿ'], outside: ['Ͽ', 'Ԁ'] },
  { range: 'U+1F600', inside: ['😀'], outside: ['😁'] },
  { range: 'nothing', inside: [], outside: ['A'] },
])('$range is of $inside and not of $outside', ({ range, inside, outside }) => {
  const coverage = new FontCoverage([faceOf(range)], 400);
  expect(inside.map((character) => coverage.facesOf(character).length)).toEqual(inside.map(() => 1));
  expect(outside.map((character) => coverage.facesOf(character).length)).toEqual(outside.map(() => 0));
});

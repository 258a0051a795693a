import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { breakLines, plainText } from './breakLines';
import { fontWidths } from './fontWidths';
import { clipText, letterWidth, type TextStyle, textWidth } from './measureText';

const style: TextStyle = { weight: 'regular', size: 10 };
const wide = (letters: number) => letters * 10;

describe('lines are broken', () => {
  it.each([
    // Behind words; spaces at the end hang over.
    ['The harbour at dusk.', 62, ['The harbour', 'at dusk.']],
    ['one two  three', 40, ['one two', 'three']],
    ['well-known', 40, ['well-', 'known']],
    // Between Japanese letters, but a stop never begins a line and an opening bracket never ends one.
    ['灯台の上で嵐を見る', wide(4), ['灯台の上', 'で嵐を見', 'る']],
    ['嵐を見る。空', wide(4), ['嵐を見', 'る。空']],
    ['彼は「はい」と', wide(3), ['彼は', '「は', 'い」と']],
    ['きゃっきゃ', wide(3), ['きゃっ', 'きゃ']],
    // What is wider than a line is broken where it must.
    ['Donaudampfschiff', 40, null],
    // Lines of a person's own stay.
    ['a\n\nb', 50, ['a', '', 'b']],
    ['', 50, ['']],
  ] as const)('%j at %i pt', (text, width, expected) => {
    const lines = breakLines(text, style, width);
    if (expected) expect(lines).toEqual(expected);
    expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(/[ \n]/g, ''));
    for (const line of lines) expect(textWidth(line, style)).toBeLessThanOrEqual(width + 0.01);
  });

  it('leaves an indented line empty rather than cutting a word that fits on the next', () => {
    expect(breakLines('harbour', style, 60, 40)).toEqual(['', 'harbour']);
    expect(breakLines('the harbour', style, 60, 40)).toEqual(['the', 'harbour']);
  });

  it('loses nothing and keeps within the width, whatever the text', () => {
    const letters = fc.constantFrom('a', 'W', ' ', '、', '「', '」', '嵐', 'っ', '-', '。', '\n', '😀', 'é');
    const text = fc.array(letters, { maxLength: 80 }).map((parts) => plainText(parts.join('')));
    fc.assert(
      fc.property(
        text,
        fc.integer({ min: 12, max: 90 }),
        fc.integer({ min: 0, max: 80 }),
        (words, width, indent) => {
          const lines = breakLines(words, style, width, Math.min(indent, width));
          expect(lines.join('').replaceAll(' ', '')).toBe(words.replaceAll(/[ \n]/g, ''));
          for (const line of lines) expect(textWidth(line, style)).toBeLessThanOrEqual(width + 0.01);
        },
      ),
    );
  });
});

test('texts are made plain: one way to write a letter, nothing unseen', () => {
  expect(plainText('か\u3099\r\n\r\n\r\nb\u0000\u202ec\t d ')).toBe('が\n\nbc  d');
  expect(plainText('\u{d800}x')).toBe('\ufffdx');
  expect(plainText(' 　 ')).toBe('');
});

test('what does not fit is cut with dots', () => {
  expect(clipText('灯台', style, 20)).toBe('灯台');
  expect(clipText('灯台守', style, 25)).toBe('灯…');
  expect(clipText('灯台守', style, 5)).toBe('');
});

/** The table is written by scripts/assets/build-paper-widths.mjs: it must not be older than the fonts. */
test.each([
  ['regular', '400Regular/NotoSansJP_400Regular.ttf'],
  ['bold', '700Bold/NotoSansJP_700Bold.ttf'],
] as const)('widths of %s letters are those of the font', (weight, file) => {
  const packages = createRequire(import.meta.url);
  const fontkit = packages('fontkit');
  const font = fontkit.create(readFileSync(packages.resolve(`@expo-google-fonts/noto-sans-jp/${file}`)));
  const wrong = (font.characterSet as number[]).filter(
    (code) => letterWidth(code, weight) !== font.glyphForCodePoint(code).advanceWidth,
  );
  expect(wrong).toEqual([]);
  expect(Object.keys(fontWidths)).toContain(weight);
});

import { expect, test } from 'vitest';
import { oneLine, withLineBreaks } from './oneLine';

const text = 'A mountain\nof great beauty\nis over the foothills.';

test('words of two lines stay two words', () => {
  expect(oneLine(text)).toBe('A mountain of great beauty is over the foothills.');
});

test.each([
  ['the end', 'A mountain of great beauty is over the sea.', 'A mountain\nof great beauty\nis over the sea.'],
  ['the start', 'Fog of great beauty is over the foothills.', 'Fog\nof great beauty\nis over the foothills.'],
  [
    'the middle',
    'A mountain of rare beauty is over the foothills.',
    'A mountain\nof rare beauty\nis over the foothills.',
  ],
  ['nothing', oneLine(text), text],
  ['all of it', 'Rain.', 'Rain.'],
  ['a longer text', `${oneLine(text)} Rain.`, `${text} Rain.`],
])('typing over %s keeps the line breaks of the rest', (_what, typed, expected) => {
  expect(withLineBreaks(text, typed)).toBe(expected);
});

test('a text of one line is what was typed', () => {
  expect(withLineBreaks('霧が晴れる', '霧が深くなる')).toBe('霧が深くなる');
  expect(withLineBreaks('aa', 'aaa')).toBe('aaa');
  expect(withLineBreaks('', 'x')).toBe('x');
  expect(withLineBreaks('a\n\nb', '')).toBe('');
});

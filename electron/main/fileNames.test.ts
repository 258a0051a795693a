import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeFileName, withProjectEnding } from './fileNames';

describe('safeFileName', () => {
  it.each([
    ['The Lighthouse', 'The Lighthouse'],
    ['灯台', '灯台'],
    ['a/b\\c:d', 'a b c d'],
    ['../../etc/passwd', 'etc passwd'],
    ['  spaced   out  ', 'spaced out'],
    ['dots...', 'dots'],
    ['.hidden', 'hidden'],
    ['con', 'con film'],
    ['', 'Untitled'],
    ['???', 'Untitled'],
    ['a\u0000b\nc', 'a b c'],
  ])('%j becomes %j', (name, expected) => {
    expect(safeFileName(name)).toBe(expected);
  });

  it('is always one short name without a folder', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (name) => {
        const safe = safeFileName(name);
        expect(safe).not.toMatch(/[/\\:]/);
        expect(safe).not.toMatch(/^\.|\.$/);
        expect(safe.trim()).not.toBe('');
        expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(130);
      }),
    );
  });
});

it('adds the project ending once', () => {
  expect(withProjectEnding('/films/A')).toBe('/films/A.ekonte');
  expect(withProjectEnding('/films/A.EKONTE')).toBe('/films/A.EKONTE');
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileNameOf } from './fileName';
import { type FoundFile, matchFiles, movedPath, moveOf, type WantedFile } from './relinkMatching';

const wanted = (path: string, fields: Partial<WantedFile> = {}): WantedFile => ({
  mediaId: `med_${fileNameOf(path)}`,
  path,
  name: fileNameOf(path),
  byteSize: 100,
  fingerprint: 'f1',
  fingerprintOf: 'whole',
  modifiedAtMs: 1_000_000,
  ...fields,
});
const found = (path: string, fields: Partial<FoundFile> = {}): FoundFile => ({
  path,
  byteSize: 100,
  modifiedAtMs: 1_000_000,
  fingerprints: {},
  ...fields,
});
const summary = (media: readonly WantedFile[], files: readonly FoundFile[]) =>
  matchFiles(media, files).map(({ path, confidence }) => [path, confidence]);

describe('one media', () => {
  const media = wanted('/rushes/day 1/A001.mov');
  test.each<[string, FoundFile[], [string, string][]]>([
    [
      'by its content, whatever its name',
      [found('/x/b.mov', { fingerprints: { whole: 'f1' } })],
      [['/x/b.mov', 'same']],
    ],
    [
      'the other kind of fingerprint says nothing',
      [found('/x/b.mov', { fingerprints: { samples: 'f1' } })],
      [],
    ],
    ['name, size and time', [found('/x/A001.mov')], [['/x/A001.mov', 'likely']]],
    [
      'capitals and time in steps',
      [found('/x/a001.MOV', { modifiedAtMs: 1_001_999 })],
      [['/x/a001.MOV', 'likely']],
    ],
    ['another size', [found('/x/A001.mov', { byteSize: 99 })], [['/x/A001.mov', 'different']]],
    ['another time', [found('/x/A001.mov', { modifiedAtMs: 9 })], [['/x/A001.mov', 'different']]],
    [
      'read, and another',
      [found('/x/A001.mov', { fingerprints: { whole: 'f2' } })],
      [['/x/A001.mov', 'different']],
    ],
    ['another name', [found('/x/A002.mov')], []],
    ['nothing', [], []],
    [
      'content before name',
      [found('/a/A001.mov', { byteSize: 9 }), found('/z/copy.mov', { fingerprints: { whole: 'f1' } })],
      [['/z/copy.mov', 'same']],
    ],
    [
      'of several, the one in the folder of that name',
      [found('/a/A001.mov'), found('/b/day 1/A001.mov'), found('/c/day 2/A001.mov')],
      [['/b/day 1/A001.mov', 'likely']],
    ],
  ])('%s', (_what, files, expected) => {
    expect(summary([media], files)).toEqual(expected);
    expect(summary([media], [...files].reverse())).toEqual(expected);
  });

  test('a copied file is found by the name it has in the project', () => {
    const copied = wanted(`media/ab/${'ab'.repeat(32)}.png`, { name: 'Sky.png', modifiedAtMs: null });
    expect(summary([copied], [found('/x/sky.png')])).toEqual([['/x/sky.png', 'likely']]);
  });

  test('accents in either way of writing', () => {
    const media2 = wanted('/a/café.wav'.normalize('NFC'));
    expect(summary([media2], [found('/b/café.wav'.normalize('NFD'))])).toEqual([
      ['/b/café.wav'.normalize('NFD'), 'likely'],
    ]);
  });
});

test('a file that is certainly one media is not proposed for another of its name', () => {
  const a = wanted('/old/1/clip.mov', { mediaId: 'a', fingerprint: 'fa' });
  const b = wanted('/old/2/clip.mov', { mediaId: 'b', fingerprint: 'fb' });
  const files = [found('/new/1/clip.mov', { fingerprints: { whole: 'fa' } })];
  expect(matchFiles([a, b], files)).toEqual([{ mediaId: 'a', path: '/new/1/clip.mov', confidence: 'same' }]);
});

describe('what moves together', () => {
  test.each([
    ['/a/b/day 1/x.mov', '/c/day 1/x.mov', '/a/b/day 2/y.mov', '/c/day 2/y.mov'],
    ['/a/x.mov', '/b/x.mov', '/a/y.mov', '/b/y.mov'],
    ['C:\\rushes\\1\\x.mov', 'D:\\r\\1\\x.mov', 'C:\\rushes\\2\\y.mov', 'D:\\r\\2\\y.mov'],
    ['C:\\rushes\\1\\x.mov', '/Volumes/r/1/x.mov', 'C:\\rushes\\2\\y.mov', '/Volumes/r/2/y.mov'],
    ['/a/b/x.mov', '/x.mov', '/a/b/c/y.mov', '/c/y.mov'],
    ['day 1/x.mov', '/new/day 1/x.mov', 'day 2/y.mov', '/new/day 2/y.mov'],
    ['/a/b/x.mov', '/c/x.mov', '/elsewhere/y.mov', null],
  ])('%s → %s: %s → %s', (before, after, other, expected) => {
    const move = moveOf(before, after);
    if (!move) throw new Error('no move');
    expect(movedPath(before, move)).toBe(after);
    expect(movedPath(other, move)).toBe(expected);
  });

  test('another name says nothing of others', () => {
    expect(moveOf('/a/x.mov', '/b/renamed.mov')).toBeNull();
  });
});

/** A tree of files that are all different, and what has become of each: gone, moved, renamed, or another in its place. */
const fate = fc.record({
  folder: fc.constantFrom('/old/1', '/old/2', '/old/1/deep'),
  name: fc.constantFrom('a.mov', 'b.mov', 'c.wav', 'd.png'),
  size: fc.integer({ min: 1, max: 4 }),
  becomes: fc.constantFrom('moved', 'renamed', 'gone', 'replaced', 'unread'),
});

describe('any tree', () => {
  test('content decides: what is there is found, and nothing is taken for what it is not', () => {
    fc.assert(
      fc.property(fc.array(fate, { maxLength: 25 }), fc.nat(), (fates, seed) => {
        const media = fates.map(({ folder, name, size }, index) =>
          wanted(`${folder}/${index} ${name}`, {
            mediaId: `m${index}`,
            byteSize: size,
            fingerprint: `f${index}`,
            fingerprintOf: index % 3 === 0 ? 'samples' : 'whole',
          }),
        );
        const files = fates.flatMap(({ folder, name, size, becomes }, index) => {
          const path = `${folder.replace('/old', '/new')}/${index} ${name}`;
          const prints = { whole: `f${index}`, samples: `f${index}` };
          if (becomes === 'moved') return [found(path, { byteSize: size, fingerprints: prints })];
          if (becomes === 'renamed')
            return [found(`/new/z${index}`, { byteSize: size, fingerprints: prints, modifiedAtMs: 5 })];
          if (becomes === 'unread') return [found(path, { byteSize: size })];
          const others = { whole: `o${index}`, samples: `o${index}` };
          return becomes === 'replaced' ? [found(path, { byteSize: size, fingerprints: others })] : [];
        });
        const rotated = [
          ...files.slice(seed % (files.length + 1)),
          ...files.slice(0, seed % (files.length + 1)),
        ];
        const matches = matchFiles(media, rotated);
        expect(matchFiles(media, files)).toEqual(matches);
        const byMedia = new Map(matches.map((match) => [match.mediaId, match]));
        expect(byMedia.size).toBe(matches.length);
        const expected = {
          moved: 'same',
          renamed: 'same',
          gone: undefined,
          replaced: 'different',
          unread: 'likely',
        };
        for (const [index, { becomes }] of fates.entries())
          expect([index, byMedia.get(`m${index}`)?.confidence]).toEqual([index, expected[becomes]]);
        const certain = matches.filter(({ confidence }) => confidence !== 'different');
        expect(new Set(certain.map(({ path }) => path)).size).toBe(certain.length);
      }),
    );
  });

  test('a file that moved tells where it is', () => {
    const part = fc.constantFrom('a', 'b', 'day 1', '海', 'A001');
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 4 }),
        fc.array(part, { maxLength: 4 }),
        fc.array(part, { minLength: 1, maxLength: 4 }),
        fc.array(part, { minLength: 1, maxLength: 4 }),
        (before, after, own, other) => {
          const at = (parts: readonly string[]): string => `/${parts.join('/')}`;
          const move = moveOf(at([...before, ...own]), at([...after, ...own]));
          if (!move) throw new Error('it has kept its name');
          expect(movedPath(at([...before, ...own]), move)).toBe(at([...after, ...own]));
          const neighbour = movedPath(at([...before, ...other]), move);
          if (neighbour !== null) expect(neighbour.endsWith(other.at(-1) ?? '')).toBe(true);
        },
      ),
    );
  });
});

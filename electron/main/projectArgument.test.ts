import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { projectArgument } from './projectArgument';

it.each([
  [['electron', '.', 'films/A.ekonte'], 'films/A.ekonte'],
  [['electron', '--user-data-dir=/x/B.ekonte', '.', 'A.ekonte/'], 'A.ekonte'],
  [['electron', '.', 'films/A.EKONTEZ'], 'films/A.EKONTEZ'],
  [['electron', '.'], null],
  [['electron', 'notes.txt'], null],
])('%j', (args, expected) => {
  expect(projectArgument(args, '/home/me')).toBe(expected === null ? null : resolve('/home/me', expected));
});

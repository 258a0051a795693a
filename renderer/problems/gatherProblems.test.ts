import type { MediaId } from '@shared/document/ids';
import type { Problem } from '@shared/generation/problems';
import { expect, test } from 'vitest';
import { gatherProblems } from './gatherProblems';

const problem = (code: string, mediaId: string | null): Problem => ({
  code,
  severity: 'error',
  message: `${code} ${mediaId}`,
  shotId: null,
  elementId: null,
  mend: mediaId
    ? { title: 'Send it in a fitting size', action: { type: 'fitPicture', mediaId: mediaId as MediaId } }
    : null,
});

test('pictures that are wrong alike come together, where the first of them stood', () => {
  const problems = [
    problem('tooLong', null),
    problem('format', 'med_a'),
    problem('tooSmall', 'med_b'),
    problem('format', 'med_c'),
    problem('tooLong', null),
  ];
  expect(gatherProblems(problems).map((alike) => alike.map(({ message }) => message))).toEqual([
    ['tooLong null'],
    ['format med_a', 'format med_c'],
    ['tooSmall med_b'],
    ['tooLong null'],
  ]);
});

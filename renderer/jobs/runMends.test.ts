import type { MediaId, ShotId } from '@shared/document/ids';
import type { GroupPreview } from '@shared/generation/preview';
import type { Mend, Problem } from '@shared/generation/problems';
import { describe, expect, test } from 'vitest';
import { changeOfMend, groupsWithProblems, problemCountWords } from './runMends';

const problem = (action: Mend | null, severity: Problem['severity'] = 'error'): Problem => ({
  code: 'code',
  severity,
  message: 'Words.',
  shotId: null,
  elementId: null,
  mend: action && { title: 'Mend', action },
});

const group = (label: string, problems: Problem[] = []): GroupPreview => ({
  shotIds: label.split('-').map((shot) => `shot_${shot}` as ShotId),
  label,
  model: 'kling-3.0',
  problems,
  cost: null,
  seconds: 5,
  prompt: {
    text: '',
    characters: 0,
    maxCharacters: null,
    advisedCharacters: null,
    isMultiShot: false,
    shots: [],
    mentions: [],
  },
  request: null,
});

const shotId = 'shot_1A' as ShotId;
const elementId = 'el_1' as never;
const mediaId = 'med_1' as MediaId;
const groups = [group('1A-1B'), group('1C')];
const [first] = groups as [GroupPreview];

describe('one click', () => {
  test.each<[Mend, ReturnType<typeof changeOfMend>]>([
    [
      { type: 'shortenShot', shotId, lengthFrames: 240 },
      { type: 'film', command: 'shot.setLength', args: { shotIds: [shotId], lengthFrames: 240 } },
    ],
    [
      { type: 'dropFrame', which: 'last' },
      { type: 'settings', change: { lastFrame: 'none' } },
    ],
    [
      { type: 'useBoard', which: 'first' },
      { type: 'settings', change: { firstFrame: 'board' } },
    ],
    [{ type: 'dropClip' }, { type: 'settings', change: { clipUrl: '' } }],
    [
      { type: 'setSound', sound: 'off' },
      { type: 'settings', change: { sound: 'off' } },
    ],
    [
      { type: 'setResolution', resolution: '720p' },
      { type: 'settings', change: { resolution: '720p' } },
    ],
    [
      { type: 'setRatio', ratio: '16:9' },
      { type: 'settings', change: { ratio: '16:9' } },
    ],
    [
      { type: 'setPlannedBy', plannedBy: 'us' },
      { type: 'settings', change: { plannedBy: 'us' } },
    ],
    [{ type: 'dropSeed' }, { type: 'settings', change: { seed: null } }],
    [
      { type: 'setModel', model: 'kling-o1' },
      { type: 'model', model: 'kling-o1' },
    ],
    [
      { type: 'splitGroup', shotIds: [shotId] },
      { type: 'extras', extras: { grouping: [['shot_1A'], ['shot_1B'], ['shot_1C']] as never } },
    ],
    [
      { type: 'fitPicture', mediaId },
      { type: 'extras', extras: { fittedIds: [mediaId] } },
    ],
    [
      { type: 'dropElement', elementId },
      { type: 'extras', extras: { withoutElementIds: [elementId] } },
    ],
    // Pictures are not chosen in this form.
    [{ type: 'dropPicture', mediaId }, null],
  ])('%o', (mend, change) => {
    expect(changeOfMend([problem(mend)], {}, first, groups)).toEqual(change);
  });

  test('mends all that is wrong alike, and keeps what was mended before', () => {
    const other = 'med_2' as MediaId;
    const alike = [problem({ type: 'fitPicture', mediaId }), problem({ type: 'fitPicture', mediaId: other })];
    expect(
      changeOfMend(alike, { fittedIds: [mediaId], withoutElementIds: [elementId] }, first, groups),
    ).toEqual({ type: 'extras', extras: { fittedIds: [mediaId, other], withoutElementIds: [elementId] } });
  });

  test('has nothing to do without a mend', () => {
    expect(changeOfMend([problem(null)], {}, first, groups)).toBeNull();
  });
});

test('what keeps it from being sent comes first', () => {
  const listed = groupsWithProblems([
    group('1A', [problem(null, 'warning')]),
    group('1B'),
    group('1C', [problem(null), problem(null, 'warning')]),
  ]);
  expect(listed.map(({ label }) => label)).toEqual(['1C', '1A']);
  expect(problemCountWords(listed)).toBe('1 to mend before it can be sent · 2 notes');
  expect(problemCountWords([group('1A', [problem(null, 'warning')])])).toBe('1 note');
});

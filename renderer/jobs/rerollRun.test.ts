import type { ShotId } from '@shared/document/ids';
import { frames } from '@shared/time/frames';
import { describe, expect, it } from 'vitest';
import { localMaker, type Maker } from '../state/generators';
import { changeOfReroll, endWords, rerollRefusal } from './rerollRun';

const neighbour = (takeId: string | null) => ({
  label: '1A',
  source: {
    type: 'shotFrame' as const,
    shotId: 'sht_00000001' as ShotId,
    frame: frames(47),
    takeId: takeId as never,
  },
});

const kling = (model: string, makes: Maker['makes'] = 'video'): Maker => ({
  id: `kling ${model}`,
  label: model,
  provider: 'kling',
  settings: { model },
  makes,
});

describe('a mend of a re-roll', () => {
  it('of a frame holds for this run alone', () => {
    const extras = { firstFrame: neighbour(null).source, lastFrame: neighbour(null).source };
    expect(changeOfReroll({ type: 'settings', change: { lastFrame: 'none' } }, extras)).toEqual({
      type: 'extras',
      extras: { ...extras, lastFrame: 'none' },
    });
    expect(changeOfReroll({ type: 'settings', change: { firstFrame: 'board' } }, extras)).toEqual({
      type: 'extras',
      extras: { ...extras, firstFrame: 'board' },
    });
  });

  it.each([
    { type: 'settings', change: { resolution: '1080p' } },
    { type: 'model', model: 'kling-3.0' },
    { type: 'extras', extras: { fittedIds: [] } },
  ] as const)('of anything else is as ever: $type', (change) => {
    expect(changeOfReroll(change, {})).toBe(change);
  });
});

const inA = { label: '1A', sourceInFrames: 0 };

it.each([
  ['first', { ...neighbour('tak_1').source, frame: frames(12) }, 'Frame 13 of 1A'],
  ['first', neighbour('tak_1').source, 'Last of 1A'],
  ['last', neighbour('tak_1').source, 'First of 1A'],
  ['first', neighbour(null).source, 'Last of 1A, board'],
  ['first', 'board', 'Its own board'],
  ['last', 'none', 'Left to the model'],
] as const)('words of the %s frame: %j', (end, choice, words) => {
  expect(endWords(end, choice, inA, neighbour(null))).toBe(words);
});

describe('who can make a shot between frames', () => {
  const omni = kling('kling-3.0-omni');
  it.each([
    [omni, [localMaker, omni], null],
    // Its checks say that it takes no last frame.
    [kling('kling-3.0-turbo'), [], null],
    [localMaker, [localMaker, omni], 'Choose a maker'],
    [localMaker, [localMaker], 'A key for Kling'],
    [kling('kling-image-3.0', 'image'), [omni], 'takes no first and last frames'],
  ] as const)('%#', (maker, makers, words) => {
    const refusal = rerollRefusal(maker, makers);
    if (words === null) expect(refusal).toBeNull();
    else expect(refusal).toContain(words);
  });
});

import { frameSizeSchema } from '@shared/document/records';
import { describe, expect, it } from 'vitest';
import { defaultSize, evenSize, framePresets } from './framePresets';

describe('framePresets', () => {
  it.each(framePresets.map((preset) => [preset.name, preset] as const))(
    '%s holds sizes a film can have',
    (_name, preset) => {
      for (const { width, height } of preset.sizes)
        expect(() => frameSizeSchema.parse({ width, height })).not.toThrow();
    },
  );

  it.each([
    ['wide', 1920, 1080],
    ['scope', 1920, 804],
    ['tall', 1080, 1920],
    ['academy', 1440, 1080],
    ['square', 1080, 1080],
  ])('%s begins with %d × %d', (id, width, height) => {
    const preset = framePresets.find((candidate) => candidate.id === id);
    expect(preset && defaultSize(preset)).toMatchObject({ width, height });
  });
});

it.each([
  [1081, 1082],
  [3, 16],
  [99_999, 8192],
  [1080, 1080],
])('%d px becomes %d', (typed, expected) => {
  expect(evenSize(typed)).toBe(expected);
});

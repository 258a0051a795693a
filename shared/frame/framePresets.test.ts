import { describe, expect, it } from 'vitest';
import { frameSizeSchema } from '../document/records';
import { defaultSize, evenSize, framePresets, ratioText } from './framePresets';

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
    ['flat', 1920, 1038],
    ['portrait', 1080, 1350],
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

it.each([
  [1920, 1080, '16:9'],
  [1280, 720, '16:9'],
  [960, 540, '16:9'],
  [1920, 804, '2.39:1'],
  [1000, 500, '2:1'],
  [1080, 1920, '9:16'],
  [1500, 1000, '3:2'],
  [1660, 1000, '1.66:1'],
  [1000, 1660, '1:1.66'],
])('%d × %d is called %s', (width, height, expected) => {
  expect(ratioText({ width, height })).toBe(expected);
});

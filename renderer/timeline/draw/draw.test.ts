import { buildFilm } from '@shared/timeline/filmBuilder.testing';
import { selectTimelineModel } from '@shared/timeline/model';
import { describe, expect, it } from 'vitest';
import { isOfOddScene, placeWhileTrimming } from './drawShots';
import { fitText, forgetTextMeasures } from './text';
import { mixColours, sameHue } from './theme';

/** A context in which every character is 10 px wide. */
function fakeContext(): CanvasRenderingContext2D {
  const measureText = (text: string) => ({ width: [...text].length * 10 });
  return { font: '12px Inter', measureText } as unknown as CanvasRenderingContext2D;
}

describe('texts cut to fit', () => {
  it.each([
    { text: 'waves', room: 50, shown: 'waves' },
    { text: 'waves', room: 49, shown: 'wav…' },
    { text: 'waves of', room: 79, shown: 'waves…' },
    { text: '波の音とても長い', room: 45, shown: '波の音…' },
    { text: '🌊🌊🌊', room: 25, shown: '🌊…' },
    { text: 'waves', room: 19, shown: '' },
    { text: 'waves', room: 0, shown: '' },
    { text: '', room: 30, shown: '' },
  ])('"$text" in $room px', ({ text, room, shown }) => {
    forgetTextMeasures();
    expect(fitText(fakeContext(), text, room)).toBe(shown);
    expect(fitText(fakeContext(), text, room)).toBe(shown);
  });
});

describe('colours', () => {
  it.each([
    { from: '#000000', to: '#ffffff', share: 0.5, mixed: '#808080' },
    { from: '#121315', to: '#191b1e', share: 0, mixed: '#121315' },
    { from: '#121315', to: '#191b1e', share: 1, mixed: '#191b1e' },
  ])('mixes $from and $to', ({ from, to, share, mixed }) => {
    expect(mixColours(from, to, share)).toBe(mixed);
  });

  it.each([
    { colour: '#ff0000', lighter: 'hsl(0 75% 60%)' },
    { colour: '#24504c', lighter: 'hsl(175 28% 60%)' },
    { colour: '#808080', lighter: 'hsl(0 0% 60%)' },
  ])('lightens $colour in its hue', ({ colour, lighter }) => {
    expect(sameHue(colour, 0.6)).toBe(lighter);
  });
});

it('scenes beside each other differ where their shots run into one', () => {
  const { sequence } = selectTimelineModel(buildFilm({ scenes: [[24, 48], [24], [24, 24]] }));
  const odd = sequence.shots.map((entry) => isOfOddScene(sequence, entry));
  expect(odd).toEqual([false, false, true, false, false]);
});

describe('shots while an edge is dragged', () => {
  const { sequence } = selectTimelineModel(buildFilm({ scenes: [[24, 48, 24]] }));
  const places = (edge: 'head' | 'tail', byFrames: number) =>
    sequence.shots.map((entry) => {
      const gesture = { type: 'trimShot', edge, byFrames } as Parameters<typeof placeWhileTrimming>[1];
      const { start, end } = placeWhileTrimming(entry, gesture, 1);
      return [start, end];
    });

  it.each([
    {
      what: 'tail later',
      edge: 'tail',
      byFrames: 6,
      places: [
        [0, 24],
        [24, 78],
        [78, 102],
      ],
    },
    {
      what: 'tail earlier',
      edge: 'tail',
      byFrames: -6,
      places: [
        [0, 24],
        [24, 66],
        [66, 90],
      ],
    },
    {
      what: 'head later',
      edge: 'head',
      byFrames: 6,
      places: [
        [0, 24],
        [24, 66],
        [66, 90],
      ],
    },
    {
      what: 'head earlier',
      edge: 'head',
      byFrames: -6,
      places: [
        [0, 24],
        [24, 78],
        [78, 102],
      ],
    },
  ] as const)('$what: those behind follow, without gaps', ({ edge, byFrames, places: expected }) => {
    expect(places(edge, byFrames)).toEqual(expected);
  });
});

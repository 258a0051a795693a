import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildFilm, contextOf, rowY } from './filmBuilder.testing';
import { hitTest, type TimelineHit } from './hitTest';
import { layoutTimeline, rowAt } from './layout';
import { selectTimelineModel } from './model';
import type { TimelineView } from './view';

const document = buildFilm({
  scenes: [[24, 48, 24], [96]],
  tracks: [
    [
      [10, 50],
      [60, 20],
    ],
    [],
  ],
});
const { model, view, layout } = contextOf(document);
const hitAt = (x: number, y: number, playhead = 300): TimelineHit =>
  hitTest(model, view, layout, playhead, { x, y });

const words = (hit: TimelineHit): string => {
  switch (hit.type) {
    case 'shot':
      return `shot ${hit.entry.label}`;
    case 'shotEdge':
      return `${hit.edge} of ${hit.entry.label}`;
    case 'clip':
      return `clip at ${hit.clip.startFrame}`;
    case 'clipEdge':
      return `${hit.edge} of clip at ${hit.clip.startFrame}`;
    case 'track':
      return `track ${hit.trackIndex}`;
    default:
      return hit.type;
  }
};

describe('what lies under a point', () => {
  it.each([
    { x: 10, y: rowY.ruler, hit: 'ruler' },
    { x: 1195, y: rowY.ruler, hit: 'playhead' },
    { x: 10, y: rowY.jobs, hit: 'jobs' },
    { x: 50, y: rowY.shots, hit: 'shot 1A' },
    { x: 0, y: rowY.shots, hit: 'head of 1A' },
    { x: 92, y: rowY.shots, hit: 'tail of 1A' },
    { x: 95.9, y: rowY.shots, hit: 'tail of 1A' },
    { x: 96, y: rowY.shots, hit: 'head of 1B' },
    { x: 102, y: rowY.shots, hit: 'shot 1B' },
    { x: 770, y: rowY.shots, hit: 'tail of 2A' },
    { x: 790, y: rowY.shots, hit: 'shotsLane' },
    { x: -3, y: rowY.shots, hit: 'shotsLane' },
    { x: 100, y: rowY.track(0), hit: 'clip at 10' },
    { x: 41, y: rowY.track(0), hit: 'head of clip at 10' },
    { x: 37, y: rowY.track(0), hit: 'head of clip at 10' },
    { x: 30, y: rowY.track(0), hit: 'track 0' },
    { x: 238, y: rowY.track(0), hit: 'tail of clip at 10' },
    { x: 241, y: rowY.track(0), hit: 'head of clip at 60' },
    { x: 323, y: rowY.track(0), hit: 'tail of clip at 60' },
    { x: 100, y: rowY.track(1), hit: 'track 1' },
    { x: 100, y: rowY.track(2), hit: 'empty' },
  ])('at $x, $y is $hit', ({ x, y, hit }) => {
    expect(words(hitAt(x, y))).toBe(hit);
  });

  it('leaves the middle of a narrow shot to be taken, and only the middle of a sliver', () => {
    const far: TimelineView = { startFrame: 0, pixelsPerFrame: 0.5, widthPx: 1200 };
    const hits = Array.from({ length: 12 }, (_, x) =>
      hitTest(model, far, layout, 300, { x: x + 0.5, y: rowY.shots }),
    );
    expect(hits.map((hit) => hit.type)).toContain('shot');
    const sliver: TimelineView = { ...far, pixelsPerFrame: 0.2 };
    const inFirst = [0, 1, 2, 3, 4].map(
      (x) => hitTest(model, sliver, layout, 900, { x, y: rowY.shots }).type,
    );
    expect(new Set(inFirst)).toEqual(new Set(['shot']));
  });

  it('finds the shot that a walk over all shots finds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 30 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (lengths, place) => {
          const film = selectTimelineModel(buildFilm({ scenes: [lengths] }));
          const frame = place * film.sequence.lengthFrames;
          const hit = hitTest(film, view, layoutTimeline(film, 260, 0), 9999, {
            x: frame * 4,
            y: rowY.shots,
          });
          const found = film.sequence.shots.find(
            (entry) => entry.startFrame <= frame && frame < entry.endFrame,
          );
          expect('entry' in hit ? hit.entry : null).toBe(found);
        },
      ),
    );
  });
});

describe('layout of the rows', () => {
  const tall = selectTimelineModel(buildFilm({ tracks: Array.from({ length: 12 }, () => []) }));

  it('scrolls the tracks under the rows that stay', () => {
    const scrolled = layoutTimeline(tall, 200, 1000);
    expect(scrolled.scrollY).toBe(106 + 12 * 26 - 200);
    expect(rowAt(scrolled, rowY.shots)?.type).toBe('shots');
    expect(rowAt(scrolled, 199)).toMatchObject({ type: 'track', index: 11 });
    const partly = layoutTimeline(tall, 200, 30);
    expect(rowAt(partly, 107)).toMatchObject({ type: 'track', index: 1 });
  });

  it('does not scroll what fits', () => {
    expect(layoutTimeline(tall, 1000, 50)).toMatchObject({ scrollY: 0, maxScrollY: 0 });
  });
});

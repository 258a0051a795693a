import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  autoScrollSpeed,
  clampView,
  fitView,
  frameAtX,
  maxPixelsPerFrame,
  minPixelsPerFrame,
  pageToFrame,
  panView,
  revealFrame,
  sliderToPixelsPerFrame,
  type TimelineView,
  viewMarginPx,
  xOfFrame,
  zoomToSlider,
  zoomView,
} from './view';

const lengths = fc.integer({ min: 1, max: 300_000 });
const widths = fc.integer({ min: 100, max: 4000 });
const views = fc
  .tuple(
    lengths,
    widths,
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  )
  .map(([contentEnd, widthPx, zoom, place]) => {
    const blank: TimelineView = { startFrame: 0, pixelsPerFrame: 1, widthPx };
    const pixelsPerFrame = sliderToPixelsPerFrame(zoom, blank, contentEnd);
    return {
      contentEnd,
      view: clampView({ startFrame: place * contentEnd, pixelsPerFrame, widthPx }, contentEnd),
    };
  });

describe('view of the timeline', () => {
  it('maps frames to px and back', () => {
    fc.assert(
      fc.property(views, fc.double({ min: 0, max: 4000, noNaN: true }), ({ view }, x) => {
        expect(xOfFrame(view, frameAtX(view, x))).toBeCloseTo(x, 3);
      }),
    );
  });

  it('keeps the moment under the pointer while zooming, unless the film ends there', () => {
    fc.assert(
      fc.property(
        views,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        ({ view, contentEnd }, place, factor) => {
          const x = place * view.widthPx;
          const zoomed = zoomView(view, view.pixelsPerFrame * factor, x, contentEnd);
          const moved = xOfFrame(zoomed, frameAtX(view, x)) - x;
          const first = -viewMarginPx / zoomed.pixelsPerFrame;
          const last = Math.max(first, contentEnd - zoomed.widthPx / zoomed.pixelsPerFrame / 2);
          const isHeld = zoomed.startFrame <= first + 1e-6 || zoomed.startFrame >= last - 1e-6;
          expect(isHeld || Math.abs(moved) < 0.01).toBe(true);
        },
      ),
    );
  });

  it('never leaves its limits', () => {
    fc.assert(
      fc.property(views, fc.double({ min: -1e6, max: 1e6, noNaN: true }), ({ view, contentEnd }, by) => {
        const panned = panView(view, by, contentEnd);
        expect(xOfFrame(panned, 0)).toBeLessThanOrEqual(viewMarginPx + 1e-6);
        expect(panned.pixelsPerFrame).toBeLessThanOrEqual(maxPixelsPerFrame);
        expect(panned.pixelsPerFrame).toBeGreaterThanOrEqual(
          minPixelsPerFrame(contentEnd, view.widthPx) - 1e-9,
        );
        expect(clampView(panned, contentEnd)).toBe(panned);
      }),
    );
  });

  it('turns the slider into a zoom and back', () => {
    fc.assert(
      fc.property(views, fc.double({ min: 0, max: 1, noNaN: true }), ({ view, contentEnd }, position) => {
        const pixelsPerFrame = sliderToPixelsPerFrame(position, view, contentEnd);
        fc.pre(minPixelsPerFrame(contentEnd, view.widthPx) < maxPixelsPerFrame);
        expect(zoomToSlider({ ...view, pixelsPerFrame }, contentEnd)).toBeCloseTo(position, 6);
      }),
    );
  });

  it.each([
    { what: 'a film', from: 0, to: 624, contentEnd: 624 },
    { what: 'a shot in the middle', from: 300, to: 384, contentEnd: 624 },
    { what: 'the last shot', from: 600, to: 624, contentEnd: 624 },
    { what: 'one frame', from: 10, to: 11, contentEnd: 624 },
    { what: 'an empty film', from: 0, to: 0, contentEnd: 0 },
  ])('fits $what into the width', ({ from, to, contentEnd }) => {
    const view = fitView({ startFrame: 77, pixelsPerFrame: 3, widthPx: 1000 }, from, to, contentEnd);
    expect(xOfFrame(view, from)).toBeGreaterThanOrEqual(0);
    expect(xOfFrame(view, to)).toBeLessThanOrEqual(1000);
    expect(view.pixelsPerFrame).toBeLessThanOrEqual(maxPixelsPerFrame);
  });

  it('reveals a frame by as little as it takes', () => {
    const view: TimelineView = { startFrame: 100, pixelsPerFrame: 4, widthPx: 1000 };
    expect(revealFrame(view, 200, 10_000)).toBe(view);
    expect(xOfFrame(revealFrame(view, 90, 10_000), 90)).toBeCloseTo(48);
    expect(xOfFrame(revealFrame(view, 900, 10_000), 900)).toBeCloseTo(952);
  });

  it('turns the page when playback leaves the view', () => {
    const view: TimelineView = { startFrame: 100, pixelsPerFrame: 4, widthPx: 1000 };
    expect(pageToFrame(view, 349, 10_000)).toBe(view);
    expect(xOfFrame(pageToFrame(view, 350, 10_000), 350)).toBeCloseTo(viewMarginPx);
    expect(xOfFrame(pageToFrame(view, 20, 10_000), 20)).toBeCloseTo(viewMarginPx);
  });

  it.each([
    { x: 500, sign: 0 },
    { x: 10, sign: -1 },
    { x: -300, sign: -1 },
    { x: 995, sign: 1 },
    { x: 2000, sign: 1 },
  ])('scrolls by itself at x = $x', ({ x, sign }) => {
    expect(Math.sign(autoScrollSpeed(x, 1000))).toBe(sign);
    expect(Math.abs(autoScrollSpeed(x, 1000))).toBeLessThanOrEqual(4 * 4 * 220);
  });
});

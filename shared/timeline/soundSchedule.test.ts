import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildFilm, clipId } from './filmBuilder.testing';
import {
  filmSampleRate,
  gainOf,
  isSamePieces,
  type PlayAnchor,
  partsBetween,
  type SoundPart,
  type SoundPiece,
  schedulePart,
  selectSoundPieces,
} from './soundSchedule';

const piece = (startSample: number, length: number, sourceInSample = 0): SoundPiece => ({
  clipId: clipId(startSample),
  trackId: 'trk_00000000' as SoundPiece['trackId'],
  mediaId: 'med_sound000' as SoundPiece['mediaId'],
  startSample,
  endSample: startSample + length,
  sourceInSample,
});

const pieces = fc
  .array(fc.tuple(fc.nat(5000), fc.integer({ min: 1, max: 3000 }), fc.nat(4000)), { maxLength: 12 })
  .map((list) => list.map(([start, length, source]) => piece(start, length, source)))
  .map((list) => list.sort((a, b) => a.startSample - b.startSample));

describe('sounds of a film', () => {
  it('are placed by the sample, sorted by start', () => {
    const document = buildFilm({
      tracks: [
        [
          [24, 48],
          [100, 24, 30],
        ],
        [[12, 6]],
      ],
    });
    expect(
      selectSoundPieces(document).map((one) => [one.startSample, one.endSample, one.sourceInSample]),
    ).toEqual([
      [24_000, 36_000, 0],
      [48_000, 144_000, 0],
      [200_000, 248_000, 60_000],
    ]);
    expect(selectSoundPieces(document)).toBe(selectSoundPieces(document));
  });

  it('are the same until one moves', () => {
    expect(isSamePieces([piece(0, 5)], [piece(0, 5)])).toBe(true);
    expect(isSamePieces([piece(0, 5)], [piece(0, 6)])).toBe(false);
    expect(isSamePieces([piece(0, 5)], [])).toBe(false);
  });
});

describe('parts of sounds', () => {
  it('tile what is heard: every sample once, from the right place of its chunk', () => {
    fc.assert(
      fc.property(
        pieces,
        fc.nat(6000),
        fc.nat(4000),
        fc.integer({ min: 50, max: 900 }),
        (list, from, span, chunk) => {
          const parts = partsBetween(list, from, from + span, chunk);
          for (const one of list) {
            const own = parts.filter((part) => part.piece === one);
            const start = Math.max(one.startSample, from);
            const end = Math.min(one.endSample, from + span);
            expect(own.reduce((sum, part) => sum + part.sampleCount, 0)).toBe(Math.max(0, end - start));
            own.forEach((part, index) => {
              const before = own[index - 1];
              expect(part.filmSample).toBe(before ? before.filmSample + before.sampleCount : start);
              expect(part.chunkIndex * chunk + part.chunkOffset).toBe(
                one.sourceInSample + part.filmSample - one.startSample,
              );
              expect(part.chunkOffset + part.sampleCount).toBeLessThanOrEqual(chunk);
              expect(part.sampleCount).toBeGreaterThan(0);
            });
          }
        },
      ),
    );
  });

  it('of windows that follow each other are the parts of the whole', () => {
    fc.assert(
      fc.property(pieces, fc.nat(3000), fc.nat(3000), (list, first, second) => {
        const total = (parts: readonly SoundPart[]): number =>
          parts.reduce((sum, part) => sum + part.sampleCount, 0);
        const whole = partsBetween(list, 0, first + second, 500);
        const halves = [
          ...partsBetween(list, 0, first, 500),
          ...partsBetween(list, first, first + second, 500),
        ];
        expect(total(halves)).toBe(total(whole));
      }),
    );
  });
});

describe('scheduling', () => {
  const part: SoundPart = {
    piece: piece(96_000, 48_000),
    chunkIndex: 0,
    chunkOffset: 1000,
    filmSample: 96_000,
    sampleCount: 48_000,
  };
  const anchor: PlayAnchor = { filmSample: 48_000, contextSeconds: 10, speed: 1 };

  it.each([
    { what: 'ahead of time', now: 10.2, speed: 1, when: 11, offset: 1000, samples: 48_000 },
    { what: 'at twice the speed', now: 10.2, speed: 2, when: 10.5, offset: 1000, samples: 48_000 },
    { what: 'half over', now: 11.5, speed: 1, when: 11.5, offset: 25_000, samples: 24_000 },
    {
      what: 'late at four times the speed',
      now: 10.3,
      speed: 4,
      when: 10.3,
      offset: 10_600,
      samples: 38_400,
    },
  ])('starts a part $what', ({ now, speed, when, offset, samples }) => {
    const scheduled = schedulePart(part, { ...anchor, speed }, now);
    expect(scheduled?.whenSeconds).toBeCloseTo(when, 4);
    expect(scheduled?.offsetSeconds).toBeCloseTo(offset / filmSampleRate, 4);
    expect(scheduled?.durationSeconds).toBeCloseTo(samples / filmSampleRate, 4);
  });

  it('leaves out what is over', () => {
    expect(schedulePart(part, anchor, 12)).toBeNull();
  });

  it('hears the same sample at the same moment however late it comes', () => {
    const moments = fc.double({ min: 9, max: 12.5, noNaN: true });
    fc.assert(
      fc.property(moments, fc.constantFrom(1, 2, 4), (now, speed) => {
        const scheduled = schedulePart(part, { ...anchor, speed }, now);
        fc.pre(scheduled !== null);
        const filmAtStart =
          anchor.filmSample + (scheduled.whenSeconds - anchor.contextSeconds) * speed * filmSampleRate;
        const heard = part.filmSample + scheduled.offsetSeconds * filmSampleRate - part.chunkOffset;
        expect(heard).toBeCloseTo(filmAtStart, 3);
        expect(scheduled.whenSeconds).toBeGreaterThanOrEqual(Math.min(now, 10) - 1e-9);
      }),
    );
  });

  it.each([
    { gainDb: 0, gain: 1 },
    { gainDb: -6, gain: 0.501 },
    { gainDb: 6, gain: 1.995 },
    { gainDb: -96, gain: 0 },
  ])('turns $gainDb dB into a factor', ({ gainDb, gain }) => {
    expect(gainOf(gainDb)).toBeCloseTo(gain, 3);
  });
});

import { describe, expect, it } from 'vitest';
import { Document } from '../document/document';
import type { RecordOf } from '../document/records';
import { smallFilm, testId, testTake } from '../testing/smallFilm';
import { frames } from '../time/frames';
import { clipCutAt, clipCutEffect, clipCutReach, meetInClip } from './clipCut';
import { selectSequence } from './sequence';

type TakeRecord = RecordOf<'take'>;

/** A and B of the small film, 72 frames each, from one clip of 150: the takes are 75 long. */
function takes(fields: Partial<TakeRecord> = {}): readonly [TakeRecord, TakeRecord] {
  const one = { jobId: 'job_clip00001', lengthFrames: frames(75) } as Partial<TakeRecord>;
  return [
    { ...testTake('first', 'A', 'clip'), ...one },
    { ...testTake('second', 'B', 'clip'), ...one, mediaInFrames: frames(75), ...fields },
  ];
}

function cutOf(first: TakeRecord, second: TakeRecord) {
  const before = smallFilm();
  const records = [...(['project', 'scene'] as const).flatMap((kind) => before.list(kind))];
  const shots = before.list('shot').map((shot) => {
    const active = shot.id === first.shotId ? first.id : shot.id === second.shotId ? second.id : null;
    return { ...shot, activeTakeId: active };
  });
  const film = new Document([...records, ...shots, first, second] as never);
  const { shots: entries } = selectSequence(film);
  return clipCutAt(film, entries[0], entries[1]);
}

describe('a cut of the film inside a clip', () => {
  it('is there where both shots show neighbouring parts of one clip', () => {
    expect(cutOf(...takes())).toMatchObject({ before: { label: '1A' }, after: { label: '1B' } });
  });

  it.each<[string, Partial<TakeRecord>]>([
    ['of another run', { jobId: 'job_clip00002' as never }],
    ['of no run', { jobId: null }],
    ['of another clip', { mediaId: testId('media', 'other') }],
    ['that does not begin where the other ends', { mediaInFrames: frames(76) }],
  ])('and not with a take %s', (_name, fields) => {
    const [first, second] = takes(fields);
    expect(meetInClip(first, second)).toBe(false);
    expect(cutOf(first, second)).toBeNull();
  });

  it('goes so far that each take keeps a frame', () => {
    const cut = cutOf(...takes());
    expect(cut && clipCutReach(cut)).toEqual({ least: -74, most: 74 });
  });

  it('a take shorter than its shot holds its last picture, a longer one is cut off', () => {
    const cut = cutOf(...takes());
    if (!cut) throw new Error('There is no cut.');
    const lengths = [cut.before.shot.lengthFrames, cut.after.shot.lengthFrames];
    const spare = lengths.map((length) => 75 - length);
    expect(clipCutEffect(cut, 0)).toEqual({
      heldBefore: Math.max(0, -(spare[0] ?? 0)),
      heldAfter: Math.max(0, -(spare[1] ?? 0)),
    });
    expect(clipCutEffect(cut, -10).heldBefore).toBe(Math.max(0, 10 - (spare[0] ?? 0)));
    expect(clipCutEffect(cut, 10).heldAfter).toBe(Math.max(0, 10 - (spare[1] ?? 0)));
  });
});

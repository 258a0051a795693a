import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outlived, type Thinnable } from './thinning';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const now = Date.UTC(2026, 5, 15, 12, 30);
const plenty = 1e12;

const auto = (ageMs: number, byteSize = 1_000): Thinnable => ({
  id: `${ageMs / minute} min`,
  kind: 'auto',
  createdAtMs: now - ageMs,
  byteSize,
});

/** Ids of those that stay, oldest first. */
function kept(snapshots: readonly Thinnable[], cap = plenty): string[] {
  const gone = new Set(outlived(snapshots, now, cap));
  return snapshots.filter(({ id }) => !gone.has(id)).map(({ id }) => id);
}

describe('thinning', () => {
  test('keeps all of two hours, the last of each hour of a day, the last of each day of a month', () => {
    const everyTen = Array.from({ length: 6 * 24 * 40 }, (_, index) => auto(index * 10 * minute));
    const ages = kept(everyTen).map((id) => Number.parseInt(id, 10) / 60);
    expect(ages.filter((age) => age <= 2)).toHaveLength(13);
    const hourly = ages.filter((age) => age > 2 && age <= 24);
    expect(hourly.length).toBeGreaterThanOrEqual(22);
    expect(hourly.length).toBeLessThanOrEqual(23);
    const daily = ages.filter((age) => age > 24);
    expect(daily.length).toBeGreaterThanOrEqual(29);
    expect(daily.length).toBeLessThanOrEqual(30);
    expect(Math.max(...ages)).toBeLessThanOrEqual(30 * 24);
  });

  test('never takes what a person named, what was before a migration, or the newest', () => {
    const old: Thinnable[] = [
      { ...auto(400 * day), id: 'named', kind: 'named' },
      { ...auto(400 * day), id: 'migration', kind: 'migration' },
      { ...auto(400 * day), id: 'newest' },
      { ...auto(401 * day), id: 'older' },
    ];
    expect(kept(old, 1)).toEqual(['named', 'migration', 'newest']);
  });

  test('keeps what was before a restoring for a month', () => {
    const restored = (ageMs: number): Thinnable => ({
      ...auto(ageMs),
      id: `${ageMs / day}`,
      kind: 'restore',
    });
    expect(kept([restored(29 * day), restored(29.001 * day), restored(31 * day)])).toEqual(['29', '29.001']);
  });

  test('over the cap the oldest go first, the newest stays whatever its size', () => {
    expect(kept([auto(30 * minute, 40), auto(20 * minute, 40), auto(10 * minute, 40)], 100)).toEqual([
      '20 min',
      '10 min',
    ]);
    expect(kept([auto(20 * minute, 40), auto(10 * minute, 4_000)], 100)).toEqual(['10 min']);
  });

  test('thinning what was thinned takes no more, and time only takes away', () => {
    const ages = fc.array(fc.integer({ min: 0, max: 60 * 24 * 60 }), { maxLength: 60 });
    fc.assert(
      fc.property(ages, (minutes) => {
        const all = [...new Set(minutes)].map((age) => auto(age * minute));
        const once = kept(all);
        expect(kept(all.filter(({ id }) => once.includes(id)))).toEqual(once);
        if (all.length > 0) expect(once.length).toBeGreaterThan(0);
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { nextIndex } from './alongRow';

describe('nextIndex', () => {
  it('goes along a row and round its ends', () => {
    expect(nextIndex('ArrowRight', 0, 3)).toBe(1);
    expect(nextIndex('ArrowRight', 2, 3)).toBe(0);
    expect(nextIndex('ArrowLeft', 0, 3)).toBe(2);
    expect(nextIndex('ArrowLeft', 2, 3)).toBe(1);
    expect(nextIndex('Home', 1, 3)).toBe(0);
    expect(nextIndex('End', 1, 3)).toBe(2);
  });

  it('leaves all other keys alone', () => {
    expect(nextIndex('ArrowDown', 0, 3)).toBe(-1);
    expect(nextIndex('a', 0, 3)).toBe(-1);
  });
});

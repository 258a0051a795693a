import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const answers: (() => void)[] = [];
/** Where the worker is. */
let cursor = 5;
const lists = vi.fn(async () => ({ entries: [], first: 1, last: 5, cursor }));
const goes: number[] = [];

vi.mock('../state/bridge', () => ({ call: lists, onEvent: () => () => undefined }));
vi.mock('../state/runCommand', () => ({
  goToHistory: (position: number) => {
    goes.push(position);
    return new Promise<void>((resolve) => {
      answers.push(() => {
        cursor = position;
        resolve();
      });
    });
  },
}));

const { followHistory, goAlong, historyLinesStore } = await import('./historyLines');
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

let stop: () => void;
beforeEach(async () => {
  cursor = 5;
  stop = followHistory();
  await settle();
});
afterEach(() => stop());

it('shows the place one goes to at once, and what is pressed next counts from there', async () => {
  void goAlong(historyLinesStore.getState().cursor - 1);
  void goAlong(historyLinesStore.getState().cursor - 1);
  expect([goes.splice(0), historyLinesStore.getState().cursor]).toEqual([[4, 3], 3]);
  answers.shift()?.();
  await settle();
  expect(historyLinesStore.getState().cursor).toBe(3);
  answers.shift()?.();
  await settle();
  expect(historyLinesStore.getState().cursor).toBe(3);
});

it('a way that was refused ends where the film is', async () => {
  void goAlong(2);
  const [refuse] = answers.splice(0);
  const before = cursor;
  refuse?.();
  cursor = before;
  await settle();
  expect(historyLinesStore.getState().cursor).toBe(5);
});

it('asks for nothing once the list is closed', async () => {
  void goAlong(1);
  stop();
  lists.mockClear();
  answers.shift()?.();
  await settle();
  expect(lists).not.toHaveBeenCalled();
});

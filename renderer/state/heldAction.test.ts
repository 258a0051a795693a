import { afterEach, expect, test, vi } from 'vitest';
import { registerActions } from './actions';
import { beginPart, dropHeld, followHeld, holdAction } from './heldAction';

const stop = followHeld();
afterEach(dropHeld);

test('what is asked of a part on its way is done once, when it has come', async () => {
  const run = vi.fn();
  const come = beginPart();
  expect(holdAction('stage.useBrush')).toBe(true);
  const remove = registerActions([{ id: 'stage.useBrush', run }]);
  come();
  await Promise.resolve();
  expect(run).toHaveBeenCalledTimes(1);
  remove();
  registerActions([{ id: 'stage.useBrush', run }])();
  await Promise.resolve();
  expect(run).toHaveBeenCalledTimes(1);
});

test('nothing is kept when no part is on its way, or something else was done', async () => {
  const run = vi.fn();
  expect(holdAction('stage.useBrush')).toBe(false);
  const come = beginPart();
  holdAction('stage.useBrush');
  dropHeld();
  come();
  registerActions([{ id: 'stage.useBrush', run }])();
  await Promise.resolve();
  expect(run).not.toHaveBeenCalled();
  stop();
});

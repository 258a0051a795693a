import { afterEach, expect, test, vi } from 'vitest';
import { registerActions } from './actions';
import { documentStore, forgetProject } from './documentStore';
import { beginPart, dropHeld, followHeld, holdAction, holdUntilLoaded } from './heldAction';

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

test('a key pressed while only the outline is there is answered once the whole film is, unless something else is done', async () => {
  const [run, other] = [vi.fn(), vi.fn()];
  expect(holdUntilLoaded(run)).toBe(false);
  documentStore.setState({ isOutlined: true });
  expect(holdUntilLoaded(other)).toBe(true);
  dropHeld();
  expect(holdUntilLoaded(run)).toBe(true);
  documentStore.setState({ isLoaded: true });
  documentStore.setState({ revision: 2 });
  await Promise.resolve();
  expect([run.mock.calls.length, other.mock.calls.length]).toEqual([1, 0]);
  forgetProject();
});

test('a key of a part that is made when the whole film is there is kept, too', async () => {
  const run = vi.fn();
  documentStore.setState({ isOutlined: true });
  expect(holdAction('stage.useBrush')).toBe(true);
  documentStore.setState({ isLoaded: true });
  const remove = registerActions([{ id: 'stage.useBrush', run }]);
  await Promise.resolve();
  expect(run).toHaveBeenCalledTimes(1);
  remove();
  forgetProject();
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

import type { ActionId } from '@shared/actions/catalogue';
import { expect, it } from 'vitest';
import type { Action } from '../state/actions';
import { actionForKey, isBehindDialog } from './keyboard';

const action = (id: ActionId, isEnabled?: () => boolean): Action => ({
  id,
  title: id,
  group: 'View',
  run: () => undefined,
  ...(isEnabled ? { isEnabled } : {}),
});

it('of several actions on a key, the last registered that can run now answers', () => {
  const always = action('view.showBoards');
  const never = action('view.showStage', () => false);
  const now = action('view.showReview', () => true);
  expect(actionForKey([always, now, never])).toBe(now);
  expect(actionForKey([always, never])).toBe(always);
  expect(actionForKey([never])).toBeUndefined();
});

it('behind a dialog that is open nothing happens but undo and what goes elsewhere', () => {
  const page = (isOpen: boolean): ParentNode =>
    ({ querySelector: () => (isOpen ? {} : null) }) as unknown as ParentNode;
  expect(isBehindDialog('shot.delete', page(true))).toBe(true);
  expect(isBehindDialog('project.close', page(true))).toBe(true);
  expect(isBehindDialog('edit.undo', page(true))).toBe(false);
  expect(isBehindDialog('project.close', page(false))).toBe(false);
});

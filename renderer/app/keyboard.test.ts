import type { ActionId } from '@shared/actions/catalogue';
import { expect, it } from 'vitest';
import type { Action } from '../state/actions';
import { actionForKey } from './keyboard';

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

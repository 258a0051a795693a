import { CodedError } from '@shared/rpc/result';
import { afterEach, expect, test } from 'vitest';
import { noticeStore } from './notices';
import { queued } from './queued';

afterEach(() => noticeStore.setState({ notices: [] }));

test('what was asked for is queued, or was thought better of; a refusal is told', async () => {
  expect(await queued(Promise.resolve({}))).toBe(true);
  expect(await queued(Promise.resolve(null))).toBe(false);
  expect(noticeStore.getState().notices).toEqual([]);
  expect(await queued(Promise.reject(new CodedError('refused', 'The disk is full.')))).toBe(false);
  expect(noticeStore.getState().notices).toMatchObject([{ tone: 'warning', message: 'The disk is full.' }]);
});

import { expect, it } from 'vitest';
import { i420Kernel } from '../../renderer/compositor-host/i420Kernel';
import { assembleI420 } from './build-i420.mjs';

it('the committed kernel is what its source assembles to', async () => {
  expect(Buffer.from(await assembleI420()).toString('base64')).toBe(i420Kernel);
});

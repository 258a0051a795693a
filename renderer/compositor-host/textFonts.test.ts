import type { PictureLayer } from '@shared/compositor/shotPicture';
import { afterEach, expect, test, vi } from 'vitest';
import { loadTextFonts } from './textFonts';

afterEach(() => vi.unstubAllGlobals());

const content = {
  type: 'text',
  text: '灯台',
  colour: '#ffffff',
  lineHeight: 0.05,
  align: 'left',
  isBold: true,
};
const layers = [{ type: 'drawn', content }, { type: 'missing' }] as unknown as readonly PictureLayer[];

test.each([
  ['a worker', (fonts: object) => vi.stubGlobal('self', { fonts })],
  [
    'the page, which paints stills',
    (fonts: object) => {
      vi.stubGlobal('self', {});
      vi.stubGlobal('document', { fonts });
    },
  ],
])('%s reads the fonts of its texts, and says when it cannot', async (_where, stub) => {
  const load = vi.fn(async (_font: string, _text: string) => []);
  stub({ load });
  await loadTextFonts(layers);
  expect(load.mock.calls).toEqual([[expect.stringMatching(/^\d+ 16px .*Noto Sans JP/), '灯台']]);
  load.mockRejectedValueOnce(new Error('gone'));
  await expect(loadTextFonts(layers)).rejects.toMatchObject({ message: expect.stringContaining('gone') });
});

import { expect, it } from 'vitest';
import { newTemplateId } from './templateIds';

it.each([
  ['Text to Video (Wan 2.2)', 'text-to-video-wan-2-2'],
  ['海の風景', 'workflow'],
  ['--', 'workflow'],
  ['taken', 'taken-3'],
  ['x'.repeat(200), 'x'.repeat(50)],
])('%s', (name, id) => {
  expect(newTemplateId(name, new Set(['taken', 'taken-2']))).toBe(id);
});

import { expect, it } from 'vitest';
import type { Take } from '../document/records';
import { testTake } from '../testing/smallFilm';
import { takeWish } from './takeWish';

const kling = { provider: 'kling', model: 'kling-3.0', seed: null };
const comfy = { provider: 'comfyui', model: 'Wan 2.2', seed: 7 };

it.each<[string, Partial<Take>, unknown, unknown]>([
  ['the local renderer', { provider: 'local', request: { segmentHash: 'x' } }, null, null],
  [
    'Kling, its brackets left out',
    { ...kling, request: { settings: { model: 'kling-2.6', sound: 'off', grouping: 'single' } } },
    { model: 'kling-2.6', sound: 'off' },
    { model: 'kling-2.6', sound: 'off' },
  ],
  [
    'Kling with its defaults',
    { ...kling, request: { settings: null } },
    { model: 'kling-3.0' },
    { model: 'kling-3.0' },
  ],
  [
    'a workflow',
    { ...comfy, request: { settings: { templateId: 'tpl_a', seed: null, overrides: { sht_1: 'x' } } } },
    { templateId: 'tpl_a', seed: 7, overrides: { sht_1: 'x' } },
    { templateId: 'tpl_a', overrides: { sht_1: 'x' } },
  ],
  [
    'a workflow of a take that keeps no settings',
    { ...comfy, request: { template: { id: 'tpl_b', name: 'b' } } },
    { templateId: 'tpl_b', seed: 7 },
    { templateId: 'tpl_b' },
  ],
  [
    'a program',
    { provider: 'command', seed: 3, request: { settings: { programId: 'prg_a' } } },
    { programId: 'prg_a', seed: 3 },
    { programId: 'prg_a' },
  ],
  ['what was written by another program', { provider: 'command', seed: 3, request: 'odd' }, { seed: 3 }, {}],
])('asks again of %s', (_name, fields, same, other) => {
  const take = { ...testTake('t', 'A', 'clip'), ...fields };
  const rest = { shotIds: [take.shotId], provider: take.provider, preset: take.preset };
  expect(takeWish(take, 'same')).toEqual({ ...rest, settings: same });
  expect(takeWish(take, 'other')).toEqual({ ...rest, settings: other });
});

import { expect, it } from 'vitest';
import { deviceWords, queueWords } from './serverWords';

it.each([
  [
    'cuda:0 NVIDIA GeForce RTX 4090 : cudaMallocAsync',
    24 * 2 ** 30,
    20.4 * 2 ** 30,
    'cuda:0 NVIDIA GeForce RTX 4090: 20 of 24 GB free',
  ],
  ['cpu', 0, 0, 'cpu'],
])('%s', (name, totalBytes, freeBytes, words) => {
  expect(deviceWords({ name, totalBytes, freeBytes })).toBe(words);
});

it.each([
  [0, 0, 'idle'],
  [1, 0, 'at work'],
  [1, 3, 'at work, 3 waiting'],
  [0, 2, 'about to begin, 2 waiting'],
])('%d running, %d pending', (running, pending, words) => {
  expect(queueWords({ running, pending })).toBe(words);
});

import { expect, test } from 'vitest';
import { takePicture, takeRequestWords } from './takeRequest';

const first = takePicture('First frame', {
  type: 'shotFrame',
  shotId: 'sht_00000001',
  frame: 12,
  takeId: null,
} as never);

test.each([
  [
    'one text of the present form',
    { body: { prompt: '雨の桟橋。', settings: { duration: 5, aspect_ratio: '16:9' } } },
    {
      prompt: '雨の桟橋。',
      parameters: [
        ['Duration', '5'],
        ['Aspect ratio', '16:9'],
      ],
    },
  ],
  [
    'contents, where bytes and ids are left out',
    {
      route: 'omni-video',
      body: {
        contents: [
          { type: 'prompt', text: 'Rain.' },
          { type: 'first_frame', url: '{{first}}' },
        ],
        options: { external_task_id: '{{submission}}', watermark_info: { enabled: false } },
      },
    },
    {
      prompt: 'Rain.',
      parameters: [['Route', 'omni-video']],
    },
  ],
  [
    'shots that are told apart',
    { body: { prompt: '', multi_prompt: [{ prompt: 'One.' }, { prompt: 'Two.' }], negative_prompt: 'text' } },
    { prompt: 'One.\n\nTwo.', avoid: 'text', parameters: [] },
  ],
  [
    'a workflow',
    {
      prompt: 'Rain.',
      negativePrompt: 'blur',
      width: 832,
      framesPerSecond: 16,
      seed: 3,
      workflow: { 1: {} },
    },
    {
      prompt: 'Rain.',
      avoid: 'blur',
      parameters: [
        ['Width', '832'],
        ['Frames per second', '16'],
      ],
    },
  ],
  [
    'the local renderer',
    { segmentHash: 'ab', width: 960, height: 540, bitsPerSecond: 4_000_000 },
    {
      prompt: '',
      parameters: [
        ['Width', '960'],
        ['Height', '540'],
        ['Bits per second', '4000000'],
      ],
    },
  ],
  ['a picture and one that is none', { pictures: [first, { label: 'x' }, 7] }, { pictures: [first] }],
  [
    'what a person set, where the body does not say it',
    { body: { seconds: 5 }, settings: { seconds: 6, style: 'Ink' } },
    {
      parameters: [
        ['Seconds', '5'],
        ['Style', 'Ink'],
      ],
    },
  ],
  ['text', 'text', { prompt: '', parameters: [] }],
  ['nothing', null, { prompt: '', avoid: '', pictures: [], parameters: [] }],
  ['lists where objects stand', { body: [1], prompt: ['x'], pictures: {} }, { prompt: '', pictures: [] }],
])('%s', (_name, request, expected) => {
  const { parameters, ...rest } = takeRequestWords(request);
  const pairs = parameters.map(({ name, value }) => [name, value]);
  expect({ ...rest, parameters: pairs }).toMatchObject(expected);
});

test('a request of thousands of values is cut short', () => {
  const many = Object.fromEntries(
    Array.from({ length: 5_000 }, (_, index) => [`k${index}`, 'v'.repeat(9_999)]),
  );
  const { parameters } = takeRequestWords(many);
  expect(parameters.length).toBe(40);
  expect(Math.max(...parameters.map(({ value }) => value.length))).toBe(400);
});

import { comfyObjectInfo } from '@shared/testing/comfyObjectInfo';
import { expect, it } from 'vitest';
import { checkWorkflow } from './checkWorkflow';
import { fitToServer } from './fitToServer';
import { parseObjectInfo } from './objectInfo';

const dynamic = (options: readonly object[]) => ['COMFY_DYNAMICCOMBO_V3', { options }];
const option = (key: string, required: object = {}, optional: object = {}) => ({
  key,
  inputs: { required, optional },
});
const encoding = dynamic([option('auto'), option('re-encode', { crf: ['FLOAT', { default: 23 }] })]);
const codec = dynamic([option('auto'), option('h264', {}, { encoding })]);

/** Save Video as newer servers have it: the codec belongs to the format, and stays beside it for older workflows. */
const newer = parseObjectInfo({
  ...comfyObjectInfo(),
  SaveVideo: {
    input: {
      required: {
        video: ['VIDEO'],
        filename_prefix: ['STRING', { default: 'x' }],
        format: dynamic([
          option('auto', { codec }),
          option('mp4', { codec }),
          option('webm', { codec: dynamic([option('av1')]) }),
        ]),
      },
      optional: { codec },
    },
    output: [],
    output_node: true,
  },
});
const older = parseObjectInfo(comfyObjectInfo());

const workflow = (inputs: object) => ({
  '1': { class_type: 'CreateVideo', inputs: { fps: 24, images: ['2', 0] } },
  '2': { class_type: 'LoadImage', inputs: { image: 'example.png' } },
  '3': { class_type: 'SaveVideo', inputs: { video: ['1', 0], filename_prefix: 'a', ...inputs } },
});

it('gives a newer server what it has below a choice, and keeps what an older one knows', () => {
  const given = workflow({ format: 'mp4', codec: 'h264' });
  const fitted = fitToServer(given, newer);
  expect(fitted['3']?.inputs).toEqual({
    video: ['1', 0],
    filename_prefix: 'a',
    format: 'mp4',
    codec: 'h264',
    'format.codec': 'h264',
  });
  expect(checkWorkflow(given, newer)).toEqual([]);
  expect(fitToServer(given, older)).toBe(given);
  expect(checkWorkflow(given, older)).toEqual([]);
});

it('takes the first choice for what the workflow does not say, and none of another choice', () => {
  expect(fitToServer(workflow({ format: 'webm', codec: 'h264' }), newer)['3']?.inputs).toMatchObject({
    'format.codec': 'av1',
  });
  expect(fitToServer(workflow({ format: 'auto' }), newer)['3']?.inputs).toMatchObject({
    'format.codec': 'auto',
  });
});

it('leaves what is said as it is', () => {
  const said = workflow({
    format: 'mp4',
    'format.codec': 'h264',
    'format.codec.encoding': 're-encode',
    'format.codec.encoding.crf': 18,
  });
  expect(fitToServer(said, newer)).toBe(said);
});

it('names a choice below a choice that the server does not have', () => {
  const lacks = checkWorkflow(workflow({ format: 'mp4', 'format.codec': 'theora' }), newer);
  expect(lacks.map(({ type, input }) => [type, input])).toEqual([['choice', 'format.codec']]);
});

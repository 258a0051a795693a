import { expect, it } from 'vitest';
import type { ElementRequest, GenerationRequest, MediaPicture } from '../request';
import { pictureNumbers, wantedPictures } from './requestValues';
import { templateSchema } from './template';

const picture = (name: string): MediaPicture => ({
  type: 'media',
  mediaId: `med_${name}` as MediaPicture['mediaId'],
  fingerprint: 'a'.repeat(64),
  width: 10,
  height: 10,
  byteSize: 1,
  mimeType: 'image/png',
  isFitted: false,
});
const element = (name: string, ...views: string[]) =>
  ({ elementId: `elm_${name}`, name, references: views.map(picture) }) as unknown as ElementRequest;

const first = picture('first');
const request = {
  shots: [{ elementIds: ['elm_mina', 'elm_lamp'] }],
  elements: [
    element('other', 'otherFront'),
    element('mina', 'minaFront', 'minaSide'),
    element('lamp', 'lampFront'),
  ],
  pictures: [picture('loose')],
  firstFrame: first,
  lastFrame: null,
} as unknown as GenerationRequest;

function template(...slots: readonly (readonly [string, boolean])[]) {
  return templateSchema.parse({
    version: 1,
    id: 'x',
    name: 'X',
    makes: 'image',
    outputNodeId: '1',
    workflow: { '1': { class_type: 'SaveImage', inputs: {} } },
    slots: slots.map(([slot, needed], index) => ({
      slot,
      targets: [{ nodeId: `${index}`, input: 'image' }],
      detach: needed ? null : [],
    })),
  });
}

const ids = (pictures: readonly unknown[]) => pictures.map((value) => (value as MediaPicture).mediaId);

it('gives every element its front picture before any a second view, then loose pictures', () => {
  const four = template(
    ['reference', false],
    ['reference', false],
    ['reference', false],
    ['reference', false],
  );
  expect(ids(wantedPictures(request, four).references)).toEqual([
    'med_minaFront',
    'med_lampFront',
    'med_minaSide',
    'med_loose',
  ]);
  expect([...pictureNumbers(request, four)]).toEqual([
    ['elm_mina', 1],
    ['elm_lamp', 2],
  ]);
});

it('takes first and last image only where there is a place for them', () => {
  expect(wantedPictures(request, template(['firstImage', false]))).toEqual({
    firstImage: first,
    lastImage: null,
    references: [],
  });
  expect(wantedPictures(request, template(['lastImage', false])).firstImage).toBeNull();
});

it('an edit workflow without elements works on the shot’s own picture', () => {
  const bare = { ...request, elements: [], pictures: [] };
  expect(wantedPictures(bare, template(['reference', true])).references).toEqual([first]);
  expect(wantedPictures(bare, template(['reference', false])).references).toEqual([]);
});

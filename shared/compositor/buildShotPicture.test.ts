import { describe, expect, it } from 'vitest';
import { Document } from '../document/document';
import {
  createElement,
  createLayer,
  createLook,
  createProject,
  createScene,
  createShot,
} from '../document/factories';
import type { AnyRecord, Layer, Media, RecordOf, Take } from '../document/records';
import { isTakeStale, shotInputsHash } from '../generation/inputsHash';
import { frames } from '../time/frames';
import { buildShotPicture } from './buildShotPicture';
import { segmentHash } from './segmentHash';
import { shotPictureSchema } from './shotPicture';

type Id<K extends 'scene' | 'shot' | 'media' | 'element' | 'look' | 'layer' | 'take'> = RecordOf<K>['id'];

const scene = createScene({ id: 'scn_00000001' as Id<'scene'>, order: 'a0' });
const shotId = 'sht_00000001' as Id<'shot'>;
const shot = createShot({ id: shotId, sceneId: scene.id, order: 'a0', lengthFrames: frames(48) as never });

function media(name: string, fingerprint: string, content: Media['content']): Media {
  return {
    kind: 'media',
    fingerprintOf: 'whole',
    id: `med_${name.padEnd(8, '0')}` as Id<'media'>,
    name,
    fingerprint: fingerprint.repeat(64).slice(0, 64),
    byteSize: 1,
    mimeType: 'image/png',
    importedAtMs: 0,
    storage: { mode: 'linked', path: name, rootId: null, modifiedAtMs: null },
    content,
  };
}

const image = (width: number, height: number): Media['content'] => ({
  type: 'image',
  width,
  height,
  hasAlpha: false,
});
const front = media('front', 'a', image(100, 200));
const side = media('side', 'b', image(300, 200));
const clip = media('clip', 'c', {
  type: 'video',
  width: 1280,
  height: 720,
  rate: { num: 25, den: 1 },
  frameCount: 100,
  codec: 'avc1',
  sound: null,
});
const element = createElement({
  id: 'elm_00000001' as Id<'element'>,
  order: 'a0',
  type: 'character',
  name: 'Mira',
});
const look = createLook({
  id: 'lok_00000001' as Id<'look'>,
  elementId: element.id,
  order: 'a0',
  references: [front.id, side.id],
});

let layerCount = 0;
function layer(content: Layer['content'], fields: Partial<Layer> = {}): Layer {
  layerCount += 1;
  const key = String(layerCount).padStart(8, '0');
  return createLayer({
    id: `lay_${key}` as Id<'layer'>,
    shotId,
    order: `a${key}`,
    name: 'layer',
    content,
    ...fields,
  });
}

function documentWith(...records: AnyRecord[]): Document {
  return new Document([
    createProject({ name: 'Test' }),
    scene,
    shot,
    front,
    side,
    clip,
    element,
    look,
    ...records,
  ]);
}

const pin = (view: number, lookId: Id<'look'> | null = null): Layer['content'] => ({
  type: 'pin',
  elementId: element.id,
  lookId,
  view,
});

function take(document: Document, fields: Partial<Take> = {}): Take {
  return {
    kind: 'take',
    mediaInFrames: frames(0),
    jobId: null,
    note: '',
    id: 'tak_00000001' as Id<'take'>,
    shotId,
    mediaId: clip.id,
    createdAtMs: 0,
    provider: 'local',
    model: 'compositor',
    preset: 'full',
    request: {},
    seed: null,
    cost: null,
    inputsHash: shotInputsHash(document, shotId),
    inputParts: null,
    sourceInFrames: frames(0),
    lengthFrames: frames(48) as never,
    ...fields,
  };
}

describe('buildShotPicture', () => {
  it('is what the host accepts', () => {
    const document = documentWith(layer({ type: 'image', mediaId: front.id }), layer(pin(0)));
    const picture = buildShotPicture(document, shotId);
    expect(shotPictureSchema.parse(JSON.parse(JSON.stringify(picture)))).toEqual(picture);
  });

  it.each([
    { name: 'the view asked for', content: pin(1), shown: side.id },
    { name: 'the front where the view is gone', content: pin(7), shown: front.id },
    { name: 'the first look where none is named', content: pin(0, null), shown: front.id },
    { name: 'the look named', content: pin(1, look.id), shown: side.id },
  ])('a pin shows $name', ({ content, shown }) => {
    expect(buildShotPicture(documentWith(layer(content)), shotId).layers).toMatchObject([{ mediaId: shown }]);
  });

  it('leaves out hidden layers and pins with no picture', () => {
    const bare = createElement({
      id: 'elm_00000002' as Id<'element'>,
      order: 'a1',
      type: 'object',
      name: 'Lamp',
    });
    const document = documentWith(
      bare,
      layer({ type: 'image', mediaId: front.id }, { isHidden: true }),
      layer({ type: 'pin', elementId: bare.id, lookId: null, view: 0 }),
    );
    expect(buildShotPicture(document, shotId).layers).toEqual([]);
  });

  it('changes everywhere when the picture of an element changes', () => {
    const document = documentWith(layer(pin(0)));
    const before = shotInputsHash(document, shotId);
    document.apply({
      added: [],
      removed: [],
      updated: [
        {
          kind: 'look',
          id: look.id,
          from: { references: look.references },
          to: { references: [side.id] },
        } as never,
      ],
    });
    expect(buildShotPicture(document, shotId).layers[0]).toMatchObject({ mediaId: side.id });
    expect(shotInputsHash(document, shotId)).not.toBe(before);
  });

  it('shows the active take, unless it is asked to look past it', () => {
    const bare = documentWith();
    const document = new Document([
      ...bare.records().filter((record) => record.kind !== 'shot'),
      { ...shot, activeTakeId: 'tak_00000001' as Id<'take'> },
      take(bare, { sourceInFrames: frames(4) }),
    ]);
    expect(buildShotPicture(document, shotId).take).toMatchObject({
      mediaId: clip.id,
      type: 'video',
      firstShotFrame: 4,
    });
    expect(buildShotPicture(document, shotId, { ignoreTake: true }).take).toBeNull();
  });
});

describe('hashes', () => {
  const withLayer = (fields: Partial<Layer> = {}) =>
    documentWith({
      ...layer({ type: 'image', mediaId: front.id }),
      id: 'lay_fixed000' as Id<'layer'>,
      order: 'a1',
      ...fields,
    });
  const base = shotInputsHash(withLayer(), shotId);

  it.each([
    { name: 'a depth', document: withLayer({ depth: 2 }) },
    { name: 'an opacity', document: withLayer({ opacity: 0.5 }) },
    {
      name: 'a place',
      document: withLayer({ transform: { x: 0.6, y: 0.5, scale: 1, rotationDeg: 0, flipX: false } }),
    },
    { name: 'another picture', document: withLayer({ content: { type: 'image', mediaId: side.id } }) },
  ])('$name makes another inputs hash', ({ document }) => {
    expect(shotInputsHash(document, shotId)).not.toBe(base);
  });

  it('what is not seen does not: names, locks, the length', () => {
    expect(shotInputsHash(withLayer({ name: 'other', isLocked: true }), shotId)).toBe(base);
    const document = withLayer();
    document.apply({
      added: [],
      removed: [],
      updated: [
        {
          kind: 'shot',
          id: shotId,
          from: { lengthFrames: 48 },
          to: { lengthFrames: 40, notes: 'n' },
        } as never,
      ],
    });
    expect(shotInputsHash(document, shotId)).toBe(base);
  });

  it('the same picture under another id is the same', () => {
    const copy = { ...front, id: 'med_copy0000' as Id<'media'> };
    const document = withLayer({ content: { type: 'image', mediaId: copy.id } });
    document.apply({ added: [copy], removed: [], updated: [] });
    expect(shotInputsHash(document, shotId)).toBe(base);
  });

  it.each([
    { name: 'covers the shot', take: {}, isStale: false },
    { name: 'begins late', take: { sourceInFrames: frames(1) }, isStale: true },
    { name: 'ends early', take: { lengthFrames: frames(47) as never }, isStale: true },
    { name: 'is longer', take: { lengthFrames: frames(60) as never }, isStale: false },
    { name: 'was made from other inputs', take: { inputsHash: 'f'.repeat(64) }, isStale: true },
  ])('a take that $name is stale: $isStale', ({ take: fields, isStale }) => {
    const document = withLayer();
    expect(isTakeStale(document, take(document, fields))).toBe(isStale);
  });

  it('a segment is named by its picture, size and rate of bits', () => {
    const picture = buildShotPicture(withLayer(), shotId);
    const spec = { picture, width: 1920, height: 1080, bitsPerSecond: 12_000_000 };
    const names = [
      spec,
      { ...spec, width: 1280, height: 720 },
      { ...spec, bitsPerSecond: 8_000_000 },
      { ...spec, picture: { ...picture, sourceInFrames: frames(1) } },
    ].map(segmentHash);
    expect(new Set(names).size).toBe(4);
    expect(names[0]).toMatch(/^[0-9a-f]{64}$/);
    // The order of keys is no difference.
    const { layers, ...rest } = picture;
    expect(segmentHash({ ...spec, picture: { layers, ...rest } })).toBe(names[0]);
  });
});

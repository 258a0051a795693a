import { describe, expect, it } from 'vitest';
import { Document } from '../document/document';
import type { Layer } from '../document/records';
import { run } from '../testing/runCommands';
import { smallFilm, testId } from '../testing/smallFilm';
import { buildRequest, nearestRatio } from './buildRequest';
import { accentName, languageName } from './languages';
import { generationRequestSchema } from './request';
import { elementIdsOf, isNamedIn } from './shotElements';

const shotA = testId('shot', 'A');
const shotB = testId('shot', 'B');
const mina = testId('element', 'mina');
const harbour = testId('element', 'harbour');

describe('the neutral request', () => {
  it('holds what the document says of the shots, in film order', () => {
    const request = buildRequest(smallFilm(), [shotB, shotA, shotB], { model: 'kling-3.0-omni' });
    expect(generationRequestSchema.parse(request)).toEqual(request);
    expect(request.shots.map(({ label, seconds, lengthFrames }) => [label, lengthFrames, seconds])).toEqual([
      ['1A', 48, 2],
      ['1B', 72, 3],
    ]);
    expect(request.shots[0]).toMatchObject({
      elementIds: [mina],
      camera: { words: 'Static' },
      dialogue: [{ speakerName: 'Mina', language: 'en', text: 'Always.' }],
    });
    expect(request).toMatchObject({ resolution: '1080p', ratio: '16:9', sound: 'on', plannedBy: 'us' });
    expect(request.elements).toMatchObject([
      { name: 'Mina', references: [{ width: 1920 }, { width: 1920 }] },
    ]);
  });

  it('is the same for the same document', () => {
    const ask = () => buildRequest(smallFilm(), [shotA], { model: 'kling-3.0' });
    expect(ask()).toEqual(ask());
  });

  it('begins with the board where the model takes a first frame and there is a picture', () => {
    const of = (shot: typeof shotA, model: string) => buildRequest(smallFilm(), [shot], { model }).firstFrame;
    expect(of(shotA, 'kling-3.0')).toEqual({ type: 'shotFrame', shotId: shotA, frame: 0, takeId: null });
    expect(of(testId('shot', 'C'), 'kling-3.0')).toBeNull();
    expect(of(shotA, 'local')).toBeNull();
    const both = buildRequest(smallFilm(), [shotA], {
      model: 'kling-3.0',
      firstFrame: 'none',
      lastFrame: 'board',
    });
    expect(both.firstFrame).toBeNull();
    expect(both.lastFrame).toMatchObject({ shotId: shotA, frame: 47 });
  });

  it('names elements that are pinned, speak, or stand in the text, each once', () => {
    const { document } = run(smallFilm(), 'shot.edit', {
      shotIds: [shotB],
      fields: { action: 'The harbour wakes. MINA walks.' },
    });
    expect(elementIdsOf(document, document.require('shot', shotB))).toEqual([mina, harbour]);
    const request = buildRequest(document, [shotA, shotB], {
      model: 'kling-3.0',
      withoutElementIds: [harbour],
    });
    expect(request.elements.map(({ name }) => name)).toEqual(['Mina']);
    expect(request.shots[1]?.elementIds).toEqual([mina]);
  });

  it('takes the look that is pinned', () => {
    const film = smallFilm();
    const layer = film.require('layer', testId('layer', 'mina')) as Layer;
    const look = {
      ...film.require('look', testId('look', 'mina')),
      id: testId('look', 'coat'),
      order: 'a1',
      name: 'Coat',
      keepNotes: 'red buttons',
    };
    const records = film.records().filter(({ id }) => id !== layer.id);
    const document = new Document([
      ...records,
      look,
      { ...layer, content: { type: 'pin', elementId: mina, lookId: look.id, view: 0 } },
    ]);
    const [element] = buildRequest(document, [shotA], { model: 'kling-3.0' }).elements;
    expect(element).toMatchObject({ lookName: 'Coat', keepNotes: 'red buttons' });
  });

  it('is silent where the model is, or a clip is the input', () => {
    const ask = (model: string, more = {}) => buildRequest(smallFilm(), [shotA], { model, ...more }).sound;
    expect(ask('kling-o1')).toBe('off');
    expect(ask('kling-3.0-turbo')).toBe('on');
    expect(ask('kling-2.6', { resolution: '720p' })).toBe('off');
    const clip = { use: 'guide', source: { type: 'url', url: 'https://example.org/a.mp4' } };
    expect(ask('kling-3.0-omni', { clip })).toBe('off');
  });

  it('refuses no shots, and models there are not', () => {
    expect(() => buildRequest(smallFilm(), [], { model: 'local' })).toThrow('No shots');
    expect(() => buildRequest(smallFilm(), [shotA], { model: 'x' })).toThrow('There is no model "x"');
  });
});

it.each([
  ['Mina laughs', 'Mina', true],
  ['mina laughs', 'Mina', true],
  ['the minaret', 'Mina', false],
  ['@Mina.', 'Mina', true],
  ['美奈が笑う', '美奈', true],
  ['Anything', '', false],
  ['a (b) c', '(b)', true],
])('%j names %j: %j', (words, name, expected) => {
  expect(isNamedIn(words, name)).toBe(expected);
});

it.each([
  ['en-GB', 'English', 'British'],
  ['en', 'English', ''],
  ['ja', 'Japanese', ''],
  ['zh-Hant-TW', 'Chinese', 'Taiwanese'],
  ['es-419', 'Spanish', 'Latin American'],
  ['tlh', 'tlh', ''],
])('%s is %s, %j', (tag, language, accent) => {
  expect([languageName(tag), accentName(tag)]).toEqual([language, accent]);
});

it.each([
  [1920, 1080, '16:9'],
  [1080, 1920, '9:16'],
  [1000, 1000, '1:1'],
  [2048, 858, '16:9'],
])('%i × %i is nearest to %s', (width, height, expected) => {
  expect(nearestRatio({ width, height }, ['16:9', '9:16', '1:1'])).toBe(expected);
  expect(nearestRatio({ width, height }, [])).toBe('project');
});

import { describe, expect, it } from 'vitest';
import { PlanRefusal } from '../commands/command';
import { Document } from '../document/document';
import { createElement, createLook } from '../document/factories';
import type { Take } from '../document/records';
import { plan, run } from '../testing/runCommands';
import { smallFilm, testId, testTake } from '../testing/smallFilm';
import { buildRequest } from './buildRequest';
import { checkRequest } from './checkRequest';
import { isTakeStale, shotInputParts, shotInputsHash, staleReasons } from './inputsHash';
import { standardPrompt } from './kling/klingPrompt';
import { requireModel } from './models';

const [shotA, shotB] = [testId('shot', 'A'), testId('shot', 'B')];
const [pencil, noir, mina] = [
  testId('element', 'pencil'),
  testId('element', 'noir'),
  testId('element', 'mina'),
];
const omni = requireModel('kling-3.0-omni');

/** With two styles: one has a picture, one only words. */
function film(look: Record<string, unknown> = {}, styles: readonly string[] = []): Document {
  const made = new Document([
    ...smallFilm().records(),
    createElement({ id: pencil, order: 'x1', type: 'style', name: 'Pencil' }),
    createLook({
      id: testId('look', 'pencil'),
      elementId: pencil,
      order: 'a0',
      name: 'Soft',
      references: [testId('media', 'sky')],
    }),
    createElement({ id: noir, order: 'x2', type: 'style', name: 'Noir', notes: 'Hard light, wet streets.' }),
  ]);
  const named = run(made, 'project.setPromptWords', { fields: look }).document;
  return run(named, 'project.setStyles', { styleElementIds: styles }).document;
}

const promptOf = (document: Document, shots = [shotA, shotB]) =>
  standardPrompt(buildRequest(document, shots, { model: omni.id }), omni);
const words = { promptPrefix: 'Ink and wash', promptSuffix: 'Grain', negativePrompt: 'text, blur' };

describe('the look of the film in a prompt', () => {
  it('stands before the first shot, after the last, and is not said twice', () => {
    const { shots } = promptOf(film(words));
    expect(shots[0]?.words).toMatch(/^Ink and wash\. /);
    expect(shots[0]?.words).toMatch(/Avoid: text, blur\.$/);
    expect(shots[0]?.words).not.toContain('Grain');
    expect(shots[1]?.words).toMatch(/Grain\.$/);
    expect(shots[1]?.words).not.toMatch(/Ink|Avoid/);
    const [alone] = promptOf(film(words), [shotB]).shots;
    expect(alone?.words).toMatch(/^Ink and wash\. .*Grain\. Avoid: text, blur\.$/);
  });

  it('joins what must not appear, once', () => {
    const own = run(film(words), 'shot.edit', { shotIds: [shotB], fields: { negativePrompt: 'boats' } });
    expect(promptOf(own.document, [shotB]).text).toMatch(/Avoid: boats, text, blur\.;?$/);
    const same = run(film(words), 'shot.edit', {
      shotIds: [shotB],
      fields: { negativePrompt: 'text, blur' },
    });
    expect(promptOf(same.document, [shotB]).text).toMatch(/Avoid: text, blur\.;?$/);
  });

  it('leaves alone what a person has written, and goes to the first shot that is made', () => {
    const written = run(film(words, [noir]), 'shot.edit', {
      shotIds: [shotA],
      fields: { promptText: 'As I say.' },
    });
    const { shots } = promptOf(written.document);
    expect(shots[0]?.words).toBe('As I say.');
    expect(shots[1]?.words).toMatch(/^Ink and wash\. .*Hard light, wet streets\. Grain\. Avoid/);
  });

  it('shows a style with a picture as an input that is mentioned, once in a clip', () => {
    const document = film({}, [pencil]);
    const request = buildRequest(document, [shotA, shotB], { model: omni.id });
    expect(request.elements.map(({ name }) => name)).toEqual(['Mina', 'Pencil']);
    const prompt = standardPrompt(request, omni);
    expect(prompt.shots[0]?.text).toMatch(/In the style of @Pencil\.$/);
    expect(prompt.shots[1]?.text).not.toContain('Pencil');
  });

  it('takes a style that its words name', () => {
    const prompt = promptOf(film({ promptPrefix: 'Drawn as @pencil' }), [shotB]);
    expect(prompt.text).toMatch(/^Drawn as @Pencil\./);
    expect(prompt.unknownMentions).toEqual([]);
  });

  it('adds to a style that a shot has itself, which comes first', () => {
    const own = run(film({}, [pencil, noir]), 'shot.edit', {
      shotIds: [shotB],
      fields: { action: 'A Noir alley.' },
    });
    const { elementIds } = buildRequest(own.document, [shotB], { model: omni.id }).shots[0] ?? {};
    expect(elementIds).toEqual([noir, pencil]);
  });

  it('counts in characters and against limits', () => {
    const long = { promptPrefix: 'word '.repeat(900).trim() };
    const request = buildRequest(film(long), [shotB], { model: omni.id });
    const prompt = standardPrompt(request, omni);
    expect(prompt.characters).toBeGreaterThan(4_400);
    expect(checkRequest(request, omni, prompt).some(({ severity }) => severity === 'error')).toBe(true);
  });

  it('is made of styles only', () => {
    const document = film();
    expect(() => plan(document, 'project.setStyles', { styleElementIds: [mina] })).toThrow(PlanRefusal);
    const chosen = run(document, 'project.setStyles', { styleElementIds: [noir, pencil, noir] }).document;
    expect(chosen.project().styleElementIds).toEqual([noir, pencil]);
    const both = { fields: { promptPrefix: 'Ink.' }, styleElementIds: [pencil, pencil] };
    const preset = run(chosen, 'project.setPromptWords', both).document.project();
    expect([preset.promptPrefix, preset.styleElementIds]).toEqual(['Ink.', [pencil]]);
    const strange = { fields: {}, styleElementIds: [mina] };
    expect(() => plan(document, 'project.setPromptWords', strange)).toThrow(PlanRefusal);
    const gone = run(chosen, 'element.delete', { elementId: noir }).document;
    expect(gone.project().styleElementIds).toEqual([pencil]);
  });
});

describe('why a take is stale', () => {
  const takeOf = (document: Document, readsWords: boolean): Take => ({
    ...testTake('now', 'A', 'waves'),
    inputsHash: shotInputsHash(document, shotA),
    inputParts: shotInputParts(document, shotA, readsWords),
    lengthFrames: document.require('shot', shotA).lengthFrames,
  });
  const edits: readonly (readonly [
    string,
    readonly [string, unknown],
    readonly string[],
    readonly string[],
  ])[] = [
    ['words before', ['project.setPromptWords', { fields: { promptPrefix: 'Ink' } }], ['look'], []],
    ['words after', ['project.setPromptWords', { fields: { promptSuffix: 'Ink' } }], ['look'], []],
    ['what must not appear', ['project.setPromptWords', { fields: { negativePrompt: 'Ink' } }], ['look'], []],
    ['a style', ['project.setStyles', { styleElementIds: [noir] }], ['look'], []],
    ['the action', ['shot.edit', { shotIds: [shotA], fields: { action: 'Mina runs.' } }], ['words'], []],
    ['a note', ['shot.edit', { shotIds: [shotA], fields: { notes: 'For us.' } }], [], []],
    ['who is in it', ['element.edit', { elementId: mina, fields: { notes: 'Tall.' } }], ['elements'], []],
    [
      'the camera',
      ['camera.setMove', { shotIds: [shotA], move: { name: 'dollyOut', strength: 0.7, easing: 'linear' } }],
      ['camera'],
      ['camera'],
    ],
    ['the background', ['project.setBackground', { background: '#445566' }], ['frame'], ['frame']],
    [
      'the length, and a move that fills it',
      ['shot.setLength', { shotIds: [shotA], lengthFrames: 90 }],
      ['span', 'camera'],
      ['span', 'camera'],
    ],
  ];

  it.each(edits)('%s', (_name, [id, args], ofWords, ofPictures) => {
    const before = film();
    const after = run(before, id, args).document;
    for (const [readsWords, expected] of [
      [true, ofWords],
      [false, ofPictures],
    ] as const) {
      const take = takeOf(before, readsWords);
      expect(staleReasons(before, take)).toEqual([]);
      expect(staleReasons(after, take)).toEqual(expected);
      expect(isTakeStale(after, take)).toBe(expected.length > 0);
    }
  });

  it('is not the look where a person has written all words', () => {
    const before = run(film(), 'shot.edit', { shotIds: [shotA], fields: { promptText: 'Mine.' } }).document;
    const after = run(before, 'project.setPromptWords', { fields: { promptPrefix: 'Ink' } }).document;
    expect(staleReasons(after, takeOf(before, true))).toEqual([]);
  });

  it('is not told of a take from before parts were kept', () => {
    const before = film();
    const take = { ...takeOf(before, true), inputParts: null };
    const after = run(before, 'project.setBackground', { background: '#445566' }).document;
    expect(staleReasons(after, take)).toEqual(['inputs']);
    expect(
      staleReasons(run(before, 'project.setStyles', { styleElementIds: [noir] }).document, take),
    ).toEqual([]);
  });

  it('does not come by a split', () => {
    const before = film();
    const withTake = new Document([
      ...before.records(),
      { ...takeOf(before, true), id: testId('take', 'now') },
    ]);
    const { document } = run(withTake, 'timeline.splitShot', { shotId: shotA, atFrame: 10 });
    const takes = document.list('take').filter(({ inputParts }) => inputParts !== null);
    expect(takes).toHaveLength(2);
    for (const take of takes) expect(staleReasons(document, take)).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { models, requireModel } from './models';
import { lostOnModel, runOfTake } from './runOfTake';
import { type RunSettings, settingsOfRun } from './runSettings';

const take = (provider: string, request: unknown, seed: number | null = null) =>
  runOfTake({ provider, model: 'a model', request: request as never, seed });

const everything: RunSettings = {
  resolution: '1080p',
  ratio: '9:16',
  sound: 'off',
  firstFrame: 'none',
  lastFrame: 'board',
  grouping: 'single',
  plannedBy: 'us',
  wholeText: 'Oto comes home.',
  clipUrl: 'https://example.com/a.mp4',
  clipUse: 'guide',
  stillCount: 4,
  isSeries: true,
  seed: 7,
  style: 'Ink on paper, 墨',
};

/** Each setting alone, all of them, none. */
const runs: readonly RunSettings[] = [
  {},
  everything,
  ...Object.entries(everything).map(([name, value]) => ({ [name]: value })),
  { plannedBy: 'model', wholeText: 'Oto comes home.' },
];

describe('what a take was made with, read back', () => {
  test('asks the same of every model as was asked', () => {
    for (const model of models())
      for (const run of runs) {
        const settings = settingsOfRun(run, model);
        const read = take('kling', { settings: { ...settings, model: model.id } });
        expect(settingsOfRun(read.run, model)).toEqual(settings);
        expect(lostOnModel(read.run, model)).toEqual([]);
        expect(read.lost).toEqual([]);
      }
  });

  test.each([
    ['local', {}, 'local'],
    ['kling', { settings: { model: 'kling-3.0' } }, 'kling kling-3.0'],
    ['kling', {}, 'kling a model'],
    ['comfyui', { settings: { templateId: 'own' }, template: { id: 'x', name: 'Wan' } }, 'comfyui own'],
    ['comfyui', { settings: null, template: { id: 'x', name: 'Wan' } }, 'comfyui x'],
    ['command', { settings: { programId: 'p1' }, program: 'Blender' }, 'command p1'],
    ['command', {}, null],
    ['klingLipSync', { settings: {} }, null],
  ])('%s with %j is asked of %s', (provider, request, makerId) => {
    expect(take(provider, request).makerId).toBe(makerId);
  });

  test('a still of the local renderer is asked for again as it was, a clip as a clip', () => {
    const settings = { what: 'still', at: 'last', size: '4k', ratio: '1:1', format: 'jpeg' };
    expect(take('local', { still: {}, settings }).run.local).toMatchObject(settings);
    expect(take('local', { segmentHash: 'a' }).run.local).toMatchObject({ what: 'clip' });
    expect(take('local', { settings: { what: 'film' } }).run.local).toMatchObject({ what: 'clip' });
  });

  test('the seed that was drawn comes back with it', () => {
    expect(take('comfyui', { settings: { seed: null } }, 4711).run.seed).toBe(4711);
    expect(take('comfyui', {}, -5).run.seed).toBeUndefined();
  });

  test('what held for that run alone holds for the next', () => {
    const settings = {
      fittedIds: ['med_00000001'],
      withoutElementIds: ['elm_00000001'],
      grouping: [['sht_00000001', 'sht_00000002']],
    };
    expect(take('kling', { settings }).extras).toEqual(settings);
  });

  test('frames of other shots that it was made between come back, and nothing of that run is set for others', () => {
    const firstFrame = { type: 'shotFrame', shotId: 'sht_00000001', frame: 47, takeId: 'tak_00000001' };
    const reroll = { firstFrame, lastFrame: 'none', grouping: 'single', plannedBy: 'us', sound: 'off' };
    const read = take('kling', { settings: reroll });
    expect(read).toMatchObject({ frames: { firstFrame, lastFrame: 'none' }, lost: [] });
    expect(read.run).toEqual({ sound: 'off' });
    expect(take('kling', { settings: { firstFrame: 'board' } }).frames).toBeNull();
  });

  test.each([
    [{ overrides: { sht_1: 'words' } }, ['a text that was given for one run']],
    [{ overrides: {} }, []],
    [{ firstFrame: { type: 'media' } }, ['the picture of the first frame']],
    [{ clip: { use: 'edit', source: { type: 'media' } } }, ['a clip of the project to go by']],
  ])('%j is said to be lost', (settings, lost) => {
    expect(take('kling', { settings }).lost).toEqual(lost);
  });

  test.each([
    null,
    'text',
    [],
    42,
    { settings: 'no' },
    { settings: { resolution: '16k', style: 5, seed: 'x', wholeText: 'x'.repeat(30_000) } },
    { settings: { grouping: [['not an id']], fittedIds: 'all' }, template: 7, program: {} },
    JSON.parse('{"settings":{"__proto__":{"sound":"on"},"constructor":1}}'),
  ])('a strange request %# is no more than nothing', (request) => {
    const { run, extras, lost } = take('kling', request);
    expect({ run, extras, lost }).toEqual({ run: {}, extras: {}, lost: [] });
  });
});

test('what a model cannot do now is named', () => {
  expect(lostOnModel(everything, requireModel('kling-2.5-turbo'))).toEqual(
    expect.arrayContaining(['sound off', 'several shots in a clip', 'a clip to go by', 'seed 7']),
  );
});

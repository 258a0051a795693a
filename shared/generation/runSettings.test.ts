import { describe, expect, test } from 'vitest';
import { klingSettingsSchema } from './kling/settings';
import { models, requireModel } from './models';
import { isClipAddress, type RunSettings, runChoices, settingsOfRun } from './runSettings';

const everything: RunSettings = {
  resolution: '1080p',
  ratio: '9:16',
  sound: 'off',
  firstFrame: 'none',
  lastFrame: 'board',
  grouping: 'single',
  plannedBy: 'model',
  wholeText: ' Oto comes home. ',
  clipUrl: 'https://example.com/a.mp4',
  clipUse: 'guide',
  stillCount: 40,
  isSeries: true,
  seed: 7,
  style: 'Ink',
};

describe('what can be set', () => {
  test.each([
    ['kling-3.0-omni', { sounds: ['off', 'on', 'original'], packs: true, plansCuts: true, stills: null }],
    ['kling-2.5-turbo', { sounds: [], packs: false, plansCuts: false, clipUses: [] }],
    ['kling-image-3.0-omni', { sounds: [], packs: false, hasFirstFrame: false, clipUses: [] }],
    ['comfyui', { hasSeed: true, resolutions: [], hasStyle: true }],
    ['command', { hasStyle: true }],
    ['local', { hasStyle: false }],
  ])('%s', (id, expected) => {
    expect(runChoices(requireModel(id))).toMatchObject(expected);
  });

  test('pictures are counted only where a model makes nothing else', () => {
    expect(runChoices(requireModel('kling-image-3.0-omni')).stills).toMatchObject({ hasSeries: true });
    for (const model of models().filter(({ makes }) => makes.includes('video')))
      expect(runChoices(model).stills).toBeNull();
  });
});

describe('what goes to the provider', () => {
  test('nothing when nothing was set', () => {
    for (const model of models()) expect(settingsOfRun({}, model)).toEqual({});
  });

  test('every Kling model gets only what it takes, in the form that the provider reads', () => {
    for (const model of models().filter(({ provider }) => provider === 'kling')) {
      const settings = settingsOfRun(everything, model);
      expect(klingSettingsSchema.safeParse(settings).success).toBe(true);
      const choices = runChoices(model);
      if (choices.sounds.length === 0) expect(settings).not.toHaveProperty('sound');
      if (!choices.plansCuts) expect(settings).not.toHaveProperty('wholeText');
      if (choices.clipUses.length === 0) expect(settings).not.toHaveProperty('clip');
      if (!choices.hasLastFrame) expect(settings).not.toHaveProperty('lastFrame');
    }
  });

  test('a text to plan from goes only with planning by the model', () => {
    const model = requireModel('kling-3.0-omni');
    expect(settingsOfRun(everything, model)).toMatchObject({
      plannedBy: 'model',
      wholeText: 'Oto comes home.',
      clip: { use: 'guide', source: { type: 'url', url: 'https://example.com/a.mp4' } },
    });
    expect(settingsOfRun({ ...everything, plannedBy: 'us' }, model)).not.toHaveProperty('wholeText');
  });

  test('a style of the run goes to every model that is told words', () => {
    expect(settingsOfRun({ style: 'Ink' }, requireModel('comfyui'))).toEqual({ style: 'Ink' });
    expect(settingsOfRun({ style: 'Ink' }, requireModel('local'))).toEqual({});
  });

  test('no more pictures than the model makes', () => {
    const model = requireModel('kling-image-3.0-omni');
    expect(settingsOfRun(everything, model).output).toEqual({
      type: 'stills',
      count: Math.min(40, model.stills?.maxCount ?? 0),
      isSeries: true,
    });
  });
});

test.each([
  ['', true],
  ['https://example.com/clip.mp4', true],
  ['http://10.0.0.7/clip.mp4', true],
  ['file:///etc/passwd', false],
  ['clip.mp4', false],
  ['javascript:alert(1)', false],
])('the address %j of a clip: %j', (text, isGood) => expect(isClipAddress(text)).toBe(isGood));

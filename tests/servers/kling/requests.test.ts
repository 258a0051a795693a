import { checkRequest, isSendable } from '@shared/generation/checkRequest';
import { type FilledValue, fillBlueprint, type KlingBlueprint } from '@shared/generation/kling/blueprint';
import {
  assetName,
  elementRoute,
  encodeElement,
  encodeLipSync,
  encodeSpeech,
  encodeVoice,
  lipSyncRoute,
  speechRoute,
  voiceRoute,
} from '@shared/generation/kling/encodeAssets';
import { encodeLegacyVideo } from '@shared/generation/kling/encodeLegacyVideo';
import { encodeStills } from '@shared/generation/kling/encodeStills';
import { encodeVideo } from '@shared/generation/kling/encodeVideo';
import { standardPrompt } from '@shared/generation/kling/klingPrompt';
import { models, requireModel } from '@shared/generation/models';
import type { GenerationRequest } from '@shared/generation/request';
import {
  testClip,
  testElement,
  testFrame,
  testLine,
  testPicture,
  testRequest,
} from '@shared/generation/testing/requests';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyProblem, knownRoutes } from './bodyProblem';

/** As the worker fills it. */
function filled({ body, inputs, api }: KlingBlueprint): unknown {
  const values = new Map<string, FilledValue>([['submission', { text: 'ekonte-1' }]]);
  for (const { kind, key } of inputs) {
    if (kind === 'picture') values.set(key, { text: 'aGVsbG8gd29ybGQ=' });
    else
      values.set(key, api === 'legacy' ? { integer: '829836802793406551' } : { text: '829836802793406551' });
  }
  return JSON.parse(fillBlueprint(body, values));
}

const klingModels = models().filter(({ provider }) => provider === 'kling');
const video = klingModels.filter(({ makes }) => makes.includes('video'));
const stills = klingModels.filter(({ makes }) => makes.includes('stills'));

const names = ['Mina', 'Min', '美奈', 'Old man', 'image', 'Oto "the fox"', 'shot'];
const wish = fc.record({
  lengths: fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 6 }),
  loose: fc.nat(4),
  made: fc.array(fc.constantFrom(...names), { maxLength: 4 }),
  views: fc.integer({ min: 1, max: 5 }),
  filmed: fc.nat(1),
  first: fc.boolean(),
  last: fc.boolean(),
  clip: fc.constantFrom(null, null, 'guide' as const, 'edit' as const),
  sound: fc.constantFrom('off' as const, 'on' as const, 'original' as const),
  resolution: fc.constantFrom('720p' as const, '1080p' as const, '4k' as const, '2k' as const),
  ratio: fc.constantFrom('16:9' as const, '9:16' as const, '1:1' as const),
  plannedBy: fc.constantFrom('us' as const, 'us' as const, 'model' as const),
  text: fc.constantFrom(
    'Mina runs; the image fades. @Old man waits.',
    'frame by frame_01; shot 2, 3, x',
    '走る。美奈!',
    '🎬',
  ),
});

function requestOf(
  model: string,
  of: typeof wish extends fc.Arbitrary<infer T> ? T : never,
): GenerationRequest {
  const elements = [
    ...of.made.map((name, index) =>
      testElement(`${name}`, of.views, { elementId: `elm_made${index}000` as never }),
    ),
    ...Array.from({ length: of.filmed }, () =>
      testElement('Filmed', 0, { clipUrl: 'https://example.org/p.mp4' }),
    ),
  ];
  const data = requireModel(model);
  const request = testRequest(model, of.lengths, {
    pictures: Array.from({ length: of.loose }, (_, index) => testPicture(`loose${index}`)),
    elements,
    firstFrame: of.first ? testFrame : null,
    lastFrame: of.last ? testFrame : null,
    clip: of.clip && testClip(of.clip),
    sound: data.sound.mode === 'always' ? 'on' : of.sound,
    resolution: of.resolution,
    ratio: of.ratio,
    plannedBy: of.plannedBy,
  });
  const shots = request.shots.map((shot) => ({
    ...shot,
    action: of.text,
    dialogue: [testLine(elements[0] ?? null, 'Hello; "you".', { language: 'ja' })],
  }));
  return { ...request, shots };
}

describe.each(video.map((model) => [model.id, model] as const))('requests for %s', (id, model) => {
  it('that the check lets through are those the API takes, and refused ones never leave', () => {
    fc.assert(
      fc.property(wish, (of) => {
        const request = requestOf(id, of);
        const problems = checkRequest(request, model, standardPrompt(request, model));
        if (!isSendable(problems)) return;
        const blueprint = encodeVideo(request, model);
        expect([blueprint.route, bodyProblem(blueprint.route, filled(blueprint))]).toEqual([
          blueprint.route,
          null,
        ]);
      }),
      { numRuns: 100 },
    );
  });

  it('in the older API, where it has the model', () => {
    if (model.names.legacy === undefined) {
      expect(() => encodeLegacyVideo(testRequest(id, [120]), model)).toThrow('API key');
      return;
    }
    fc.assert(
      fc.property(wish, (of) => {
        const request = requestOf(id, of);
        if (!isSendable(checkRequest(request, model, standardPrompt(request, model)))) return;
        const blueprint = encodeLegacyVideo(request, model);
        expect(bodyProblem(blueprint.route, filled(blueprint))).toBeNull();
      }),
      { numRuns: 60 },
    );
  });
});

describe.each(stills.map((model) => [model.id, model] as const))('pictures of %s', (id, model) => {
  it.each([
    ['one', { type: 'stills', count: 1, isSeries: false }],
    ['nine', { type: 'stills', count: 9, isSeries: false }],
    ['a series', { type: 'stills', count: 4, isSeries: true }],
    ['a series of any length', { type: 'stills', count: 'auto', isSeries: true }],
  ] as const)('%s', (_name, output) => {
    const elements = [testElement('Mina', 3)];
    const request = testRequest(id, [24], {
      output,
      elements,
      pictures: [testPicture('a')],
      resolution: '2k',
    });
    if (!isSendable(checkRequest(request, model, standardPrompt(request, model)))) {
      expect(output.isSeries && !model.stills?.series).toBe(true);
      return;
    }
    const blueprint = encodeStills(request, model);
    expect(bodyProblem(blueprint.route, filled(blueprint))).toBeNull();
  });
});

describe('a scene of five shots in two languages', () => {
  const mina = testElement('Mina', 3);
  const oto = testElement('Oto', 2);
  const base = testRequest('kling-3.0-omni', [48, 72, 48, 72, 60], { elements: [mina, oto], sound: 'on' });
  const shots = base.shots.map((shot, index) => ({
    ...shot,
    dialogue: [
      index % 2 === 0
        ? testLine(mina, '海が見える。', { language: 'ja' })
        : testLine(oto, 'I see it.', { language: 'en-IN', accent: 'Indian' }),
    ],
  }));
  const request = { ...base, shots };

  it('is one request with sound, shots and both voices', () => {
    const { route, body } = encodeVideo(request, requireModel(request.model));
    expect(route).toBe('omni-video/kling-3.0-omni');
    expect(body).toMatchObject({
      settings: { audio: 'native', multi_shot: true, duration: 13, aspect_ratio: '16:9' },
      options: { external_task_id: '{{submission}}' },
    });
    const text = standardPrompt(request, requireModel(request.model)).text;
    expect(text).toContain('@Mina says in Japanese: "海が見える。"');
    expect(text).toContain('@Oto says in Indian English: "I see it."');
    expect(text.match(/shot \d, \d, /g)).toHaveLength(5);
  });
});

describe('elements, voices, speech', () => {
  const fill = (body: unknown) =>
    JSON.parse(
      fillBlueprint(
        body,
        new Map(
          ['view_1', 'view_2', 'view_3', 'view_4', 'submission'].map((key) => [
            key,
            { text: 'aGVsbG8gd29ybGQ=' },
          ]),
        ),
      ),
    );
  const hash = 'ab12cd34ef';

  it.each([
    [
      'pictures',
      testElement('Mina with a very long name indeed', 6, { notes: 'x'.repeat(300) }),
      'pictures' as const,
      null,
    ],
    ['a voice', testElement('Oto', 2), 'pictures' as const, 'voice-1'],
    [
      'a clip',
      testElement('Mina', 0, { clipUrl: 'https://example.org/m.mp4', notes: '' }),
      'clip' as const,
      null,
    ],
    ['a place', testElement('Pier', 2, { type: 'place' }), 'pictures' as const, null],
  ])('an element of %s', (_name, element, from, voiceId) => {
    const body = fill(encodeElement(element, from, 4, voiceId, assetName(element.name, hash)));
    expect(bodyProblem(elementRoute, body)).toBeNull();
  });

  it('names are short and tell contents apart', () => {
    expect(assetName('Mina', hash)).toBe('Mina ab12cd');
    expect([...assetName('Mina with a very long name', hash)].length).toBeLessThanOrEqual(20);
    expect(assetName('  ', hash)).toBe('ab12cd');
  });

  it('speech and lips', () => {
    expect(bodyProblem(voiceRoute, fill(encodeVoice('Oto ab12cd', 'https://example.org/o.wav')))).toBeNull();
    expect(
      bodyProblem(speechRoute, encodeSpeech({ text: 'Umi', voiceId: 'v', language: 'en', speed: 9 })),
    ).toBeNull();
    const sync = { sessionId: 's', faceId: 'f', soundMs: 2_000, insertAtMs: 0, originalVolume: 0 };
    expect(bodyProblem(lipSyncRoute, fill(encodeLipSync({ ...sync, sound: { audioId: 'a' } })))).toBeNull();
    expect(
      bodyProblem(lipSyncRoute, fill(encodeLipSync({ ...sync, sound: { base64: 'aGVsbG8gd29ybGQ=' } }))),
    ).toBeNull();
  });
});

it('large ids keep every digit', () => {
  const text = fillBlueprint(
    { element_list: [{ element_id: '{{e}}' }] },
    new Map([['e', { integer: '829836802793406551' }]]),
  );
  expect(text).toBe('{"element_list":[{"element_id":829836802793406551}]}');
  expect(() => fillBlueprint('{{x}}', new Map())).toThrow('no value');
});

it('every route a model names is known to the schemas', () => {
  const routes = klingModels.flatMap(({ names: own }) =>
    Object.entries(own).flatMap(([key, value]) => (key === 'legacy' ? [] : [value])),
  );
  expect(routes.filter((route) => !knownRoutes.includes(route))).toEqual([]);
});

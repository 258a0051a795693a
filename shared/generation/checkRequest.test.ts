import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRequest, isSendable } from './checkRequest';
import { applyMend } from './mends';
import { models, requireModel } from './models';
import type { Problem } from './problems';
import type { GenerationRequest } from './request';
import {
  testClip,
  testElement,
  testFrame,
  testLine,
  testPicture,
  testPrompt,
  testRequest,
} from './testing/requests';

const problemsOf = (request: GenerationRequest): Problem[] =>
  checkRequest(request, requireModel(request.model), testPrompt(request));
const errorsOf = (request: GenerationRequest) =>
  problemsOf(request).filter(({ severity }) => severity === 'error');
const codes = (request: GenerationRequest) => errorsOf(request).map(({ code }) => code);

const pictures = (count: number) => Array.from({ length: count }, (_, index) => testPicture(`loose${index}`));
const made = (count: number) => Array.from({ length: count }, (_, index) => testElement(`Made${index}`, 3));
const filmed = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    testElement(`Filmed${index}`, 0, { clipUrl: 'https://example.org/person.mp4' }),
  );

describe('the count matrix', () => {
  /** Model; what comes in; how many pictures, picture elements and clip elements; whether it is taken. */
  const guide = { clip: testClip('guide') };
  const first = { firstFrame: testFrame };
  const both = { firstFrame: testFrame, lastFrame: testFrame };
  it.each([
    // No video, only elements from pictures: 7 together.
    ['kling-3.0-omni', {}, 7, 0, 0, true],
    ['kling-3.0-omni', {}, 4, 3, 0, true],
    ['kling-3.0-omni', {}, 0, 7, 0, true],
    ['kling-3.0-omni', {}, 5, 3, 0, false],
    ['kling-3.0-omni', {}, 8, 0, 0, false],
    // No video, only elements from clips: 3.
    ['kling-3.0-omni', {}, 0, 0, 3, true],
    ['kling-3.0-omni', {}, 0, 0, 4, false],
    // Both kinds: 3 from clips, 4 of the rest.
    ['kling-3.0-omni', {}, 2, 2, 3, true],
    ['kling-3.0-omni', {}, 3, 2, 3, false],
    ['kling-3.0-omni', {}, 2, 2, 4, false],
    // With a video: 4 together, or one from a clip and nothing beside it.
    ['kling-3.0-omni', guide, 2, 2, 0, true],
    ['kling-3.0-omni', guide, 3, 2, 0, false],
    ['kling-3.0-omni', guide, 0, 0, 1, true],
    ['kling-3.0-omni', guide, 0, 0, 2, false],
    ['kling-3.0-omni', guide, 1, 0, 1, false],
    ['kling-3.0-omni', guide, 0, 1, 1, false],
    // With frames: 3 elements.
    ['kling-3.0-omni', first, 0, 3, 0, true],
    ['kling-3.0-omni', first, 0, 4, 0, false],
    ['kling-3.0-omni', both, 0, 2, 1, true],
    ['kling-3.0-omni', both, 0, 2, 2, false],
    // Kling 3.0: elements only beside a first frame, and no loose pictures.
    ['kling-3.0', first, 0, 3, 0, true],
    ['kling-3.0', first, 0, 4, 0, false],
    ['kling-3.0', {}, 0, 1, 0, false],
    ['kling-3.0', first, 1, 0, 0, false],
    // O1: as Omni without elements from clips; nothing beside both frames.
    ['kling-o1', {}, 3, 4, 0, true],
    ['kling-o1', {}, 4, 4, 0, false],
    ['kling-o1', guide, 2, 2, 0, true],
    ['kling-o1', guide, 3, 2, 0, false],
    ['kling-o1', first, 0, 3, 0, true],
    ['kling-o1', first, 0, 4, 0, false],
    ['kling-o1', both, 0, 1, 0, false],
    ['kling-o1', both, 1, 0, 0, false],
    ['kling-o1', both, 0, 0, 0, true],
    ['kling-3.0-turbo', {}, 1, 0, 0, false],
    ['kling-2.6', {}, 0, 0, 0, true],
    ['kling-4.0', {}, 10, 7, 0, true],
    ['kling-4.0', {}, 11, 0, 0, false],
    ['kling-image-3.0-omni', {}, 6, 4, 0, true],
    ['kling-image-3.0-omni', {}, 7, 4, 0, false],
    ['kling-image-3.0', {}, 1, 2, 0, true],
    ['kling-image-3.0', {}, 2, 0, 0, false],
  ] as const)(
    '%s %j: %i pictures, %i made, %i filmed: %j',
    (model, inputs, loose, pictured, clips, isTaken) => {
      const request = testRequest(model, [120], {
        ...inputs,
        pictures: pictures(loose),
        elements: [...made(pictured), ...filmed(clips)],
      });
      expect(codes(request)).toEqual(isTaken ? [] : ['tooManyInputs']);
    },
  );

  it('names model, limit, circumstances and how many to leave out', () => {
    const request = testRequest('kling-3.0-omni', [120], {
      ...guide,
      pictures: pictures(3),
      elements: made(3),
    });
    expect(errorsOf(request)[0]).toMatchObject({
      message:
        'Kling 3.0 Omni takes at most 4 reference pictures and elements together with a clip; there are 6. Leave 2 out.',
      mend: { title: 'Leave the last picture out', action: { type: 'dropPicture' } },
    });
  });

  it('counts an element with a single picture as a picture where pictures are taken', () => {
    const single = Array.from({ length: 8 }, (_, index) => testElement(`One${index}`, 1));
    expect(codes(testRequest('kling-3.0-omni', [120], { elements: single }))).toEqual(['tooManyInputs']);
    const request = testRequest('kling-3.0', [120], { ...first, elements: single });
    expect(errorsOf(request)).toEqual([]);
    expect(problemsOf(request)[0]).toMatchObject({ code: 'tooFewViews', severity: 'warning' });
  });
});

describe('lengths and shots', () => {
  it.each([
    ['kling-3.0', [72], []],
    ['kling-3.0', [12], []],
    ['kling-3.0', [360], []],
    ['kling-3.0', [361], ['tooLong']],
    ['kling-o1', [241], ['tooLong']],
    ['kling-2.6', [120], []],
    ['kling-2.6', [300], ['tooLong']],
    ['kling-3.0', [24, 24, 24, 24, 24, 24], []],
    ['kling-3.0', [24, 24, 24, 24, 24, 24, 24], ['tooManyShots']],
    ['kling-3.0', [240, 240], ['tooLong']],
    ['kling-o1', [48, 48], ['tooManyShots']],
    ['kling-4.0', [72, 72], ['tooManyShots']],
    ['local', [10_000], []],
  ] as const)('%s %j: %j', (model, lengths, expected) => {
    expect(codes(testRequest(model, lengths))).toEqual(expected);
  });

  it('says which shot and how much', () => {
    expect(errorsOf(testRequest('kling-3.0', [400]))[0]).toMatchObject({
      message: 'Shot 1A lasts 17 seconds; Kling 3.0 makes at most 15 seconds at once. Shorten or split it.',
      mend: { action: { type: 'shortenShot', lengthFrames: 352 } },
    });
    expect(errorsOf(testRequest('kling-3.0', [240, 240]))[0]?.message).toBe(
      'Shots 1A to 1B last 20 seconds together; Kling 3.0 makes at most 15 seconds at once. Send them in several jobs.',
    );
  });

  it.each([
    ['seconds that are no choice', testRequest('kling-2.6', [120]), [7], ['strangeLength']],
    ['too few', testRequest('kling-3.0', [48]), [2], ['strangeLength']],
    [
      'broken ones among several',
      testRequest('kling-3.0', [48, 48]),
      [1.5, 2.5],
      ['brokenSeconds', 'brokenSeconds'],
    ],
    ['less than a second among several', testRequest('kling-3.0', [12, 72]), [0.5, 3], ['shotTooShort']],
    [
      'O1 from a first frame alone',
      testRequest('kling-o1', [120], { firstFrame: testFrame }),
      [6],
      ['strangeLength'],
    ],
  ] as const)('edited seconds: %s', (_name, request, seconds, expected) => {
    const shots = request.shots.map((shot, index) => ({ ...shot, seconds: seconds[index] ?? 0 }));
    expect(codes({ ...request, shots })).toEqual(expected);
  });

  it('warns when the end of a shot would be missing', () => {
    const request = testRequest('kling-3.0', [120]);
    const [shot] = request.shots;
    const problems = problemsOf({ ...request, shots: shot ? [{ ...shot, seconds: 4 }] : [] });
    expect(problems).toMatchObject([{ code: 'shorterThanShot', severity: 'warning' }]);
  });
});

describe('exclusions', () => {
  const line = (fields = {}) => ({
    sound: 'on' as const,
    ...fields,
  });
  it.each([
    ['sound where there is none', 'kling-o1', line(), ['noSound']],
    ['sound with a clip', 'kling-3.0-omni', line({ clip: testClip('guide') }), ['soundWithClip']],
    ['sound at 720p of 2.6', 'kling-2.6', line({ resolution: '720p' }), ['soundNotHere']],
    [
      'sound with both frames of 2.6',
      'kling-2.6',
      line({ firstFrame: testFrame, lastFrame: testFrame }),
      ['soundWithLastFrame'],
    ],
    ['original sound without a clip', 'kling-o1', { sound: 'original' }, ['noOriginalSound']],
    [
      'original sound beside a guide',
      'kling-3.0-omni',
      { sound: 'original', clip: testClip('guide') },
      ['clipSound'],
    ],
    [
      'original sound of a clip to change',
      'kling-3.0-omni',
      { sound: 'original', clip: testClip('edit') },
      [],
    ],
    [
      'a clip to change with a frame',
      'kling-3.0-omni',
      { clip: testClip('edit'), firstFrame: testFrame },
      ['framesWithClip'],
    ],
    ['a clip where none is taken', 'kling-3.0', { clip: testClip('guide') }, ['noClip']],
    ['a last frame alone', 'kling-3.0', { lastFrame: testFrame }, ['lastFrameAlone']],
    [
      'a last frame of Turbo',
      'kling-3.0-turbo',
      { firstFrame: testFrame, lastFrame: testFrame },
      ['noLastFrame'],
    ],
    [
      'a last frame of 2.5 at 720p',
      'kling-2.5-turbo',
      { firstFrame: testFrame, lastFrame: testFrame, resolution: '720p' },
      ['lastFrameNotHere'],
    ],
    [
      'a last frame beside a guide of O1',
      'kling-o1',
      { clip: testClip('guide'), firstFrame: testFrame, lastFrame: testFrame },
      ['lastFrameWithClip'],
    ],
    ['4k of Turbo', 'kling-3.0-turbo', { resolution: '4k' }, ['noResolution']],
    ['21:9 of 3.0', 'kling-3.0', { ratio: '21:9' }, ['noRatio']],
    ['cuts planned by O1', 'kling-o1', { plannedBy: 'model' }, ['noPlanning']],
    ['cuts planned by Omni', 'kling-3.0-omni', { plannedBy: 'model' }, []],
    [
      'a series of 3.0',
      'kling-image-3.0',
      { output: { type: 'stills', count: 3, isSeries: true } },
      ['noSeries'],
    ],
    [
      'a series of ten',
      'kling-image-3.0-omni',
      { output: { type: 'stills', count: 10, isSeries: true } },
      ['strangeCount'],
    ],
    [
      'a series of any length',
      'kling-image-3.0-omni',
      { output: { type: 'stills', count: 'auto', isSeries: true } },
      [],
    ],
    [
      'pictures of a video model',
      'kling-3.0',
      { output: { type: 'stills', count: 1, isSeries: false } },
      ['noStills'],
    ],
    ['a clip of a picture model', 'kling-image-3.0', { output: { type: 'video' } }, ['noVideo']],
  ] as const)('%s', (_name, model, fields, expected) => {
    expect(codes(testRequest(model, [120], fields as never))).toEqual(expected);
  });

  it('shots of ours beside a guide are left to the model', () => {
    const request = testRequest('kling-3.0-omni', [48, 48], { clip: testClip('guide') });
    expect(errorsOf(request)).toMatchObject([
      { code: 'shotsWithClip', mend: { action: { type: 'setPlannedBy', plannedBy: 'model' } } },
    ]);
    expect(codes({ ...request, plannedBy: 'model' })).toEqual([]);
  });

  it('a clip of this machine has no address', () => {
    const source = {
      type: 'media' as const,
      mediaId: testPicture('clip').mediaId,
      fingerprint: testPicture('clip').fingerprint,
      width: 640,
      height: 300,
      byteSize: 300_000_000,
      mimeType: 'video/webm',
      seconds: 20,
      framesPerSecond: 12,
    };
    const found = errorsOf(testRequest('kling-3.0-omni', [120], { clip: { use: 'guide', source } }));
    expect(found.map(({ code }) => code)).toEqual(['clipNeedsAddress', ...Array(6).fill('clipOutOfBounds')]);
  });
});

describe('pictures', () => {
  it.each([
    ['too small', { width: 299, height: 800 }, 'is 299 × 800; each side needs 300 pixels.'],
    ['too heavy', { byteSize: 50_000_001 }, 'has 50 MB; at most 50 MB are taken.'],
    ['too wide', { width: 2000, height: 700 }, 'is 2000 × 700: too wide. Cut it to at most 2.5 to 1.'],
    ['of a strange kind', { mimeType: 'image/webp' }, 'is neither JPEG nor PNG.'],
  ])('%s', (_name, fields, message) => {
    const request = testRequest('kling-3.0-omni', [120], { pictures: [testPicture('a', fields)] });
    expect(errorsOf(request)).toMatchObject([
      { message: `Reference picture 1 ${message}`, mend: { action: { type: 'fitPicture' } } },
    ]);
    const fitted = { ...request, pictures: [testPicture('a', { ...fields, isFitted: true })] };
    expect(errorsOf(fitted)).toEqual([]);
  });

  it('an element takes less, and only its first four count', () => {
    const heavy = (index: number) => testPicture(`h${index}`, { byteSize: 10_000_001 });
    const element = testElement('Mina', 0, {
      references: [testPicture('f'), testPicture('g'), testPicture('i'), testPicture('j'), heavy(5)],
    });
    expect(codes(testRequest('kling-3.0-omni', [120], { elements: [element] }))).toEqual([]);
    const second = { ...element, references: [testPicture('f'), heavy(2)] };
    expect(errorsOf(testRequest('kling-3.0-omni', [120], { elements: [second] }))[0]?.message).toBe(
      'Picture 2 of Mina has 10 MB; at most 10 MB are taken.',
    );
  });
});

describe('words', () => {
  it('counts each shot and the whole', () => {
    const long = (count: number) => ({ override: 'x'.repeat(count) });
    const base = testRequest('kling-3.0', [72, 72]);
    const withTexts = (counts: readonly number[]): GenerationRequest => ({
      ...base,
      shots: base.shots.map((shot, index) => ({ ...shot, ...long(counts[index] ?? 1) })),
    });
    expect(codes(withTexts([512, 512]))).toEqual([]);
    expect(errorsOf(withTexts([513, 512]))[0]).toMatchObject({
      message: 'The text of shot 1A has 513 characters; Kling 3.0 takes 512 a shot. Shorten it by 1.',
      shotId: base.shots[0]?.shotId,
    });
    const one = testRequest('kling-2.6', [120]);
    const single = { ...one, shots: one.shots.map((shot) => ({ ...shot, ...long(2_501) })) };
    expect(codes(single)).toEqual(['promptTooLong']);
    const advised = testRequest('kling-3.0', [120]);
    const longer = { ...advised, shots: advised.shots.map((shot) => ({ ...shot, ...long(2_501) })) };
    expect(problemsOf(longer)).toMatchObject([{ code: 'promptLong', severity: 'warning' }]);
  });

  it('a shot that says nothing is not sent', () => {
    const request = testRequest('kling-3.0', [120]);
    const empty = { ...request, shots: request.shots.map((shot) => ({ ...shot, action: ' ' })) };
    expect(codes(empty)).toEqual(['noWords']);
    const seen = { ...empty, firstFrame: testFrame };
    expect(problemsOf(seen)).toMatchObject([{ code: 'noWords', severity: 'warning' }]);
  });

  it('warns of languages and accents nobody has named', () => {
    const mina = testElement('Mina', 2);
    const speak = (language: string, accent = '') => {
      const request = testRequest('kling-3.0-omni', [120], { sound: 'on', elements: [mina] });
      const dialogue = [testLine(mina, 'Umi.', { language, accent })];
      return problemsOf({ ...request, shots: request.shots.map((shot) => ({ ...shot, dialogue })) });
    };
    expect(speak('ja')).toEqual([]);
    expect(speak('en-GB', 'British')).toEqual([]);
    expect(speak('fr')).toMatchObject([{ code: 'noLanguage', severity: 'warning' }]);
    expect(speak('en', 'Scottish')).toMatchObject([{ code: 'noAccent', severity: 'warning' }]);
  });

  it('says that 4.0 is not confirmed', () => {
    expect(problemsOf(testRequest('kling-4.0', [120]))[0]).toMatchObject({
      code: 'unconfirmedModel',
      severity: 'warning',
    });
  });
});

describe('mends', () => {
  it('each changes the options so that its problem is gone', () => {
    const options = { model: 'kling-3.0-omni' };
    const request = testRequest('kling-3.0-omni', [120], { pictures: pictures(2) });
    const picture = request.pictures[0]?.mediaId as never;
    expect(applyMend(options, request, { type: 'dropPicture', mediaId: picture })).toEqual({
      ...options,
      pictureIds: [request.pictures[1]?.mediaId],
    });
    expect(applyMend(options, request, { type: 'setSound', sound: 'off' })).toMatchObject({ sound: 'off' });
    expect(applyMend(options, request, { type: 'dropFrame', which: 'last' })).toMatchObject({
      lastFrame: 'none',
    });
    expect(applyMend(options, request, { type: 'fitPicture', mediaId: picture })).toMatchObject({
      fittedIds: [picture],
    });
  });

  it('every error has words and every mend a title, for any request whatever', () => {
    const input = fc.record({
      model: fc.constantFrom(...models().map(({ id }) => id)),
      lengths: fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 8 }),
      loose: fc.nat(12),
      made: fc.nat(8),
      filmed: fc.nat(4),
      first: fc.boolean(),
      last: fc.boolean(),
      clip: fc.constantFrom(null, 'guide' as const, 'edit' as const),
      sound: fc.constantFrom('off' as const, 'on' as const, 'original' as const),
      resolution: fc.constantFrom('720p' as const, '1080p' as const, '4k' as const, '1k' as const),
      plannedBy: fc.constantFrom('us' as const, 'model' as const),
    });
    fc.assert(
      fc.property(input, (wish) => {
        const request = testRequest(wish.model, wish.lengths, {
          pictures: pictures(wish.loose),
          elements: [...made(wish.made), ...filmed(wish.filmed)],
          firstFrame: wish.first ? testFrame : null,
          lastFrame: wish.last ? testFrame : null,
          clip: wish.clip && testClip(wish.clip),
          sound: wish.sound,
          resolution: wish.resolution,
          plannedBy: wish.plannedBy,
        });
        const problems = problemsOf(request);
        for (const { message, mend } of problems) {
          expect(message).toMatch(/^[A-Z].*[.]$/s);
          expect(message).not.toMatch(/undefined|NaN|null|Infinity/);
          if (mend) expect(mend.title).toMatch(/^[A-Z]/);
        }
        expect(isSendable(problems)).toBe(problems.every(({ severity }) => severity === 'warning'));
      }),
    );
  });
});

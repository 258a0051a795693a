import { describe, expect, it } from 'vitest';
import { countCharacters } from './compilePrompt';
import { legacyPrompt, standardPrompt } from './kling/klingPrompt';
import { requireModel } from './models';
import type { GenerationRequest } from './request';
import { testElement, testLine, testPrompt, testRequest } from './testing/requests';

const omni = requireModel('kling-3.0-omni');
const mina = testElement('Mina', 3, { keepNotes: 'red buttons', keepText: 'UMI' });
const oto = testElement('Oto', 2, {
  voice: { url: 'https://example.org/oto.wav', sample: null, description: 'low, hoarse' },
});
const pier = testElement('Pier', 2, { type: 'place' });

/** Two shots of Mina and Oto on the pier, who speak Japanese and English. */
function scene(fields: Partial<GenerationRequest> = {}): GenerationRequest {
  const request = testRequest('kling-3.0-omni', [72, 96], {
    elements: [mina, oto, pier],
    sound: 'on',
    style: 'Ink and wash.',
    ...fields,
  });
  const [first, second] = request.shots as [(typeof request.shots)[number], (typeof request.shots)[number]];
  return {
    ...request,
    shots: [
      {
        ...first,
        size: 'MCU',
        angle: 'Low',
        lensMm: 50,
        action: 'Mina opens the lamp; the beam wakes.',
        camera: { ...first.camera, words: 'Dolly in, slow, ease in and out' },
        dialogue: [testLine(mina, '戻ってこい!', { language: 'ja', tone: 'Whispering, afraid' })],
        elementIds: [mina.elementId, pier.elementId],
      },
      {
        ...second,
        action: 'He turns.',
        avoid: 'people in the back',
        dialogue: [testLine(oto, 'I "hear" you.', { language: 'en-GB', accent: 'British' })],
        elementIds: [oto.elementId, mina.elementId],
      },
    ],
  };
}

describe('the prompt of the new standard', () => {
  it('lists shots with seconds, mentions, camera, speech; no semicolon inside', () => {
    const prompt = standardPrompt(scene(), omni);
    expect(prompt.text).toBe(
      'shot 1, 3, Ink and wash. Medium close-up, from a low angle, 50 mm lens. Camera: dolly in, slow, ease in and out. ' +
        '@Mina opens the lamp, the beam wakes. @Mina says in Japanese, whispering, afraid: "戻ってこい!" ' +
        'Keep @Mina the same: red buttons. The lettering "UMI" on @Mina stays exactly as written, sharp and readable. Set in @Pier.; ' +
        'shot 2, 4, Static camera. He turns. @Oto says in British English: "I ”hear” you." Avoid: people in the back. In the picture: @Mina.;',
    );
    expect(prompt.isMultiShot).toBe(true);
    expect(prompt.shots.map(({ characters, text }) => characters - countCharacters(text))).toEqual([0, 0]);
  });

  it('describes a voice that is not bound, and not one that is', () => {
    const unbound = { ...oto, voice: { url: null, sample: null, description: 'low, hoarse' } };
    const { shots } = standardPrompt(scene({ elements: [mina, unbound, pier] }), omni);
    expect(shots[1]?.text).toContain('@Oto says in British English, low, hoarse voice: ');
  });

  it('says only what is seen where there is no sound', () => {
    const { shots } = standardPrompt(scene({ sound: 'off' }), omni);
    expect(shots[1]?.text).toContain('@Oto speaks: "I ”hear” you."');
  });

  it('gives one text to a model that plans the cuts', () => {
    const planned = standardPrompt(
      scene({ plannedBy: 'model', wholeText: 'Mina runs; Oto waits.', style: '' }),
      omni,
    );
    expect(planned).toMatchObject({ text: '@Mina runs; @Oto waits.', isMultiShot: true });
    const styled = standardPrompt(scene({ plannedBy: 'model', wholeText: 'Rain.', style: 'Ink.' }), omni);
    expect(styled.text).toBe('Ink.\nRain.');
    const made = standardPrompt(scene({ plannedBy: 'model' }), omni);
    expect(made.text).toContain('@Mina opens the lamp; the beam wakes.');
    expect(made.text).not.toContain('shot 1');
  });

  it('sends an edited text as it stands', () => {
    const request = scene();
    const shots = request.shots.map((shot) => ({ ...shot, override: 'Only @Mina; nothing else' }));
    const prompt = standardPrompt({ ...request, shots }, omni);
    expect(prompt.shots[0]).toMatchObject({
      text: 'Only @Mina, nothing else',
      words: 'Only @Mina, nothing else',
    });
  });

  it('a single shot is plain text', () => {
    const request = scene();
    const prompt = standardPrompt({ ...request, shots: request.shots.slice(1) }, omni);
    expect(prompt.isMultiShot).toBe(false);
    expect(prompt.text).toMatch(/^Ink and wash\. Static camera\. He turns\./);
  });
});

it('the legacy prompt numbers its inputs, shots one by one', () => {
  const single = testElement('Lamp', 1, { type: 'object' });
  const request = scene({ elements: [mina, single, pier] });
  const prompt = legacyPrompt(request, omni);
  expect(prompt.text).toBe('');
  expect(prompt.shots[0]?.text).toContain('<<<element_1>>> opens the <<<image_1>>>, the beam wakes.');
  expect(prompt.shots[0]?.text).toContain('Set in <<<element_2>>>.');
});

it('an element that only words reach is described once', () => {
  const bare = testElement('Mina', 0, { notes: 'thirty,  yellow coat' });
  const request = testRequest('kling-3.0', [72, 72], { elements: [bare] });
  const prompt = testPrompt(request);
  expect(prompt.shots[0]?.text).toContain('Mina: thirty, yellow coat.');
  expect(prompt.shots[1]?.text).not.toContain('yellow');
});

it.each([
  ['', 0],
  ['abc', 3],
  ['海🎬', 2],
])('%j has %i characters', (text, count) => {
  expect(countCharacters(text)).toBe(count);
});

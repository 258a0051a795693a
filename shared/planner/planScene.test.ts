import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ElementId } from '../document/ids';
import { plannedShotSchema } from './plannedShot';
import { planScene } from './planScene';
import { readSceneText } from './sceneText';
import type { SceneToPlan } from './shotPlanner';
import { languageOf, speechSeconds } from './speech';

const mina = 'elm_mina0000' as ElementId;
const oto = 'elm_oto00000' as ElementId;
const lantern = 'elm_lantern0' as ElementId;
const harbour = 'elm_harbour0' as ElementId;
const elements: SceneToPlan['elements'] = [
  { id: mina, type: 'character', name: 'Mina' },
  { id: oto, type: 'character', name: 'Captain Oto' },
  { id: lantern, type: 'object', name: 'Lantern' },
  { id: harbour, type: 'place', name: 'Harbour' },
];
const plan = (text: string, heading = 'EXT. HARBOUR - DUSK') =>
  planScene({ heading, text, elements, language: 'en' });

describe('reading a scene', () => {
  test.each([
    ['Mina waits.', [{ type: 'action', text: 'Mina waits.' }]],
    [
      'MINA\n(whispering)\nDo you hear it?\n\nShe listens.',
      [
        { type: 'dialogue', speaker: 'MINA', delivery: 'whispering', text: 'Do you hear it?' },
        { type: 'action', text: 'She listens.' },
      ],
    ],
    ['OTO (V.O.)\nLong ago.', [{ type: 'dialogue', speaker: 'OTO', delivery: '', text: 'Long ago.' }]],
    ['Mina: (softly) Look!', [{ type: 'dialogue', speaker: 'Mina', delivery: 'softly', text: 'Look!' }]],
    ['ミナ「戻ってこい!」', [{ type: 'dialogue', speaker: 'ミナ', delivery: '', text: '戻ってこい!' }]],
    ['ミナ:(小声で)見て。', [{ type: 'dialogue', speaker: 'ミナ', delivery: '小声で', text: '見て。' }]],
    ['@ミナ\n見て。', [{ type: 'dialogue', speaker: 'ミナ', delivery: '', text: '見て。' }]],
    [
      'EXT. SEA - DAY\n\nWaves.\n\nCUT TO:\n\nRocks.',
      [
        { type: 'action', text: 'Waves.' },
        { type: 'action', text: 'Rocks.' },
      ],
    ],
    ['.PIER #2#\n\n= A synopsis\n\nWaves.\n\n> DISSOLVE TO:', [{ type: 'action', text: 'Waves.' }]],
    ['Waves. [[a note]] /* gone */', [{ type: 'action', text: 'Waves.' }]],
    ['It is 10:30 now.', [{ type: 'action', text: 'It is 10:30 now.' }]],
    ['NIGHT FALLS.', [{ type: 'action', text: 'NIGHT FALLS.' }]],
    ['', []],
  ])('%j', (text, expected) => {
    expect(readSceneText(text)).toEqual(expected);
  });
});

test.each([
  ['Hello there.', 'en', 'en'],
  ['戻ってこい', 'en', 'ja'],
  ['你好吗', 'en', 'zh'],
  ['風', 'ja', 'ja'],
  ['안녕', 'en', 'ko'],
  ['¿Dónde?', 'en', 'es'],
])('%s, where %s is spoken, is %s', (text, fallback, expected) => {
  expect(languageOf(text, fallback)).toBe(expected);
});

test.each([
  ['I can see it now, over there.', 2.4, 3.4],
  ['戻ってこい、早く!', 1, 2],
  ['你看,那边有光。', 1.2, 2.2],
  ['', 0, 0],
])('%s takes between %d and %d seconds to say', (text, least, most) => {
  expect(speechSeconds(text)).toBeGreaterThanOrEqual(least);
  expect(speechSeconds(text)).toBeLessThanOrEqual(most);
});

describe('planning', () => {
  test('where we are first, wide; then what happens, by its words', () => {
    const shots = plan(
      'The harbour lies quiet under a red sky. Mina runs along the pier towards the boats. Close on the lantern in her hand. She looks up at the lighthouse.',
    );
    expect(shots.map(({ size, move }) => [size, move?.name ?? null])).toEqual([
      ['EWS', 'dollyIn'],
      ['FS', 'handheld'],
      ['CU', null],
      [expect.any(String), 'tiltUp'],
    ]);
    expect(shots[1]?.elementIds).toEqual([harbour, mina]);
    expect(shots[2]?.elementIds).toEqual([harbour, lantern]);
    expect(shots[3]?.angle).toBe('Low');
  });

  test('talk begins with both and comes closer; the establishing shot is not forgotten', () => {
    const shots = plan(
      'MINA\nDo you hear the bell out there, behind the rocks, where the ferry used to land?\n\nOTO\nI hear nothing but the wind, and I have listened to it for sixty years.\n\nMINA\nListen! It is so close to us now!',
    );
    expect(shots.map(({ size }) => size)).toEqual(['EWS', '2S', 'OTS', 'CU']);
    expect(shots[1]?.elementIds).toEqual([harbour, mina, oto]);
    expect(shots.flatMap(({ lines }) => lines.map(({ speakerId }) => speakerId))).toEqual([mina, oto, mina]);
  });

  test('a surname is enough, a stranger speaks as nobody known', () => {
    const [, first, second] = plan(
      'Oto: Go home now, before the storm comes in over the bay.\n\nGhost: Never will I leave this place again.',
    );
    expect(first?.lines[0]?.speakerId).toBe(oto);
    expect(second?.lines[0]?.speakerId).toBeNull();
  });

  test('Japanese and English in one scene keep their languages', () => {
    const shots = plan('ミナ「見て、光ってる!」\n\nOTO\nI see it.');
    expect(shots.flatMap(({ lines }) => lines.map(({ language }) => language))).toEqual(['ja', 'en']);
  });

  test('every line is said, every shot is a valid one, and the same text gives the same shots', () => {
    const words = fc.constantFrom(
      'Mina',
      'runs',
      'MINA',
      '\n',
      '\n\n',
      'Oto:',
      '「',
      '」',
      'close on',
      'the sea.',
      '(softly)',
      '!',
      '海',
      '...',
      '@',
      ':',
      'CUT TO:',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 60 }), (parts) => {
        const text = parts.join(' ');
        const shots = plan(text);
        for (const shot of shots) plannedShotSchema.parse(shot);
        const spoken = readSceneText(text).flatMap((piece) =>
          piece.type === 'dialogue' ? [piece.text] : [],
        );
        expect(shots.flatMap(({ lines }) => lines.map((line) => line.text))).toEqual(spoken);
        expect(plan(text)).toEqual(shots);
      }),
    );
  });

  test('a novel in one paragraph does not hang', () => {
    expect(plan('Mina walks on and on and on. '.repeat(2_000)).length).toBeGreaterThan(500);
    expect(plan('('.repeat(50_000)).length).toBeLessThan(3);
    expect(plan('A'.repeat(100_000)).length).toBeLessThan(3);
  });
});

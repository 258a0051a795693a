import { expect, test } from 'vitest';
import type { ElementId } from '../document/ids';
import { speechVoiceOf, synthesiserVoice } from './speechVoice';

test.each([
  ['en', '', 'en-us'],
  ['en-GB', '', 'en'],
  ['en', 'British', 'en'],
  ['en', 'American, from the south', 'en-us'],
  ['en-IN', 'Indian', 'en'],
  ['en', 'Scottish', 'en-gb-scotland'],
  ['ja', '', 'ja'],
  ['ja-JP', '', 'ja'],
  ['zh-CN', '', 'cmn'],
  ['zh-HK', '', 'yue'],
  ['ko', '', 'ko'],
  ['es', '', 'es'],
  ['es-MX', '', 'es-419'],
  ['tlh', '', undefined],
])('%s, accent "%s", is spoken by %s', (language, accent, expected) => {
  expect(synthesiserVoice(language, accent)).toBe(expected);
});

const line = { language: 'en', accent: '', deliveryNote: '', text: 'Wait.' };
const mina = { id: 'elm_mina0000' as ElementId };

test('a speaker keeps the voice; two speakers differ; nobody has the plain one', () => {
  const voice = speechVoiceOf(line, mina, undefined);
  expect(speechVoiceOf(line, mina, undefined)).toEqual(voice);
  expect(speechVoiceOf(line, { id: 'elm_oto00000' as ElementId }, undefined)).not.toEqual(voice);
  expect(speechVoiceOf(line, undefined, undefined)?.voice).toBe('en-us');
});

test('a chosen voice is taken in its language and keeps its kind in another', () => {
  const voice = { accent: '', synthesis: { voice: 'en-gb-x-rp+f3', speed: 1.2, pitch: 1.1 } };
  expect(speechVoiceOf(line, mina, voice)).toEqual({
    voice: 'en-gb-x-rp+f3',
    wordsPerMinute: 198,
    pitch: 55,
  });
  expect(speechVoiceOf({ ...line, language: 'ja' }, mina, voice)?.voice).toBe('ja+f3');
});

test('whispered lines are slower, shouted ones faster', () => {
  const pace = (deliveryNote: string) =>
    speechVoiceOf({ ...line, deliveryNote }, mina, undefined)?.wordsPerMinute ?? 0;
  expect(pace('whispering')).toBeLessThan(pace(''));
  expect(pace('shouts')).toBeGreaterThan(pace(''));
});

test.each([
  ['戻ってこい', 'en', 'ja'],
  ['你好吗', 'en', 'cmn'],
  ['安い!', 'ja', 'ja'],
  ['OK, 안녕', 'ko', 'ko'],
  ['OK', 'ja', 'ja'],
  ['¿Sí?', 'en', 'en-us'],
])('"%s", marked as %s, is spoken by %s', (text, language, expected) => {
  expect(speechVoiceOf({ ...line, text, language }, undefined, undefined)?.voice).toBe(expected);
});

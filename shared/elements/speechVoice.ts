import type { DialogueLine, Element, Voice } from '../document/records';
import { languageOf } from '../planner/speech';

/** What the synthesiser is told for one line. */
export interface SpeechVoice {
  /** A voice of eSpeak NG, with a variant behind a plus: "en-us+f2". */
  readonly voice: string;
  /** Words a minute; 175 is the synthesiser's own pace. */
  readonly wordsPerMinute: number;
  /** 0 … 99; 50 is the middle. */
  readonly pitch: number;
}

/** Languages that lines can be spoken in offline, by their tag and the accents the synthesiser has of them; its "en" is British. */
const voicesByTag: Readonly<Record<string, string>> = {
  en: 'en-us',
  'en-us': 'en-us',
  'en-gb': 'en',
  'en-029': 'en-029',
  zh: 'cmn',
  cmn: 'cmn',
  yue: 'yue',
  'zh-hk': 'yue',
  ja: 'ja',
  ko: 'ko',
  es: 'es',
  'es-419': 'es-419',
  'es-mx': 'es-419',
  'es-ar': 'es-419',
  fr: 'fr',
  de: 'de',
  it: 'it',
  pt: 'pt',
  'pt-br': 'pt-br',
  ru: 'ru',
  uk: 'uk',
  pl: 'pl',
  nl: 'nl',
  sv: 'sv',
  tr: 'tr',
  hi: 'hi',
  ar: 'ar',
  vi: 'vi',
  id: 'id',
};

/** Accents in words, as lines and voices name them. The synthesiser has no Indian English; its nearest is British. */
const voicesByAccent: readonly (readonly [pattern: RegExp, voice: string])[] = [
  [/scot/i, 'en-gb-scotland'],
  [/received|rp\b|posh/i, 'en-gb-x-rp'],
  [/lancas|northern/i, 'en-gb-x-gbclan'],
  [/midlands|birmingham/i, 'en-gb-x-gbcwmd'],
  [/brit|english|london|indian/i, 'en'],
  [/new york/i, 'en-us-nyc'],
  [/americ|u\.?s\.?\b|canad/i, 'en-us'],
  [/caribb|jamaic/i, 'en-029'],
];

/** The synthesiser's voice for a language and an accent in words; undefined = it cannot speak the language. */
export function synthesiserVoice(language: string, accent: string): string | undefined {
  const tag = language.toLowerCase();
  const main = tag.split('-')[0] ?? '';
  if (main === 'en') {
    const named = voicesByAccent.find(([pattern]) => pattern.test(accent))?.[1];
    if (named) return named;
    if (/^en-(gb|ie|au|nz|za|in)$/.test(tag)) return 'en';
  }
  return voicesByTag[tag] ?? voicesByTag[main];
}

/** A line that is marked with one language and written in the letters of another is spoken as it is written. */
export function spokenLanguage({ text, language }: Pick<DialogueLine, 'text' | 'language'>): string {
  return /\p{Script=Latin}/u.test(text) && !/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)
    ? language
    : languageOf(text, language);
}

/** Speakers sound unlike each other: one of these is each one's own. */
const variants = ['', '+f2', '+m3', '+f4', '+m1', '+f1', '+m7', '+f5', '+m5'] as const;

/**
 * How a line is spoken: by its own voice or its speaker's first, else in a voice of the line's language that the speaker keeps through
 * the film.
 * @returns undefined when the synthesiser does not speak the language
 */
export function speechVoiceOf(
  line: Pick<DialogueLine, 'language' | 'accent' | 'deliveryNote' | 'text'>,
  speaker: Pick<Element, 'id'> | undefined,
  voice: Pick<Voice, 'accent' | 'synthesis'> | undefined,
): SpeechVoice | undefined {
  const base = synthesiserVoice(spokenLanguage(line), line.accent || voice?.accent || '');
  if (base === undefined) return undefined;
  const own = speaker ? sumOf(speaker.id) : 0;
  const variant = variants[own % variants.length] ?? '';
  const named = voice?.synthesis?.voice ?? '';
  // A voice that was chosen for one language still gives its variant in another.
  const chosen =
    named === '' ? `${base}${variant}` : isOfLanguage(named, base) ? named : `${base}${variantOf(named)}`;
  const hurry = /whisper|slow|tired|ささや|ゆっくり/i.test(line.deliveryNote)
    ? 0.85
    : /quick|fast|panic|shout|out of breath|早口|叫/i.test(line.deliveryNote)
      ? 1.15
      : 1;
  return {
    voice: chosen,
    wordsPerMinute: Math.round(165 * (voice?.synthesis?.speed ?? 1) * hurry),
    pitch: Math.min(99, Math.round(50 * (voice?.synthesis?.pitch ?? 0.85 + (own % 7) * 0.05))),
  };
}

const isOfLanguage = (voice: string, base: string): boolean =>
  voice.split(/[-+]/)[0] === base.split(/[-+]/)[0];
const variantOf = (voice: string): string => /\+.*$/.exec(voice)?.[0] ?? '';

/** A number that goes with a text, always the same. */
function sumOf(text: string): number {
  let sum = 0;
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003;
  return sum;
}

import { digitsOfKanji, readCounted, readNumber } from './japaneseNumbers.ts';

/** A word as the dictionary (IPADIC) knows it. */
export interface JapaneseWord {
  readonly surface: string;
  /** Katakana as spoken, with particles as they sound ("は" → ワ); undefined for strange words. */
  readonly pronunciation?: string | undefined;
  readonly partOfSpeech?: string | undefined;
  readonly partOfSpeechSubcategory1?: string | undefined;
  readonly partOfSpeechSubcategory2?: string | undefined;
}

/** Words of a text in order; nothing of it is left out but white space. */
export type FindWords = (text: string) => readonly JapaneseWord[];

export interface ReadPiece {
  /** Katakana and marks, or Latin words to be spoken by an English voice. */
  readonly language: 'ja' | 'en';
  readonly text: string;
}

export interface JapaneseReading {
  readonly pieces: readonly ReadPiece[];
  /** Kanji that nobody can read without help, as written. */
  readonly unread: readonly string[];
}

const kanji = '\\p{Script=Han}々〆ヶ';
const kana = '\\p{Script=Hiragana}\\p{Script=Katakana}ー・';
/** A reading behind its word: 美奈（みな）, 灯台《とうだい》, ｜お母さん《ママ》. */
const ruby = new RegExp(
  `(?:[｜|]([^｜|（(《\\n]{1,40})|([${kanji}]+|[A-Za-z]+))(?:（([${kana}]+)）|\\(([${kana}]+)\\)|《([${kana}]+)》)`,
  'gu',
);

/** The text with its own readings in the place of what they read. */
export function applyRuby(text: string): string {
  return text.replaceAll(ruby, (_whole, _marked, _word, round, narrow, double) =>
    toKatakana(round ?? narrow ?? double),
  );
}

const toKatakana = (text: string): string =>
  text.replaceAll(/[ぁ-ゖ]/g, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0x60));

/** Full-width Latin and half-width kana as what they are. */
const plainWidths = (text: string): string =>
  text.replaceAll(/[０-９Ａ-Ｚａ-ｚ]|[ｦ-ﾟ]+/g, (letters) => letters.normalize('NFKC'));

/** Readings that the dictionary has otherwise than people say it in a film. */
const ownReadings: Readonly<Record<string, string>> = { 日本: 'ニホン', 言う: 'ユー', いう: 'ユー' };

/** How a Japanese line is said: kanji by the dictionary, numbers with what they count, letters by their names. */
export function readJapanese(text: string, findWords: FindWords): JapaneseReading {
  const said = new SaidText();
  for (const line of applyRuby(plainWidths(text)).split(/\n+/)) {
    readLine(findWords(line), said);
    said.mark('。');
  }
  return said.done();
}

function readLine(words: readonly JapaneseWord[], said: SaidText): void {
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (!word) break;
    const number = numberAt(words, index);
    if (number && /^0{2,}$/.test(number.digits) && word.surface === '〇') {
      // Two rings stand for a name that is not said.
      said.word('マル'.repeat(number.length), true);
      index += number.length - 1;
    } else if (number) {
      const counter = words[index + number.length];
      const isCounted = counter !== undefined && isCounter(counter);
      said.word(
        isCounted
          ? readCounted(number.digits, counter.surface, kanaOf(counter) ?? '')
          : readNumber(number.digits),
        !isPrefix(words[index - 1]),
      );
      index += number.length - (isCounted ? 0 : 1);
    } else if (/^[A-Za-z][A-Za-z'’-]*$/.test(word.surface)) readLatin(word.surface, said);
    else if (isMark(word.surface)) said.mark(word.surface);
    else {
      const read = kanaOf(word);
      if (read === undefined) said.unread(word.surface);
      else said.word(read, beginsPhrase(word, words[index - 1]));
    }
  }
}

function kanaOf({ surface, pronunciation }: JapaneseWord): string | undefined {
  const own = ownReadings[surface] ?? pronunciation;
  if (own !== undefined && own !== '' && own !== '*') return own;
  return new RegExp(`[${kanji}]`, 'u').test(surface.replaceAll('ヶ', '')) ? undefined : toKatakana(surface);
}

/** Digits, in Arabic or kanji, from a word on; commas and a decimal point belong to them. */
function numberAt(
  words: readonly JapaneseWord[],
  start: number,
): { readonly digits: string; readonly length: number } | undefined {
  let text = '';
  let length = 0;
  for (let index = start; index < words.length; index += 1) {
    const { surface } = words[index] as JapaneseWord;
    const isJoint = /^[.,]$/.test(surface) && length > 0 && /^\d+$/.test(words[index + 1]?.surface ?? '');
    const isDigits = /^\d+$/.test(surface) || isKanjiNumber(words[index] as JapaneseWord);
    if (!isDigits && !isJoint) break;
    // "2026年" is one number, "3千" another: Arabic and kanji digits are not mixed.
    if (isDigits && length > 0 && /\d$/.test(text) !== /^\d/.test(surface) && !isJoint && !/[.,]$/.test(text))
      break;
    text += surface;
    length += 1;
  }
  if (length === 0) return undefined;
  const digits = /^[\d.,]+$/.test(text) ? text : digitsOfKanji(text);
  return digits === undefined ? undefined : { digits, length };
}

const isKanjiNumber = (word: JapaneseWord): boolean =>
  word.partOfSpeechSubcategory1 === '数' && digitsOfKanji(word.surface) !== undefined;
const isCounter = ({ surface, partOfSpeechSubcategory2 }: JapaneseWord): boolean =>
  partOfSpeechSubcategory2 === '助数詞' || surface === '月' || surface === 'つ' || surface === '話';
const isPrefix = (word: JapaneseWord | undefined): boolean => word?.partOfSpeech === '接頭詞';
const isMark = (surface: string): boolean => !/[\p{L}\p{N}ー]/u.test(surface);

/** Words on which others lean begin no phrase: the synthesiser gives each phrase one accent. */
function beginsPhrase(word: JapaneseWord, before: JapaneseWord | undefined): boolean {
  if (isPrefix(before)) return false;
  const { partOfSpeech: kind = '', partOfSpeechSubcategory1: sub = '' } = word;
  if (kind === '助詞' || kind === '助動詞') return false;
  if (sub === '接尾' || sub === '非自立') return false;
  return !(kind === '名詞' && before?.partOfSpeech === '名詞');
}

const letterNames: Readonly<Record<string, string>> = {
  A: 'エー',
  B: 'ビー',
  C: 'シー',
  D: 'ディー',
  E: 'イー',
  F: 'エフ',
  G: 'ジー',
  H: 'エイチ',
  I: 'アイ',
  J: 'ジェー',
  K: 'ケー',
  L: 'エル',
  M: 'エム',
  N: 'エヌ',
  O: 'オー',
  P: 'ピー',
  Q: 'キュー',
  R: 'アール',
  S: 'エス',
  T: 'ティー',
  U: 'ユー',
  V: 'ブイ',
  W: 'ダブリュー',
  X: 'エックス',
  Y: 'ワイ',
  Z: 'ゼット',
};

/** Short ones in capitals are spelled, as LED; others are words of English. */
function readLatin(word: string, said: SaidText): void {
  if (/^([A-Z]{1,4}|[a-z])$/.test(word)) {
    said.word([...word.toUpperCase()].map((letter) => letterNames[letter]).join(''), true);
  } else said.english(word);
}

class SaidText {
  readonly #pieces: { language: 'ja' | 'en'; text: string }[] = [];
  readonly #unread: string[] = [];

  word(text: string, beginsPhrase: boolean): void {
    const piece = this.#in('ja');
    const isFirst = piece.text === '' || /[\s、。？！…」』）]$/.test(piece.text);
    piece.text += beginsPhrase && !isFirst ? ` ${text}` : text;
  }

  english(text: string): void {
    const piece = this.#in('en');
    piece.text += piece.text === '' ? text : ` ${text}`;
  }

  mark(text: string): void {
    const piece = this.#pieces.at(-1);
    if (piece && !(text === '。' && /[。！？!?.…]$/.test(piece.text))) {
      piece.text += piece.language === 'en' ? asciiMarks(text) : text;
    }
  }

  unread(text: string): void {
    this.#unread.push(text);
  }

  done(): JapaneseReading {
    const pieces = this.#pieces.filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
    return { pieces, unread: [...new Set(this.#unread)] };
  }

  #in(language: 'ja' | 'en'): { language: 'ja' | 'en'; text: string } {
    const last = this.#pieces.at(-1);
    if (last?.language === language) return last;
    const piece = { language, text: '' };
    this.#pieces.push(piece);
    return piece;
  }
}

const asciiMarks = (text: string): string =>
  text.replaceAll('、', ',').replaceAll('。', '.').replaceAll('！', '!').replaceAll('？', '?');

import { type FindWords, type JapaneseReading, type JapaneseWord, readJapanese } from './japaneseReading.ts';

export interface SpokenPiece {
  /** A voice of eSpeak NG. */
  readonly voice: string;
  readonly text: string;
}

export interface ReadLine {
  readonly pieces: readonly SpokenPiece[];
  /** What cannot be said as it is written, and is left out. */
  readonly unread: readonly string[];
}

let words: Promise<FindWords> | null = null;

/**
 * A line as the synthesiser says it right: it spells kanji out ("Chinese letter"), so Japanese is turned into kana first. The dictionary
 * is read with the first Japanese line.
 */
export async function readLine(text: string, voice: string): Promise<ReadLine> {
  const [language = '', variant] = voice.split('+');
  if (language === 'ja') {
    words ??= loadDictionary();
    const { pieces, unread }: JapaneseReading = readJapanese(text, await words);
    const english = variant === undefined ? 'en-us' : `en-us+${variant}`;
    return {
      pieces: pieces.map((piece) => ({
        voice: piece.language === 'ja' ? voice : english,
        text: piece.text,
      })),
      unread,
    };
  }
  const isChinese = language === 'cmn' || language === 'yue';
  return { pieces: [{ voice, text: isChinese ? chineseNumbers(text) : text }], unread: [] };
}

/** It leaves out the point of a decimal number. */
const chineseNumbers = (text: string): string =>
  text.replaceAll(
    /(\d)\.(\d+)/g,
    (_, whole: string, fraction: string) =>
      `${whole}点${[...fraction].map((digit) => '零一二三四五六七八九'[Number(digit)]).join('')}`,
  );

async function loadDictionary(): Promise<FindWords> {
  const { TokenizerBuilder } = await import('lindera-wasm-nodejs-ipadic');
  const builder = new TokenizerBuilder();
  builder.setDictionary('embedded://ipadic');
  builder.setMode('normal');
  const tokenizer = builder.build();
  return (text) => tokenizer.tokenize(text) as JapaneseWord[];
}

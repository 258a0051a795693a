/** Tag of the language a line is written in, by its script; `fallback` where letters alone do not say. */
export function languageOf(text: string, fallback: string): string {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja';
  if (/\p{Script=Hangul}/u.test(text)) return 'ko';
  if (/\p{Script=Han}/u.test(text)) return /^(zh|ja|yue)/.test(fallback) ? fallback : 'zh';
  if (/\p{Script=Cyrillic}/u.test(text)) return /^(ru|uk|bg|sr)/.test(fallback) ? fallback : 'ru';
  if (/[¿¡ñ]/i.test(text)) return 'es';
  return fallback;
}

/**
 * Seconds a line takes to say at an unhurried pace: about 2.6 words a second in languages that part words, 7 kana, 4.5 characters of
 * Chinese and 5 syllables of Korean; pauses at commas and ends count.
 */
export function speechSeconds(text: string): number {
  const han = count(text, /\p{Script=Han}/gu);
  const kana = count(text, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  const hangul = count(text, /\p{Script=Hangul}/gu);
  // Kanji among kana are read as two or so.
  const east = (kana + (kana > 0 ? han * 2 : 0)) / 7 + (kana > 0 ? 0 : han / 4.5) + hangul / 5;
  const words =
    count(text, /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}][\p{L}\p{M}\p{N}’'-]*/gu) / 2.6;
  const pauses = count(text, /[,;、，—…]/gu) * 0.2 + count(text, /[.!?。！？]+(?=.)/gu) * 0.35;
  return east + words + pauses;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

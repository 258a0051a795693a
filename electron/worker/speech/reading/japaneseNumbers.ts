/*
 * Japanese numbers in katakana. What is counted changes the sound on both sides of the seam: ippon, nihon, sanbon.
 */

const digits = ['', 'イチ', 'ニ', 'サン', 'ヨン', 'ゴ', 'ロク', 'ナナ', 'ハチ', 'キュー'] as const;
const hundreds = [
  '',
  'ヒャク',
  'ニヒャク',
  'サンビャク',
  'ヨンヒャク',
  'ゴヒャク',
  'ロッピャク',
  'ナナヒャク',
  'ハッピャク',
  'キューヒャク',
];
const thousands = [
  '',
  'セン',
  'ニセン',
  'サンゼン',
  'ヨンセン',
  'ゴセン',
  'ロクセン',
  'ナナセン',
  'ハッセン',
  'キューセン',
];
const groups = ['', 'マン', 'オク', 'チョー'] as const;

/** Longer ones (telephone numbers, codes) are read digit by digit. */
const longestNumber = 16;

/** @param number digits, perhaps with commas between and a decimal point: "1,200.5" */
export function readNumber(number: string): string {
  const [whole = '', ...fraction] = number.replaceAll(',', '').split('.');
  const point = fraction.length === 0 ? '' : `テン${readDigits(fraction.join(''))}`;
  const isCode = whole.length > longestNumber || /^0\d/.test(whole);
  return `${isCode ? readDigits(whole) : readWhole(whole)}${point}`;
}

function readDigits(text: string): string {
  return [...text].map((digit) => digits[Number(digit)] || 'ゼロ').join('');
}

function readWhole(text: string): string {
  if (/^0*$/.test(text)) return 'ゼロ';
  let kana = '';
  for (let group = Math.ceil(text.length / 4) - 1; group >= 0; group -= 1) {
    const end = text.length - group * 4;
    const value = Number(text.slice(Math.max(0, end - 4), end));
    // "Man" is said with its one: ichiman.
    if (value > 0) kana += `${readFour(value)}${groups[group] ?? ''}`;
  }
  return kana;
}

function readFour(value: number): string {
  const tens = Math.floor(value / 10) % 10;
  return [
    thousands[Math.floor(value / 1000)] ?? '',
    hundreds[Math.floor(value / 100) % 10] ?? '',
    tens === 0 ? '' : `${tens === 1 ? '' : digits[tens]}ジュー`,
    digits[value % 10] ?? '',
  ].join('');
}

const kanjiDigits = '〇一二三四五六七八九';
const kanjiUnits: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const kanjiGroups: Readonly<Record<string, number>> = { 万: 1e4, 億: 1e8, 兆: 1e12 };

/** "千二百三十四" → "1234", "二〇二六" → "2026"; undefined for what is no such number. */
export function digitsOfKanji(text: string): string | undefined {
  if (text === '' || !/^[〇零一二三四五六七八九十百千万億兆]+$/.test(text)) return undefined;
  const plain = text.replaceAll('零', '〇');
  if (/^[〇一二三四五六七八九]+$/.test(plain)) {
    return [...plain].map((letter) => kanjiDigits.indexOf(letter)).join('');
  }
  let [whole, below, last] = [0, 0, 0];
  for (const letter of plain) {
    const unit = kanjiUnits[letter];
    const group = kanjiGroups[letter];
    if (unit) {
      below += (last || 1) * unit;
      last = 0;
    } else if (group) {
      whole += (below + last || 1) * group;
      [below, last] = [0, 0];
    } else last = kanjiDigits.indexOf(letter);
  }
  return String(whole + below + last);
}

/** Whole readings that follow no rule, by number and what is counted. */
const irregular: Readonly<Record<string, readonly (readonly [number: number, kana: string])[]>> = {
  人: [
    [1, 'ヒトリ'],
    [2, 'フタリ'],
    [4, 'ヨニン'],
  ],
  日: [
    [1, 'ツイタチ'],
    [2, 'フツカ'],
    [3, 'ミッカ'],
    [4, 'ヨッカ'],
    [5, 'イツカ'],
    [6, 'ムイカ'],
    [7, 'ナノカ'],
    [8, 'ヨーカ'],
    [9, 'ココノカ'],
    [10, 'トーカ'],
    [14, 'ジューヨッカ'],
    [20, 'ハツカ'],
    [24, 'ニジューヨッカ'],
  ],
  つ: [
    [1, 'ヒトツ'],
    [2, 'フタツ'],
    [3, 'ミッツ'],
    [4, 'ヨッツ'],
    [5, 'イツツ'],
    [6, 'ムッツ'],
    [7, 'ナナツ'],
    [8, 'ヤッツ'],
    [9, 'ココノツ'],
  ],
  歳: [[20, 'ハタチ']],
  才: [[20, 'ハタチ']],
};

/** A last digit that sounds otherwise before this counter. */
const lastDigits: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  時: { '4': 'ヨ', '7': 'シチ', '9': 'ク' },
  時間: { '4': 'ヨ', '7': 'シチ', '9': 'ク' },
  月: { '4': 'シ', '7': 'シチ', '9': 'ク' },
  年: { '4': 'ヨ' },
  年間: { '4': 'ヨ' },
  円: { '4': 'ヨ' },
};

/** Of counters that the dictionary reads otherwise when they stand alone. */
const counterReadings: Readonly<Record<string, string>> = { 月: 'ガツ', 日: 'ニチ', つ: 'ツ', 話: 'ワ' };

/**
 * A number with what it counts.
 * @param counter as it is written
 * @param reading of the counter alone, katakana
 */
export function readCounted(number: string, counter: string, reading: string): string {
  const value = Number(number.replaceAll(',', ''));
  const whole = irregular[counter]?.find(([of]) => of === value)?.[1];
  if (whole) return whole;
  const kana = counterReadings[counter] ?? reading;
  if (number.includes('.')) return `${readNumber(number)}${kana}`;
  const last = number.at(-1) ?? '';
  const other = lastDigits[counter]?.[last];
  if (other) return `${readNumber(number).replace(/(ヨン|ナナ|キュー)$/, other)}${kana}`;
  return joined(readNumber(number), kana);
}

const hRow = 'ハヒフヘホ';
const pRow = 'パピプペポ';
const bRow = 'バビブベボ';

/** Doubled and voiced consonants at the seam, as the common counters have them. */
function joined(number: string, counter: string): string {
  const first = counter[0] ?? '';
  const rest = counter.slice(1);
  const h = hRow.indexOf(first);
  if (h >= 0 && !/^フ[ァィェォ]/.test(counter)) {
    if (/(イチ|ロク|ハチ|ジュー|ヒャク)$/.test(number)) return `${doubled(number)}${pRow[h]}${rest}`;
    // "Pun" of minutes hardens where others are voiced: sanpun, yonpun, but sanbon, yonhon.
    if (number.endsWith('サン')) return `${number}${counter === 'フン' ? 'プ' : bRow[h]}${rest}`;
    if (number.endsWith('ヨン') && counter === 'フン') return `${number}プ${rest}`;
    return `${number}${counter}`;
  }
  if (/^[カキクケコ]/.test(first)) {
    if (number.endsWith('サン') && counter === 'カイ') return `${number}カイ`;
    return /(イチ|ロク|ハチ|ジュー|ヒャク)$/.test(number)
      ? `${doubled(number)}${counter}`
      : `${number}${counter}`;
  }
  if (/^[サシスセソタチツテト]/.test(first) && /(イチ|ハチ|ジュー)$/.test(number)) {
    return `${doubled(number)}${counter}`;
  }
  return `${number}${counter}`;
}

const doubled = (number: string): string =>
  number.replace(/ジュー$/, 'ジュッ').replace(/(イチ|ロク|ハチ|ヒャク)$/, (end) => `${end.slice(0, -1)}ッ`);

import { beforeAll, describe, expect, test } from 'vitest';
import { digitsOfKanji, readCounted, readNumber } from './japaneseNumbers';
import { applyRuby } from './japaneseReading';
import { type ReadLine, readLine } from './readLine';

let read: (text: string) => Promise<ReadLine>;
beforeAll(() => {
  read = (text) => readLine(text, 'ja+f2');
});
const said = async (text: string): Promise<string> =>
  (await read(text)).pieces.map((piece) => piece.text).join('|');

test.each([
  ['戻ってこい！灯台が呼んでいる。', 'モドッテコイ！トーダイガ ヨンデイル。'],
  ['今日は学校へ行きます', 'キョーワ ガッコーエ イキマス。'],
  ['風の音しか聞こえん。', 'カゼノオトシカ キコエン。'],
  ['かぜの おとしか きこえん。', 'カゼノ オトシカ キコエン。'],
  ['来ない。来ます。', 'コナイ。キマス。'],
  ['ミナは言った', 'ミナワ イッタ。'],
  ['そうですか…はい。', 'ソーデスカ…ハイ。'],
  ['えっ！？', 'エッ！？'],
  ['人々は時々笑う', 'ヒトビトワ トキドキ ワラウ。'],
  ['ｶﾀｶﾅもよめる', 'カタカナモ ヨメル。'],
  ['日本へ\n帰ろう', 'ニホンエ。カエロウ。'],
])('%s is said %s', async (text, expected) => {
  expect(await said(text)).toBe(expected);
});

test.each([
  ['龘（とう）は龍の姿だ', 'トーワ リューノ スガタダ。'],
  ['美奈(みな)、行くぞ', 'ミナ、 イクゾ。'],
  ['｜お母さん《ママ》へ', 'ママエ。'],
  ['OTO（おと）です', 'オトデス。'],
  ['彼（あの男）は', 'カレ（アノ オトコ）ワ。'],
])('%s carries its own reading', async (text, expected) => {
  expect((await said(text)).replaceAll(' ', '')).toBe(expected.replaceAll(' ', ''));
});

test('readings in brackets stand in the place of what they read', () => {
  expect(applyRuby('大きな灯台（とうだい）の下')).toBe('大きなトウダイの下');
  expect(applyRuby('（ささやいて）風だ')).toBe('（ささやいて）風だ');
});

test('letters are spelled by their names, words of English are spoken by an English voice', async () => {
  expect((await read('LEDライト、OKだよ')).pieces).toEqual([
    { voice: 'ja+f2', text: 'エルイーディー ライト、オーケーダヨ。' },
  ]);
  expect((await read('彼はHello worldと言った。')).pieces).toEqual([
    { voice: 'ja+f2', text: 'カレワ' },
    { voice: 'en-us+f2', text: 'Hello world' },
    { voice: 'ja+f2', text: 'ト イッタ。' },
  ]);
});

test('kanji nobody can read are told and left out', async () => {
  const line = await read('龘が来る');
  expect(line.unread).toEqual(['龘']);
  expect(line.pieces.map(({ text }) => text)).toEqual(['ガ クル。']);
});

test('Chinese keeps its characters, its decimal numbers have a point', async () => {
  expect((await readLine('价格3.05元', 'cmn')).pieces).toEqual([{ voice: 'cmn', text: '价格3点零五元' }]);
});

describe('numbers', () => {
  test.each([
    ['0', 'ゼロ'],
    ['10', 'ジュー'],
    ['11', 'ジューイチ'],
    ['120', 'ヒャクニジュー'],
    ['365', 'サンビャクロクジューゴ'],
    ['1,000', 'セン'],
    ['10000', 'イチマン'],
    ['2026', 'ニセンニジューロク'],
    ['123456789', 'イチオクニセンサンビャクヨンジューゴマンロクセンナナヒャクハチジューキュー'],
    ['3.14', 'サンテンイチヨン'],
    ['007', 'ゼロゼロナナ'],
  ])('%s is %s', (number, kana) => {
    expect(readNumber(number)).toBe(kana);
  });

  test.each([
    ['三', '3'],
    ['十', '10'],
    ['千二百三十四', '1234'],
    ['二〇二六', '2026'],
    ['一億二千万', '120000000'],
    ['人', undefined],
  ])('%s is %s', (text, expected) => {
    expect(digitsOfKanji(text)).toBe(expected);
  });

  test.each([
    ['1', '人', 'ニン', 'ヒトリ'],
    ['3', '人', 'ニン', 'サンニン'],
    ['4', '時', 'ジ', 'ヨジ'],
    ['12', '時', 'ジ', 'ジューニジ'],
    ['19', '時', 'ジ', 'ジュークジ'],
    ['1', '本', 'ホン', 'イッポン'],
    ['3', '本', 'ホン', 'サンボン'],
    ['10', '分', 'フン', 'ジュップン'],
    ['3', '分', 'フン', 'サンプン'],
    ['5', '分', 'フン', 'ゴフン'],
    ['6', '回', 'カイ', 'ロッカイ'],
    ['8', '歳', 'サイ', 'ハッサイ'],
    ['20', '歳', 'サイ', 'ハタチ'],
    ['4', '月', 'ツキ', 'シガツ'],
    ['11', '月', 'ツキ', 'ジューイチガツ'],
    ['1', '日', 'ニチ', 'ツイタチ'],
    ['26', '日', 'ニチ', 'ニジューロクニチ'],
    ['3.5', '倍', 'バイ', 'サンテンゴバイ'],
  ])('%s%s (%s) is %s', (number, counter, reading, expected) => {
    expect(readCounted(number, counter, reading)).toBe(expected);
  });

  test.each([
    ['12時30分に3人で', 'ジューニジ サンジュップンニ サンニンデ。'],
    ['三百円です', 'サンビャクエンデス。'],
    ['一人で二人', 'ヒトリデ フタリ。'],
    ['第三話', 'ダイサンワ。'],
    ['１２３', 'ヒャクニジューサン。'],
    ['一番、十分だ', 'イチバン、ジューブンダ。'],
    ['〇〇さん', 'マルマルサン。'],
  ])('in a line, %s is said %s', async (text, expected) => {
    expect((await said(text)).replaceAll(' ', '')).toBe(expected.replaceAll(' ', ''));
  });
});

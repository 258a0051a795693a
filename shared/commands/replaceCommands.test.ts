import { describe, expect, test } from 'vitest';
import type { Document } from '../document/document';
import { replacedTexts, skippedWords } from '../find/replaceWords';
import { commandRunner, plan } from '../testing/runCommands';
import { smallFilm, testId } from '../testing/smallFilm';
import { PlanRefusal } from './command';

const run = commandRunner();
const shot = (name: string) => testId('shot', name);
const actions = (film: Document) => ['A', 'B', 'C'].map((name) => film.require('shot', shot(name)).action);

/** The small film with these actions for its first shots. */
function film(...texts: readonly string[]): Document {
  return texts.reduce(
    (document, action, index) =>
      run(document, 'shot.edit', { shotIds: [shot('ABC'[index] ?? '')], fields: { action } }).document,
    smallFilm(),
  );
}

/** With a text on the board of shot A. */
const withText = (document: Document, text: string) =>
  run(document, 'layer.addText', {
    shotId: shot('A'),
    id: testId('layer', 'words'),
    ...{ text, colour: '#ffffff', lineHeight: 0.05, align: 'left', isBold: false },
  }).document;

describe('replacing words', () => {
  test.each<[what: string, args: object, texts: string[], expected: string[]]>([
    ['everywhere', { words: 'lamp', by: 'light' }, ['The lamp, the Lamp.'], ['The light, the light.']],
    ['as written', { words: 'Lamp', by: 'Sun', isCaseSensitive: true }, ['lamp Lamp'], ['lamp Sun']],
    [
      'whole words',
      { words: 'art', by: 'craft', isWholeWord: true },
      ['art party Art.'],
      ['craft party craft.'],
    ],
    ['by nothing', { words: ' old', by: '' }, ['The old lamp'], ['The lamp']],
    ['by what holds the words', { words: 'a', by: 'aa' }, ['banana'], ['baanaanaa']],
    ['what overlaps itself', { words: 'aa', by: 'b' }, ['aaaaa'], ['bba']],
    ['full-width letters', { words: 'mina', by: 'ミナ' }, ['ＭＩＮＡは'], ['ミナは']],
    [
      'whole words where no spaces are',
      { words: '灯', by: '灯台', isWholeWord: true },
      ['灯が消える'],
      ['灯台が消える'],
    ],
    ['dollars and backslashes as they are', { words: 'x', by: '$&\\1' }, ['x'], ['$&\\1']],
    ['letters of two code units', { words: '🎬', by: 'cut', isWholeWord: true }, ['a 🎬!'], ['a cut!']],
  ])('%s', (_, args, texts, expected) => {
    const { document } = run(film(...texts), 'text.replace', args);
    expect(actions(document).slice(0, expected.length)).toEqual(expected);
  });

  test('is one edit over all fields, and names what it did', () => {
    const before = withText(film('umi waits', 'Umi', ''), 'umi');
    const { document } = run(before, 'text.replace', { words: 'umi', by: 'Nami' });
    expect(actions(document)).toEqual(['Nami waits', 'Nami', '']);
    expect(document.require('layer', testId('layer', 'words'))).toMatchObject({
      name: 'Nami',
      content: { text: 'Nami' },
    });
    expect(plan(before, 'text.replace', { words: 'umi', by: 'Nami' }).label).toMatch(
      /^Replace "umi" in \d+ Places$/,
    );
  });

  test('at one place only', () => {
    const only = { id: shot('A'), field: 'action', at: 4 };
    const args = { words: 'sea', by: 'SKY', only };
    expect(actions(run(film('sea sea sea', 'sea'), 'text.replace', args).document).slice(0, 2)).toEqual([
      'sea SKY sea',
      'sea',
    ]);
    expect(() => plan(film('sea'), 'text.replace', args)).toThrow('do not stand there');
  });

  test('what is locked or would no longer fit stays, and is named', () => {
    const lockedFilm = run(
      withText(film('lamp', 'x'.repeat(19_999) + 'lamp'.slice(0, 1)), 'lamp'),
      'layer.edit',
      {
        layerIds: [testId('layer', 'words')],
        fields: { isLocked: true },
      },
    ).document;
    const replacing = { words: 'l', by: 'll', isWholeWord: false, isCaseSensitive: true };
    const found = replacedTexts(lockedFilm, replacing);
    expect(skippedWords(found)).toBe(
      '2 texts are left as they are: a locked layer (1A); a text that would be too long (1B).',
    );
    const { document } = run(lockedFilm, 'text.replace', replacing);
    expect(actions(document)[0]).toBe('llamp');
    expect(document.require('layer', testId('layer', 'words'))).toMatchObject({ content: { text: 'lamp' } });
  });

  test('linked layers are one text', () => {
    const linked = run(withText(film(''), 'la'), 'layer.link', {
      layerId: testId('layer', 'words'),
      shotIds: [shot('B')],
    }).document;
    const { document } = run(linked, 'text.replace', { words: 'la', by: 'lala' });
    const texts = document
      .list('layer')
      .flatMap(({ content }) => (content.type === 'text' ? [content.text] : []));
    expect(texts).toEqual(['lala', 'lala']);
  });

  test('words that stand nowhere are refused', () => {
    expect(() => plan(smallFilm(), 'text.replace', { words: 'qqqq', by: '' })).toThrow(PlanRefusal);
  });
});

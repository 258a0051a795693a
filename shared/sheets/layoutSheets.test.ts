import { describe, expect, it, test } from 'vitest';
import { Document } from '../document/document';
import {
  createBoard,
  createDialogueLine,
  createProject,
  createScene,
  createShot,
} from '../document/factories';
import { orderKeysAt } from '../document/order';
import type { AnyRecord, Shot } from '../document/records';
import { runAtOnce } from '../steps/runSteps';
import { fullFilm } from '../testing/fullFilm';
import { testId } from '../testing/smallFilm';
import { frames } from '../time/frames';
import { sheetContent } from './content';
import { markItems, pageCount, pageItems, picturePixels, planningSheets } from './layoutSheets';
import { letterWidth } from './measureText';
import type { PageItem, PageText } from './pageItems';
import {
  orientations,
  pageSize,
  papers,
  type SheetSettings,
  sheetLayouts,
  sheetSettingsSchema,
} from './settings';

const settingsOf = (given: Partial<SheetSettings>): SheetSettings => sheetSettingsSchema.parse(given);
const day = '2026-11-26';

interface FilmWords {
  readonly shots: readonly Partial<Shot>[];
  readonly heading?: string;
  readonly name?: string;
  readonly frameSize?: { width: number; height: number };
  readonly line?: string;
}

/** Two scenes; every other shot is in the second. */
function filmOf({ shots, heading = 'INT. ROOM - DAY', name = 'Film', frameSize, line }: FilmWords): Document {
  const scene = (which: string) => testId('scene', which);
  const orders = orderKeysAt([], 0, shots.length);
  const half = Math.ceil(shots.length / 2);
  const records: AnyRecord[] = [
    createProject({ name, ...(frameSize ? { frameSize } : {}) }),
    createScene({ id: scene('one'), order: 'a0', heading }),
    createScene({ id: scene('two'), order: 'a1', heading }),
    ...shots.map((fields, index) =>
      createShot({
        id: testId('shot', `s${index}`),
        sceneId: scene(index < half ? 'one' : 'two'),
        order: orders[index] as string,
        lengthFrames: frames(36),
        ...fields,
      }),
    ),
  ];
  if (line !== undefined)
    records.push(
      createDialogueLine({
        id: testId('dialogueLine', 'one'),
        shotId: testId('shot', 's0'),
        order: 'a0',
        text: line,
      }),
    );
  return new Document(records);
}

function pagesOf(document: Document, settings: SheetSettings): PageItem[][] {
  const plan = runAtOnce(planningSheets(sheetContent(document, null, day), settings));
  return Array.from({ length: pageCount(plan) }, (_each, index) => pageItems(plan, index));
}

const texts = (items: readonly PageItem[]): PageText[] => items.filter((item) => item.type === 'text');
const wordsOf = (items: readonly PageItem[]): string =>
  texts(items)
    .map(({ text }) => text)
    .join('\n');

/** Boxes that letters and pictures take up. */
function boxesOf(items: readonly PageItem[]) {
  return items.flatMap((item) => {
    if (item.type === 'text') {
      const { x, y, width, size } = item;
      return width > 0
        ? [{ what: item.text, left: x, right: x + width, top: y - size * 0.8, bottom: y + size * 0.2 }]
        : [];
    }
    if (item.type !== 'picture') return [];
    const { x, y, width, height } = item;
    return [{ what: `picture ${item.panel}`, left: x, right: x + width, top: y, bottom: y + height }];
  });
}

function overlaps(items: readonly PageItem[]): string[] {
  const boxes = boxesOf(items);
  const found: string[] = [];
  for (const [index, a] of boxes.entries())
    for (const b of boxes.slice(index + 1)) {
      const isApart =
        a.right <= b.left + 0.1 ||
        b.right <= a.left + 0.1 ||
        a.bottom <= b.top + 0.1 ||
        b.bottom <= a.top + 0.1;
      if (!isApart) found.push(`${a.what} / ${b.what}`);
    }
  return found;
}

const everyPage = sheetLayouts.flatMap((layout) =>
  papers.flatMap((paper) => orientations.map((orientation) => ({ layout, paper, orientation }))),
);

describe('on every layout and paper', () => {
  const hostile = {
    name: `${'長い題名'.repeat(30)} ${'W'.repeat(90)}`,
    heading: `INT. ${'灯台の中の部屋'.repeat(20)} - NIGHT`,
    line: `${'戻ってこい！'.repeat(60)}\n${'x'.repeat(500)}`,
    shots: [
      {
        action: `${'波が岩に砕ける。'.repeat(90)} ${'W'.repeat(400)}`,
        notes: 'n\n'.repeat(40),
        size: 'ECU',
        angle: 'Overhead',
        lensMm: 1999,
      },
      { action: 'Short.', notes: 'Also short.' },
      { action: '' },
      { action: 'A b c '.repeat(150) },
    ] satisfies Partial<Shot>[],
  };

  it.each(everyPage)('$layout, $paper, $orientation: nothing overlaps or leaves the page', (given) => {
    for (const frameSize of [
      { width: 1920, height: 1080 },
      { width: 1080, height: 1920 },
      { width: 4096, height: 1716 },
    ]) {
      const settings = settingsOf({ ...given, hasCover: true, draft: '第3稿 '.repeat(15) });
      const size = pageSize(settings);
      for (const [index, items] of pagesOf(filmOf({ ...hostile, frameSize }), settings).entries()) {
        expect(overlaps(items), `page ${index + 1}`).toEqual([]);
        for (const { what, left, right, top, bottom } of boxesOf(items)) {
          expect(left, what).toBeGreaterThanOrEqual(28);
          expect(top, what).toBeGreaterThanOrEqual(28);
          expect(right, what).toBeLessThanOrEqual(size.width - 28);
          expect(bottom, what).toBeLessThanOrEqual(size.height - 28);
        }
      }
    }
  });

  it.each(everyPage)('$layout, $paper, $orientation: long texts go on until their end', (given) => {
    const pages = pagesOf(filmOf(hostile), settingsOf(given));
    const all = pages.map(wordsOf).join('\n');
    const plain = all.replaceAll(/\s/g, '');
    expect(plain.match(/波が岩に砕ける。/g)?.length).toBeGreaterThan(40);
    expect(plain.match(/[波が岩に砕ける]/g)).toHaveLength(7 * 90);
    expect(all.match(/W/g)?.length).toBeGreaterThanOrEqual(400);
    // Each panel has its picture once.
    const pictures = pages.flat().flatMap((item) => (item.type === 'picture' ? [item.panel] : []));
    expect(pictures).toEqual([0, 1, 2, 3]);
  });
});

test('a text without end is cut where it would fill a book, and says so', () => {
  const film = filmOf({ shots: [{ action: '波 '.repeat(9_999) }] });
  const pages = pagesOf(film, settingsOf({ layout: '9' }));
  expect(pages.length).toBeLessThan(5);
  expect(wordsOf(pages.at(-1) ?? [])).toContain('…');
});

test.each([
  ['1', 12, 12],
  ['4', 12, 3],
  ['6', 13, 3],
  ['9', 9, 1],
  ['ekonte', 12, 3],
] as const)('layout %s puts %i shots on %i pages', (layout, shots, pages) => {
  const film = filmOf({ shots: Array.from({ length: shots }, () => ({})) });
  const orientation = layout === 'ekonte' ? 'portrait' : 'landscape';
  const made = pagesOf(film, settingsOf({ layout, orientation }));
  expect(made).toHaveLength(pages);
  expect(wordsOf(made.at(-1) ?? [])).toContain(`${pages} / ${pages}`);
});

test('scenes begin pages where that is asked for, and a cover counts as a page', () => {
  const film = filmOf({ shots: [{}, {}, {}, {}] });
  expect(pagesOf(film, settingsOf({}))).toHaveLength(1);
  expect(pagesOf(film, settingsOf({ breaksAtScenes: true }))).toHaveLength(2);
  const covered = pagesOf(film, settingsOf({ hasCover: true }));
  expect(covered).toHaveLength(2);
  expect(wordsOf(covered[0] ?? [])).toMatch(/STORYBOARD\nFilm\n2 scenes {3}· {3}4 shots {3}· {3}4 boards/);
});

test('a shot has a panel for each board with its own time, and lines where they are said', () => {
  const { panels } = sheetContent(fullFilm(), null, day);
  const ofC = panels.filter(({ shotId }) => shotId === testId('shot', 'C'));
  expect(ofC).toMatchObject([
    { boardIndex: 0, boardCount: 2, offsetFrames: 0, lengthFrames: 10 },
    { boardIndex: 1, boardCount: 2, offsetFrames: 10, lengthFrames: 14 },
  ]);
  const ofD = panels.find(({ shotId }) => shotId === testId('shot', 'D'));
  expect(ofD?.lines).toMatchObject([{ speaker: 'Mina', text: '戻ってこい!' }]);
});

test('boards that lie outside what is shown of the shot are not printed, and the texts stay on the first that is', () => {
  const film = filmOf({ shots: [{ action: 'Waves.', sourceInFrames: frames(20) }] });
  const board = (name: string, frame: number) =>
    createBoard({
      id: testId('board', name),
      shotId: testId('shot', 's0'),
      frame: frames(frame),
      action: name,
    });
  const records = [...film.records(), board('first', 0), board('second', 5), board('third', 30)];
  const { panels } = sheetContent(new Document(records), null, day);
  expect(panels.map(({ action }) => action)).toEqual(['Waves.\nsecond', 'third']);
});

test('the ekonte sheet adds up its page and all before it', () => {
  const film = filmOf({ shots: Array.from({ length: 7 }, () => ({})) });
  const [first, second] = pagesOf(film, settingsOf({ layout: 'ekonte', orientation: 'portrait' }));
  // 36 frames at 24 fps are 1+12.
  expect(wordsOf(first ?? [])).toMatch(/0:07\+12\n累計 TOTAL\n0:07\+12\n頁計 PAGE/);
  expect(wordsOf(second ?? [])).toMatch(/0:10\+12\n累計 TOTAL\n0:03\+00\n頁計 PAGE/);
  expect(wordsOf(first ?? [])).toContain('カット');
});

test('what is hidden is not printed', () => {
  const film = filmOf({ shots: [{ action: 'Waves.', notes: 'Loud.', angle: 'Dutch' }], line: 'Always.' });
  const hidden = {
    showsAction: false,
    showsNotes: false,
    showsDialogue: false,
    showsFraming: false,
    showsLength: false,
  };
  for (const layout of ['6', 'ekonte'] as const) {
    const shown = wordsOf(pagesOf(film, settingsOf({ layout })).flat());
    for (const word of ['Waves.', 'Loud.', 'Dutch', 'Always.', '1+12']) expect(shown).toContain(word);
    const rest = wordsOf(pagesOf(film, settingsOf({ layout, ...hidden })).flat());
    for (const word of ['Waves.', 'Loud.', 'Dutch', 'Always.', '1+12']) expect(rest).not.toContain(word);
  }
});

test('a film without shots is one page that says so', () => {
  for (const layout of ['6', 'ekonte'] as const) {
    const pages = pagesOf(filmOf({ shots: [] }), settingsOf({ layout }));
    expect(pages).toHaveLength(1);
    expect(wordsOf(pages[0] ?? [])).toContain('There are no shots to print.');
  }
});

test('pictures have as many pixels as the quality asks for, and no more than the film', () => {
  const frame = { width: 1920, height: 1080 };
  const wide = (given: Partial<SheetSettings>) => picturePixels(settingsOf(given), frame).width;
  expect(wide({ layout: '9', quality: 'small' })).toBeLessThan(400);
  expect(wide({ layout: '1', quality: 'fine' })).toBe(1920);
  expect(picturePixels(settingsOf({}), { width: 16, height: 8192 })).toEqual({
    width: 16,
    height: expect.any(Number),
  });
});

test('a move is drawn inside its picture', () => {
  const corner = (x: number, y: number) => ({ x, y });
  const box = (left: number, top: number, right: number, bottom: number) =>
    [corner(left, top), corner(right, top), corner(right, bottom), corner(left, bottom)] as const;
  const picture = { type: 'picture', panel: 0, x: 100, y: 50, width: 200, height: 112 } as const;
  const items = markItems(picture, [box(0.05, 0.1, 0.6, 0.7), box(0.4, 0.3, 0.95, 0.9)]);
  const points = items.flatMap((item) =>
    item.type === 'line' ? item.points : item.type === 'box' ? [item] : [],
  );
  expect(points.length).toBeGreaterThan(20);
  for (const { x, y } of points) {
    expect(x).toBeGreaterThanOrEqual(100);
    expect(x).toBeLessThanOrEqual(300);
    expect(y).toBeGreaterThanOrEqual(50);
    expect(y).toBeLessThanOrEqual(162);
  }
  expect(texts(items).map(({ text }) => text)).toEqual(['START', 'END']);
});

test('letters that the fonts do not have take a full square', () => {
  expect(letterWidth(0x1f600, 'regular')).toBe(1000);
});

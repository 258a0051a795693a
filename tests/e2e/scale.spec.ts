import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { writeBigProject } from '../generators/bigProject';
import { readFilm } from './helpers/film';
import { wholeFilmPoints } from './helpers/timelinePoints';
import { expect, type Launch, test } from './launch';

interface Fiber {
  readonly flags: number;
  readonly child: Fiber | null;
  readonly sibling: Fiber | null;
  readonly alternate: Fiber | null;
  readonly memoizedProps: { readonly shot?: { readonly id: string }; readonly onDragStart?: unknown } | null;
}

interface Counting {
  /** Ids of the cards rendered since it was emptied, one each time. */
  renderedCards: string[];
}

/** React tells a developer's tool of each commit, in the finished program too: here which cards it rendered. */
async function countRenderedCards(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const counting: Counting = { renderedCards: [] };
    const performedWork = 1;
    const visit = (next: Fiber, before: Fiber | null): void => {
      const { memoizedProps, flags } = next;
      if (memoizedProps?.shot && memoizedProps.onDragStart && flags & performedWork)
        counting.renderedCards.push(memoizedProps.shot.id);
      if (next.child === before?.child) return;
      for (let child = next.child; child; child = child.sibling) visit(child, child.alternate);
    };
    Object.assign(window, {
      counting,
      __REACT_DEVTOOLS_GLOBAL_HOOK__: {
        supportsFiber: true,
        inject: () => 1,
        checkDCE: () => undefined,
        onCommitFiberUnmount: () => undefined,
        onCommitFiberRoot: (_id: number, root: { readonly current: Fiber }) =>
          visit(root.current, root.current.alternate),
      },
    });
  });
  await page.reload();
}

/** A window with 200 shots in it. */
async function openLongFilm(launch: Launch, folder: string): Promise<Page> {
  const project = join(folder, 'Film.ekonte');
  writeBigProject(project, { shots: 200, pictures: 10, sounds: 10 });
  const { page } = await launch({ args: [project] });
  await page.getByRole('listbox', { name: 'Shots' }).waitFor();
  return page;
}

test('an edit of one shot renders one card, and so does a selection the cards it is about', async ({
  launch,
  folder,
}) => {
  const page = await openLongFilm(launch, folder);
  await countRenderedCards(page);
  const sheet = page.getByRole('listbox', { name: 'Shots' });
  const cards = sheet.getByRole('option');
  await expect.poll(() => cards.count()).toBeGreaterThan(8);
  await expect(sheet.locator('canvas:not([data-loaded])')).toHaveCount(0);
  const { sequence } = await readFilm(page);
  const [first, second] = sequence.shots.map(({ shot }) => shot.id);

  const renderedBy = async (action: () => Promise<unknown>, done: () => Promise<unknown>) => {
    await page.evaluate(() => {
      (window as unknown as { counting: Counting }).counting.renderedCards = [];
    });
    await action();
    await done();
    return page.evaluate(() => [
      ...new Set((window as unknown as { counting: Counting }).counting.renderedCards),
    ]);
  };
  const edit = (command: string, args: object) => () =>
    page.evaluate(
      (request) => window.ekonte.call('edit.run', { ...request, args: request.args as never, selection: [] }),
      { command, args },
    );

  const action = page.getByLabel(`Action of ${sequence.shots[0]?.label}`, { exact: true });
  expect(
    await renderedBy(edit('shot.edit', { shotIds: [first], fields: { action: 'The lamp goes dark.' } }), () =>
      expect(action).toHaveValue('The lamp goes dark.'),
    ),
  ).toEqual([first]);
  // All shots behind it move in time: no card shows that.
  const length = page.getByLabel(`Length of ${sequence.shots[0]?.label}`, { exact: true });
  expect(
    await renderedBy(edit('shot.setLength', { shotIds: [first], lengthFrames: 50 }), () =>
      expect(length).toHaveValue('2+02'),
    ),
  ).toEqual([first]);

  await cards.nth(0).click({ position: { x: 40, y: 40 } });
  await expect(cards.nth(0)).toHaveAttribute('aria-selected', 'true');
  const rendered = await renderedBy(
    () => cards.nth(1).click({ position: { x: 40, y: 40 } }),
    () => expect(cards.nth(1)).toHaveAttribute('aria-selected', 'true'),
  );
  expect(rendered.sort()).toEqual([first, second].sort());
});

/**
 * Scrolls the shot list so many frames. Says how many lines came in without all of their cells, and how many cells in sight
 * were missing or not below their column's title.
 */
function scrollList(grid: Locator, frameCount: number): Promise<{ partial: number; wrong: string[] }> {
  return grid.evaluate(async (table, count) => {
    const scroller = table.parentElement;
    if (!scroller) throw new Error('Nothing scrolls the list.');
    const titles = [...table.querySelectorAll('[role="columnheader"]')];
    const result = { partial: 0, wrong: [] as string[] };
    const check = (): void => {
      const window = scroller.getBoundingClientRect();
      for (const row of table.querySelectorAll('[data-shot]')) {
        const cells = new Map([...row.children].map((cell) => [cell.getAttribute('data-column'), cell]));
        if (cells.size < titles.length) result.partial += 1;
        for (const title of titles) {
          const { left, right } = title.getBoundingClientRect();
          if (right <= window.left || left >= window.right) continue;
          const column = title.getAttribute('data-column');
          const box = cells.get(column)?.getBoundingClientRect();
          if (box?.left !== left || box.right !== right)
            result.wrong.push(`${row.getAttribute('data-shot')} ${column} ${left} ${box?.left}`);
        }
      }
    };
    for (let frame = 0; frame < count; frame += 1) {
      scroller.scrollTop += 60;
      await new Promise((resolve) => requestAnimationFrame(resolve));
      check();
    }
    return result;
  }, frameCount);
}

test('lines of the shot list have what is in sight while it is scrolled, and everything when it rests', async ({
  launch,
  folder,
}) => {
  const page = await openLongFilm(launch, folder);
  await page.keyboard.press('Control+Shift+KeyL');
  const grid = page.getByRole('grid', { name: 'Shot list' });
  await grid.waitFor();
  const columnCount = Number(await grid.getAttribute('aria-colcount'));
  const cellCounts = (): Promise<number[]> =>
    grid.evaluate((table) => [
      ...new Set([...table.querySelectorAll('[data-shot]')].map((row) => row.childElementCount)),
    ]);

  for (const sideways of [0, 400]) {
    await grid.evaluate((table, left) => table.parentElement?.scrollTo({ left }), sideways);
    const { partial, wrong } = await scrollList(grid, 40);
    expect(wrong).toEqual([]);
    expect(partial).toBeGreaterThan(0);
    await expect.poll(cellCounts).toEqual([columnCount]);
  }
});

test('the shot list opens at the shot that is chosen, and goes along with what is chosen elsewhere', async ({
  launch,
  folder,
}) => {
  const page = await openLongFilm(launch, folder);
  await page.locator('[data-shot]').first().click();
  await page.keyboard.press('End');
  await page.keyboard.press('Control+Shift+KeyL');
  const grid = page.getByRole('grid', { name: 'Shot list' });
  const last = await lastShotId(page);
  await expect(grid.locator(`[data-shot="${last}"]`)).toBeInViewport();

  // Back to the beginning of the film, where the first shot is chosen on the timeline.
  const { x, y } = (await wholeFilmPoints(page)).shot(1);
  await page.mouse.click(x, y);
  await expect(grid.locator(`[data-shot="${last}"]`)).not.toBeInViewport();
});

async function lastShotId(page: Page): Promise<string | undefined> {
  return (await readFilm(page)).sequence.shots.at(-1)?.shot.id;
}

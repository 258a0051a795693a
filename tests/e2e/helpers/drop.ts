import type { Locator, Page } from '@playwright/test';

/** A place in the window, CSS px. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The middle of what a locator finds. @throws when it is not to be seen */
export async function middleOf(locator: Locator): Promise<Point> {
  await locator.scrollIntoViewIfNeeded();
  const box = await locator.boundingBox();
  if (!box) throw new Error(`Nothing to be seen of ${locator}.`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Drops real files as the system's file manager would: the page gets File objects that have a path. */
export async function dropFiles(page: Page, paths: readonly string[], at: Point): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const copy = 1;
  const data = { items: [], files: [...paths], dragOperationsMask: copy };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...at, data });
  }
  await session.detach();
}

/** Presses at one point, goes over to the other in steps, as a hand does, and lets go. */
export async function dragMouse(page: Page, from: Point, to: Point, steps = 8): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps });
  await page.mouse.up();
}

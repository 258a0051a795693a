import type { Page } from '@playwright/test';

/** Runs the first action that the palette finds by a name. */
export async function runAction(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+K');
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
}

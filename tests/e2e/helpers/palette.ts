import type { Page } from '@playwright/test';

/** Runs the first action with a name in its title; "…" tells an action from the undo of an edit of that name. */
export async function runAction(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+K');
  await page.getByRole('combobox', { name: 'Search or run' }).fill(name);
  await page.getByRole('option', { name }).first().click();
}

import type { Page } from '@playwright/test';
import { expect } from '../launch';
import { boards, saved } from './firstFilm';

/** Opens the sample film from the welcome screen, and waits until its boards are there. */
export async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: /The Lighthouse/ }).click();
  // Its pictures and sounds are made first: long on a slow machine that does much else besides.
  await expect(saved(page)).toBeVisible({ timeout: 120_000 });
  await expect(boards(page).first()).toBeVisible();
}

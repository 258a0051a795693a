import type { Page } from '@playwright/test';
import { expect } from '../launch';
import { boards, saved } from './firstFilm';

/** Opens the sample film from the welcome screen, and waits until its boards are there. */
export async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: /The Lighthouse/ }).click();
  await expect(saved(page)).toBeVisible({ timeout: 60_000 });
  await expect(boards(page).first()).toBeVisible();
}

import type { Page } from '@playwright/test';

/** More tries than a window needs whose thumbnails are being made. */
const mostTries = 60;

/** A picture of the window once nothing changes any more: pictures have faded in, thumbnails are made. */
export async function settledScreenshot(page: Page): Promise<Buffer> {
  let last = await picture(page);
  let same = 0;
  for (let tries = 0; tries < mostTries; tries += 1) {
    await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
    const next = await picture(page);
    same = next.equals(last) ? same + 1 : 0;
    if (same === 3) return next;
    last = next;
  }
  throw new Error('The window does not come to rest.');
}

function picture(page: Page): Promise<Buffer> {
  return page.screenshot({ animations: 'disabled', caret: 'hide', scale: 'css' });
}

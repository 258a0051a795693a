import type { BrowserWindow } from 'electron';
import { expect, test } from './launch';

test('starts on the welcome screen, sandboxed, without asking any network', async ({ launch }) => {
  const { app, page, screenshot, quit } = await launch();
  await expect(page.getByRole('heading', { name: 'Ekonte' })).toBeVisible();
  await expect(page.getByText('The Lighthouse')).toBeVisible();
  expect(await page.evaluate(() => [innerWidth, innerHeight])).toEqual([1440, 900]);

  const nodeNames = await page.evaluate(() =>
    ['require', 'process', 'Buffer'].filter((name) => name in globalThis),
  );
  expect(nodeNames).toEqual([]);

  const addresses: string[] = [];
  app.context().on('request', (request) => addresses.push(request.url()));
  await page.reload();
  await expect(page.getByText('The Lighthouse')).toBeVisible();
  expect(addresses.length).toBeGreaterThan(0);
  expect(addresses.filter((address) => !/^(ekonte|blob|data):/.test(address))).toEqual([]);

  await screenshot('welcome');
  await quit();
});

test('opens no foreign page and no second window', async ({ launch }) => {
  const { app, page } = await launch();
  await expect(page.getByText('The Lighthouse')).toBeVisible();
  const own = await app.browserWindow(page);
  // The app's own listener came first; ours sees whether it refused.
  const refused = await own.evaluateHandle((window: BrowserWindow) => {
    const seen: [string, boolean][] = [];
    window.webContents.on('will-frame-navigate', (details) =>
      seen.push([details.url, details.defaultPrevented]),
    );
    return seen;
  });
  await page.evaluate(() => {
    window.open('https://example.org/window');
    location.href = 'https://example.org/page';
  });
  await expect.poll(() => refused.jsonValue()).toEqual([['https://example.org/page', true]]);
  expect(app.windows()).toHaveLength(1);
  const address = await own.evaluate((window: BrowserWindow) => window.webContents.getURL());
  expect(address).toMatch(/^ekonte:/);
});

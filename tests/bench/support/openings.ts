import type { Page } from '@playwright/test';

export interface Opening {
  /** From the click on the project to boards and timeline on the screen, with the window free for the next input. */
  readonly milliseconds: number;
  /** The longest task of the window's thread meanwhile, and until a second later; 0 where none took over 50 ms. */
  readonly longestTaskMs: number;
}

/** Opens the first project of the welcome screen again and again, going back in between. Leaves it open. */
export async function openFromRecents(page: Page, count: number): Promise<Opening[]> {
  const openings: Opening[] = [];
  for (let run = 0; run < count; run += 1) {
    if (run > 0) await closeProject(page);
    await page.locator('button[title$=".ekonte"]').first().waitFor();
    // Nothing of the welcome screen is still loading.
    await page.waitForTimeout(1_000);
    openings.push(await openOnce(page));
  }
  return openings;
}

async function closeProject(page: Page): Promise<void> {
  await page.keyboard.press('Control+KeyW');
}

function openOnce(page: Page): Promise<Opening> {
  return page.evaluate(async () => {
    const button = document.querySelector<HTMLButtonElement>('button[title$=".ekonte"]');
    if (!button) throw new Error('There is no project on the welcome screen.');
    let longestTaskMs = 0;
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration);
    });
    observer.observe({ type: 'longtask' });
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    // Both are made while the worker still opens the project, out of sight: what cannot be seen does not count.
    const isSeen = (selector: string): boolean =>
      document.querySelector(selector)?.checkVisibility({ visibilityProperty: true }) === true;
    const isUsable = (): boolean => {
      const lanes = document.querySelector<HTMLCanvasElement>(
        '[aria-label="Shots and sounds in time"] canvas',
      );
      const isTimelineThere = isSeen('[aria-label="Timeline"] li') && (lanes?.width ?? 0) > 300;
      return isSeen('[data-shot]') && isTimelineThere;
    };
    const start = performance.now();
    button.click();
    while (!isUsable()) {
      if (performance.now() - start > 30_000) throw new Error('The project does not open.');
      await frame();
    }
    // The frame that shows it, and the thread free again.
    await frame();
    await new Promise((resolve) => setTimeout(resolve));
    const milliseconds = performance.now() - start;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    observer.disconnect();
    return { milliseconds: Math.round(milliseconds), longestTaskMs: Math.round(longestTaskMs) };
  });
}

import type { Page } from '@playwright/test';

/**
 * Scrolls a list (a list box, or the grid of a table) so many px a frame, so many frames.
 * @returns ms from each frame to the next
 */
export function scrollTimes(page: Page, listName: string, count: number, step: number): Promise<number[]> {
  return page.evaluate(
    async ([name, frames, pixels]) => {
      let list = document.querySelector(`:is([role="listbox"], [role="grid"])[aria-label="${name}"]`);
      // A table lies in what scrolls it.
      while (list && getComputedStyle(list).overflowY === 'visible') list = list.parentElement;
      if (!list) throw new Error(`There is no list of ${name}.`);
      const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
      const times: number[] = [];
      list.scrollTop = 0;
      await frame();
      await frame();
      let before = performance.now();
      for (let count = 0; count < frames; count += 1) {
        list.scrollTop += pixels;
        await frame();
        const now = performance.now();
        times.push(now - before);
        before = now;
      }
      return times;
    },
    [listName, count, step] as const,
  );
}

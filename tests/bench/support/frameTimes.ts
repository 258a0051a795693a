import type { Page } from '@playwright/test';

/** The value below which `share` per cent of the values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * share) / 100))] ?? 0;
  return Math.round(value * 10) / 10;
}

/** Places between two others, evenly spread, in an order that jumps about; the same each time. */
export function spread(count: number, from: number, to: number): number[] {
  // Steps of a number that shares no factor with the count visit each place once.
  const step = Math.round(count * 0.381) * 2 + 1;
  return Array.from({ length: count }, (_, index) => from + (((index * step) % count) / count) * (to - from));
}

interface Wheel {
  readonly deltaY: number;
  readonly ctrlKey?: boolean;
}

/**
 * Turns the wheel over the timeline so many times, each time waiting for the frame (or frames) that show it.
 * @returns ms from each turn to its last frame; with no wheel, from frame to frame
 */
export function frameTimes(
  page: Page,
  count: number,
  wheel: Wheel | null,
  { framesEach = 1 }: { readonly framesEach?: number } = {},
): Promise<number[]> {
  return page.evaluate(
    async ([turns, turn, framesOfEach]) => {
      const lanes = document.querySelector('[role="application"][aria-label="Shots and sounds in time"]');
      if (!lanes) throw new Error('There is no timeline.');
      const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
      const box = lanes.getBoundingClientRect();
      const place = {
        clientX: box.left + box.width / 2,
        clientY: box.top + 70,
        bubbles: true,
        cancelable: true,
      };
      const times: number[] = [];
      await frame();
      let before = performance.now();
      for (let count = 0; count < turns; count += 1) {
        if (turn) lanes.dispatchEvent(new WheelEvent('wheel', { ...turn, ...place }));
        for (let shown = 0; shown < framesOfEach; shown += 1) await frame();
        const now = performance.now();
        times.push(now - before);
        before = now;
      }
      return times;
    },
    [count, wheel, framesEach] as const,
  );
}

/** Frame times of the window while something else drives it. */
export class FrameMeter {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async start(): Promise<void> {
    await this.#page.evaluate(() => {
      const meter = { times: [] as number[], isRunning: true };
      Object.assign(window, { benchMeter: meter });
      let before = performance.now();
      const onFrame = (): void => {
        const now = performance.now();
        meter.times.push(now - before);
        before = now;
        if (meter.isRunning) requestAnimationFrame(onFrame);
      };
      requestAnimationFrame(onFrame);
    });
  }

  stop(): Promise<number[]> {
    return this.#page.evaluate(() => {
      const { benchMeter } = window as unknown as { benchMeter: { times: number[]; isRunning: boolean } };
      benchMeter.isRunning = false;
      return benchMeter.times;
    });
  }
}

/**
 * Puts the playhead on places of the ruler, given as shares of its visible width.
 * @param until `shown`: the player shows that frame, be it by a small picture of it; `whole`: at its full sharpness
 * @returns ms from each press to that moment
 */
export function scrubTimes(
  page: Page,
  places: readonly number[],
  until: 'shown' | 'whole' = 'whole',
): Promise<number[]> {
  return page.evaluate(
    async ([shares, mark]) => {
      const lanes = document.querySelector('[role="application"][aria-label="Shots and sounds in time"]');
      const canvas = document.querySelector<HTMLCanvasElement>('[aria-label="Player"] canvas');
      if (!lanes || !canvas) throw new Error('There is no timeline or no player.');
      const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
      const box = lanes.getBoundingClientRect();
      const times: number[] = [];
      for (const share of shares) {
        const shown = canvas.dataset[mark];
        const place = {
          clientX: box.left + share * box.width,
          clientY: box.top + 10,
          pointerId: 1,
          bubbles: true,
        };
        const start = performance.now();
        lanes.dispatchEvent(new PointerEvent('pointerdown', { ...place, button: 0 }));
        lanes.dispatchEvent(new PointerEvent('pointerup', { ...place, button: 0 }));
        while (canvas.dataset[mark] === shown) {
          if (performance.now() - start > 10_000) throw new Error('The player does not follow.');
          await frame();
        }
        times.push(performance.now() - start);
      }
      return times;
    },
    [places, until === 'shown' ? 'shownFrame' : 'paintedFrame'] as const,
  );
}

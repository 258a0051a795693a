import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, type BrowserWindow, type Rectangle, screen } from 'electron';
import { z } from 'zod';

const boundsSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(200).max(20_000),
  height: z.int().min(200).max(20_000),
  isMaximized: z.boolean(),
});
type Bounds = z.infer<typeof boundsSchema>;

const boundsFile = (): string => join(app.getPath('userData'), 'window.json');

/** px of a window that must lie on a screen, so that it can be seen and moved. */
const visiblePart = 100;

/** Where the last window was, if that place still exists; a broken or missing file counts as none. */
export function loadBounds(): Bounds | null {
  try {
    const bounds = boundsSchema.parse(JSON.parse(readFileSync(boundsFile(), 'utf8')));
    return isVisible(bounds, screen.getDisplayMatching(bounds).workArea) ? bounds : null;
  } catch {
    return null;
  }
}

function isVisible(bounds: Rectangle, area: Rectangle): boolean {
  const width = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const height = Math.min(bounds.y + bounds.height, area.y + area.height) - Math.max(bounds.y, area.y);
  return width >= visiblePart && height >= visiblePart;
}

/** Keeps the window's place for the next start. */
export function rememberBounds(window: BrowserWindow): void {
  let timer: NodeJS.Timeout | undefined;
  const save = (): void => {
    if (window.isDestroyed() || window.isMinimized()) return;
    const bounds: Bounds = { ...window.getNormalBounds(), isMaximized: window.isMaximized() };
    // A place is not worth an error: the next start then takes the usual one.
    writeFile(boundsFile(), JSON.stringify(bounds)).catch(() => undefined);
  };
  const saveSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(save, 400);
    timer.unref();
  };
  window.on('resize', saveSoon);
  window.on('move', saveSoon);
  window.on('close', () => {
    clearTimeout(timer);
    save();
  });
}

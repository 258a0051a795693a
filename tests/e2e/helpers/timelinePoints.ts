import type { Page } from '@playwright/test';
import { rowHeights, shotsRowTop } from '@shared/timeline/layout';
import { selectTimelineModel } from '@shared/timeline/model';
import { fitView, xOfFrame } from '@shared/timeline/view';
import type { Point } from './drop';
import { readFilm } from './film';

/** Where things lie on the timeline once the whole film is shown in it. */
export interface TimelinePoints {
  /** The middle of the shots' row at a film frame. */
  shot(frame: number): Point;
  /** The row of brackets at a film frame. */
  bracket(frame: number): Point;
  /** The ruler at a film frame. */
  ruler(frame: number): Point;
}

/** Shows the whole film by the key for it and tells where its frames are. */
export async function showWholeFilm(page: Page): Promise<TimelinePoints> {
  await page.keyboard.press('Backslash');
  return wholeFilmPoints(page);
}

/** Where the frames of a film are that is shown whole, as it is when it is opened for the first time. */
export async function wholeFilmPoints(page: Page): Promise<TimelinePoints> {
  const box = await page.getByRole('application', { name: 'Shots and sounds in time' }).boundingBox();
  if (!box) throw new Error('There is no timeline to be seen.');
  const { document } = await readFilm(page);
  const { contentEndFrame } = selectTimelineModel(document);
  const any = { startFrame: 0, pixelsPerFrame: 1, widthPx: Math.round(box.width) };
  const view = fitView(any, 0, Math.max(contentEndFrame, 1), contentEndFrame);
  const at = (frame: number, y: number): Point => ({ x: box.x + xOfFrame(view, frame), y: box.y + y });
  return {
    shot: (frame) => at(frame, shotsRowTop + rowHeights.shots / 2),
    bracket: (frame) => at(frame, rowHeights.ruler + rowHeights.jobs / 2),
    ruler: (frame) => at(frame, rowHeights.ruler / 2),
  };
}

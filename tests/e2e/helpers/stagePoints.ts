import type { Page } from '@playwright/test';
import { cameraRectangle } from '@shared/camera/projection';
import { type MoveEnd, moveEnds, shotCameraPath } from '@shared/camera/shotCamera';
import { fitView, frameToCanvas } from '@shared/stage/viewMapping';
import type { Point } from './drop';
import { readFilm } from './film';

/** Px that the stage leaves around a fitted frame. */
const fitMargin = 40;

/** A point on the left edge of a camera frame, where the camera tool takes hold of it. The view is fitted by its key. */
export async function cameraFrameEdge(page: Page, shotIndex: number, end: MoveEnd['name']): Promise<Point> {
  await page.keyboard.press('Control+0');
  const area = await page.getByTestId('stage-canvas').boundingBox();
  const { document, sequence } = await readFilm(page);
  const shot = sequence.shots[shotIndex]?.shot;
  if (!area || !shot) throw new Error(`The stage does not show shot ${shotIndex}.`);
  const { frameSize, rate } = document.project();
  const keyframes = document.childrenOf('cameraKeyframe', shot.id);
  const move = moveEnds(shot, keyframes).find(({ name }) => name === end);
  const { restFocalMm } = shotCameraPath(shot, keyframes, rate);
  const heightRatio = frameSize.height / frameSize.width;
  const seen = move && cameraRectangle({ pose: move.pose, restFocalMm }, heightRatio);
  if (!seen) throw new Error(`The camera sees nothing at the ${end} of shot ${shotIndex}.`);
  const edge = frameToCanvas(fitView(area, frameSize, fitMargin), {
    x: (seen.centreX + 0.5 - seen.width / 2) * frameSize.width,
    y: (seen.centreY + seen.height / 8) * frameSize.width + frameSize.height / 2,
  });
  return { x: area.x + edge.x, y: area.y + edge.y };
}

import { buildShotPicture } from '../compositor/buildShotPicture';
import type { ShotPicture } from '../compositor/shotPicture';
import type { DocumentView } from '../document/document';
import type { Shot } from '../document/records';
import { frames, lengthSchema } from '../time/frames';
import { type CameraMarks, cameraMarks } from './cameraMarks';
import type { SheetSettings } from './settings';

/** What stands in a panel: one frame, and the camera's move over it. */
export interface PanelPicture {
  /** Of one frame: `sourceInFrames` is the one to paint. */
  readonly picture: ShotPicture;
  readonly marks: CameraMarks['frames'] | null;
}

/** The picture of a board. `offsetFrames`, `lengthFrames`: see ShotBoard. */
export function panelPicture(
  document: DocumentView,
  shot: Shot,
  { offsetFrames, lengthFrames }: { readonly offsetFrames: number; readonly lengthFrames: number },
  { pictures, showsCamera }: Pick<SheetSettings, 'pictures' | 'showsCamera'>,
): PanelPicture {
  const drawn = buildShotPicture(document, shot.id, { ignoreTake: true });
  const isTake = shot.activeTakeId !== null && (pictures === 'film' || drawn.layers.length === 0);
  const shown = isTake ? buildShotPicture(document, shot.id) : drawn;
  const first = shot.sourceInFrames + offsetFrames;
  const one = { sourceInFrames: frames(first), lengthFrames: lengthSchema.parse(1) };
  const heightRatio = shown.frameSize.height / shown.frameSize.width;
  const marks =
    showsCamera && !shown.take
      ? cameraMarks({ ...shown, first, last: first + lengthFrames - 1, heightRatio })
      : null;
  if (!marks) return { picture: { ...shown, ...one }, marks: null };
  const ease = { x1: 0, y1: 0, x2: 1, y2: 1 };
  const still = { ...marks.pose, frame: frames(first), interpolation: 'hold' as const, ease };
  return { picture: { ...shown, ...one, keyframes: [still], handheld: null }, marks: marks.frames };
}

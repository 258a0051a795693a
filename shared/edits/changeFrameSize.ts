import type { Draft } from '../document/draft';
import type { Layer, Project } from '../document/records';
import type { Steps } from '../steps/runSteps';

/**
 * What becomes of pictures in a frame of another shape: `fit` keeps all that was in the old frame in sight, `fill` leaves no
 * new edge empty, `place` keeps places and widths as parts of the frame.
 */
export const frameKeeps = ['fit', 'fill', 'place'] as const;
export type FrameKeep = (typeof frameKeeps)[number];

type FrameSize = Project['frameSize'];

/**
 * Gives the project another frame and puts layers and cameras right in it. Drawings, texts and shapes keep their own
 * shape whatever the frame's is. Nothing but the size changes when the ratio stays. In steps of a shot.
 * @returns whether the ratio is another
 */
export function* changeFrameSize(draft: Draft, to: FrameSize, keep: FrameKeep): Steps<boolean> {
  const project = draft.project();
  const from = project.frameSize;
  draft.update('project', project.id, { frameSize: to });
  if (from.width * to.height === from.height * to.width) return false;
  if (keep === 'place') return true;
  // Pixels of the old frame to pixels of the new one, all by one factor, so that nothing is squeezed.
  const [across, down] = [to.width / from.width, to.height / from.height];
  const scale = keep === 'fit' ? Math.min(across, down) : Math.max(across, down);
  const byWidth = (from.width * scale) / to.width;
  const byHeight = (from.height * scale) / to.height;
  for (const shot of draft.list('shot')) {
    for (const layer of draft.childrenOf('layer', shot.id))
      draft.update('layer', layer.id, placed(layer, byWidth, byHeight));
    for (const { id, x, y, panShift, tiltShift } of draft.childrenOf('cameraKeyframe', shot.id)) {
      // All four count in frame widths.
      draft.update('cameraKeyframe', id, {
        x: x * byWidth,
        y: y * byWidth,
        panShift: panShift * byWidth,
        tiltShift: tiltShift * byWidth,
      });
    }
    yield;
  }
  return true;
}

function placed({ transform, content }: Layer, byWidth: number, byHeight: number): Partial<Layer> {
  return {
    transform: {
      ...transform,
      x: 0.5 + (transform.x - 0.5) * byWidth,
      y: 0.5 + (transform.y - 0.5) * byHeight,
      scale: transform.scale * byWidth,
    },
    // Outlines of shapes are a part of the frame's width and do not follow the layer's scale.
    content:
      content.type === 'shape'
        ? { ...content, strokeWidth: Math.min(0.5, content.strokeWidth * byWidth) }
        : content,
  };
}

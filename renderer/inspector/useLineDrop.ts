import type { DialogueLineId } from '@shared/document/ids';
import { type DragEvent, useState } from 'react';
import { carriesDrag, readDrag } from '../state/dragTypes';
import { dropOnLine } from '../state/lineSounds';

const takes = ({ dataTransfer }: DragEvent): boolean =>
  carriesDrag(dataTransfer, 'files') || carriesDrag(dataTransfer, 'media');

/** A sound dropped on a line, from the system or the media panel, takes the place of what is heard for it. */
export function useLineDrop(lineId: DialogueLineId) {
  const [isTarget, setIsTarget] = useState(false);
  const handlers = {
    onDragOver: (event: DragEvent): void => {
      if (!takes(event)) return;
      event.preventDefault();
      event.stopPropagation();
      event.dataTransfer.dropEffect = 'copy';
      setIsTarget(true);
    },
    onDragLeave: (event: DragEvent): void => {
      const into = event.relatedTarget;
      if (!(into instanceof Node && event.currentTarget.contains(into))) setIsTarget(false);
    },
    onDrop: (event: DragEvent): void => {
      setIsTarget(false);
      if (!takes(event)) return;
      event.preventDefault();
      event.stopPropagation();
      const media = readDrag(event.dataTransfer, 'media');
      dropOnLine(lineId, media ?? { files: [...event.dataTransfer.files] });
    },
  };
  return { isTarget, handlers };
}

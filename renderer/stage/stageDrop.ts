import type { ShotId } from '@shared/document/ids';
import type { Place, Size } from '@shared/stage/viewMapping';
import type { DragEvent } from 'react';
import { boardForNewLayer } from '../state/currentBoard';
import { carriesDrag, readDrag } from '../state/dragTypes';
import { importAndReport } from '../state/importReport';
import { runCommand } from '../state/runCommand';

export function acceptsStageDrop(event: DragEvent): void {
  const isOurs = (['media', 'element', 'files'] as const).some((kind) =>
    carriesDrag(event.dataTransfer, kind),
  );
  if (!isOurs) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
}

/** Media and elements come where they are dropped (`point`: px of the frame); files come in as layers of the shot. */
export function dropOnStage(event: DragEvent, shotId: ShotId, point: Place, frame: Size): void {
  const media = readDrag(event.dataTransfer, 'media');
  const element = readDrag(event.dataTransfer, 'element');
  const files = [...event.dataTransfer.files];
  const transform = { x: point.x / frame.width, y: point.y / frame.height };
  const boardId = boardForNewLayer(shotId);
  if (element)
    void runCommand('element.pin', { elementId: element.elementId, shotIds: [shotId], transform, boardId });
  else if (media) void runCommand('layer.add', { shotId, mediaIds: media.mediaIds, transform, boardId });
  else if (files.length > 0) void importAndReport(files, { as: 'layers', shotId, boardId });
  else return;
  event.preventDefault();
  event.stopPropagation();
}

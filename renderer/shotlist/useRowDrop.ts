import type { SceneId, ShotId } from '@shared/document/ids';
import { type DragEvent, useState } from 'react';
import { carriesDrag, readDrag, writeDrag } from '../state/dragTypes';
import { runCommand } from '../state/runCommand';
import { selectedOf } from '../state/sessionStore';
import type { ShotList } from './useShotList';

interface RowPlace {
  readonly shotId: ShotId;
  readonly side: 'before' | 'after';
}

/** Shots dragged by their numbers to another place of the film. */
export function useRowDrop(list: ShotList, canDrag: boolean) {
  const [place, setPlace] = useState<RowPlace | null>(null);
  const placeAt = (event: DragEvent): RowPlace | null => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-shot]') : null;
    if (!row) return null;
    const box = row.getBoundingClientRect();
    const side = event.clientY < box.top + box.height / 2 ? 'before' : 'after';
    return { shotId: row.dataset['shot'] as ShotId, side };
  };
  const onDragStart = (event: DragEvent): void => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-shot]') : null;
    if (!row || !canDrag) return;
    const shotId = row.dataset['shot'] as ShotId;
    const selected = selectedOf('shot');
    writeDrag(event.dataTransfer, 'shots', { shotIds: selected.includes(shotId) ? [...selected] : [shotId] });
  };
  const onDragOver = (event: DragEvent): void => {
    if (!canDrag || !carriesDrag(event.dataTransfer, 'shots')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'move';
    setPlace(placeAt(event));
  };
  const onDrop = (event: DragEvent): void => {
    const to = placeAt(event);
    setPlace(null);
    const shots = readDrag(event.dataTransfer, 'shots');
    if (!canDrag || !shots || !to) return;
    event.preventDefault();
    event.stopPropagation();
    moveShots(list, shots.shotIds, to);
  };
  const onDragLeave = (event: DragEvent): void => {
    const into = event.relatedTarget;
    if (!(into instanceof Node && event.currentTarget.contains(into))) setPlace(null);
  };
  const onDragEnd = (): void => setPlace(null);
  return { place, handlers: { onDragStart, onDragOver, onDrop, onDragLeave, onDragEnd } };
}

function moveShots({ context }: ShotList, shotIds: readonly string[], to: RowPlace): void {
  const target = context.sequence.listedById.get(to.shotId);
  const scene = context.sequence.scenes.find((each) => each.scene.id === target?.scene.id);
  if (!target || !scene) return;
  const moving = new Set(shotIds);
  const siblings = scene.shots.map(({ shot }) => shot.id);
  const from = siblings.indexOf(to.shotId) + (to.side === 'after' ? 1 : 0);
  const beforeShotId = siblings.slice(from).find((id) => !moving.has(id)) ?? null;
  const sceneId: SceneId = scene.scene.id;
  void runCommand('shot.move', { shotIds, sceneId, beforeShotId });
}

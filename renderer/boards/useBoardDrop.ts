import type { SceneId, ShotId } from '@shared/document/ids';
import type { Scene } from '@shared/document/records';
import type { Sequence } from '@shared/shots/sequence';
import { type DragEvent, useState } from 'react';
import { carriesDrag, readDrag } from '../state/dragTypes';
import { importAndReport } from '../state/importReport';
import { runCommand } from '../state/runCommand';

/** Where a drop would go: beside a card, or at the end of a scene. */
export interface DropPlace {
  readonly sceneId: SceneId;
  /** null = to the end of the scene. */
  readonly beforeShotId: ShotId | null;
  /** The card at whose side the mark is drawn; null = the scene's heading. */
  readonly markShotId: ShotId | null;
  readonly side: 'before' | 'after';
}

/** Where a dragged scene would go: before or behind another one. */
export interface ScenePlace {
  readonly sceneId: SceneId;
  readonly side: 'before' | 'after';
}

/** Over a scene's heading its upper or lower half, over its shots behind it. */
function scenePlaceAt(event: DragEvent): ScenePlace | null {
  const target = event.target instanceof Element ? event.target : null;
  const row = target?.closest<HTMLElement>('[data-scene]');
  const sceneId = row?.dataset['scene'] as SceneId | undefined;
  if (!row || !sceneId) return null;
  const box = row.getBoundingClientRect();
  const isHeading = row.querySelector('[data-scene-heading]') !== null;
  return { sceneId, side: isHeading && event.clientY < box.top + box.height / 2 ? 'before' : 'after' };
}

/** The place under the pointer, from the card or scene line it is over; null in a film without scenes. */
function placeAt(event: DragEvent, sequence: Sequence, scenes: readonly Scene[]): DropPlace | null {
  const target = event.target instanceof Element ? event.target : null;
  const card = target?.closest<HTMLElement>('[data-shot]');
  const entry = card ? sequence.listedById.get(card.dataset['shot'] ?? '') : undefined;
  if (card && entry) {
    const box = card.getBoundingClientRect();
    const isBefore = event.clientX < box.left + box.width / 2;
    const next = sequence.shots[entry.isOmitted ? entry.index : entry.index + 1];
    const nextInScene = next?.scene.id === entry.scene.id ? next.shot.id : null;
    return {
      sceneId: entry.scene.id,
      beforeShotId: isBefore ? entry.shot.id : nextInScene,
      markShotId: entry.shot.id,
      side: isBefore ? 'before' : 'after',
    };
  }
  const sceneId = target?.closest<HTMLElement>('[data-scene]')?.dataset['scene'];
  const scene = scenes.find((candidate) => candidate.id === sceneId) ?? scenes.at(-1);
  return scene ? { sceneId: scene.id, beforeShotId: null, markShotId: null, side: 'after' } : null;
}

interface BoardDrop {
  /** The mark to draw while something that makes or moves shots is dragged over. */
  readonly place: DropPlace | null;
  /** The card that a dragged element would be pinned on. */
  readonly elementTarget: ShotId | null;
  readonly scenePlace: ScenePlace | null;
  readonly handlers: {
    readonly onDragOver: (event: DragEvent) => void;
    readonly onDragLeave: (event: DragEvent) => void;
    readonly onDragEnd: () => void;
    readonly onDrop: (event: DragEvent) => void;
  };
}

/** Shots dragged to a new place, media and files that become shots, elements that are pinned. */
export function useBoardDrop(
  sequence: Sequence,
  scenes: readonly Scene[],
  selected: readonly ShotId[],
): BoardDrop {
  const [place, setPlace] = useState<DropPlace | null>(null);
  const [elementTarget, setElementTarget] = useState<ShotId | null>(null);
  const [scenePlace, setScenePlace] = useState<ScenePlace | null>(null);
  const end = (): void => {
    setScenePlace(null);
    setPlace(null);
    setElementTarget(null);
  };
  /** All of its shots, those that are omitted among them. */
  const shotIdsOf = (sceneId: SceneId): readonly ShotId[] =>
    sequence.scenes.find(({ scene }) => scene.id === sceneId)?.shots.map((entry) => entry.shot.id) ?? [];

  const moveShots = (shotIds: readonly string[], to: DropPlace): void => {
    const moving = new Set(shotIds);
    const siblings = shotIdsOf(to.sceneId);
    const from = to.beforeShotId ? siblings.indexOf(to.beforeShotId) : siblings.length;
    const beforeShotId = siblings.slice(from).find((id) => !moving.has(id)) ?? null;
    void runCommand('shot.move', { shotIds, sceneId: to.sceneId, beforeShotId });
  };

  const moveScene = (sceneId: string, { sceneId: at, side }: ScenePlace): void => {
    const others = scenes.filter(({ id }) => id !== sceneId);
    const index = others.findIndex(({ id }) => id === at) + (side === 'after' ? 1 : 0);
    const from = scenes.findIndex(({ id }) => id === sceneId);
    if (sceneId !== at && index !== from) void runCommand('scene.move', { sceneId, index });
  };

  const onDragOver = (event: DragEvent): void => {
    const { dataTransfer } = event;
    if (carriesDrag(dataTransfer, 'scene')) {
      event.preventDefault();
      dataTransfer.dropEffect = 'move';
      setScenePlace(scenePlaceAt(event));
      return;
    }
    if (carriesDrag(dataTransfer, 'element')) {
      event.preventDefault();
      const target = placeAt(event, sequence, scenes)?.markShotId ?? null;
      setElementTarget(target);
      dataTransfer.dropEffect = target ? 'copy' : 'none';
      return;
    }
    const isMove = carriesDrag(dataTransfer, 'shots');
    if (!isMove && !carriesDrag(dataTransfer, 'media') && !carriesDrag(dataTransfer, 'files')) return;
    event.preventDefault();
    dataTransfer.dropEffect = isMove ? 'move' : 'copy';
    setPlace(placeAt(event, sequence, scenes));
  };

  const onDrop = (event: DragEvent): void => {
    const to = placeAt(event, sequence, scenes);
    const sceneTo = scenePlaceAt(event);
    end();
    const { dataTransfer } = event;
    const scene = readDrag(dataTransfer, 'scene');
    if (scene) {
      event.preventDefault();
      event.stopPropagation();
      if (sceneTo) moveScene(scene.sceneId, sceneTo);
      return;
    }
    const shots = readDrag(dataTransfer, 'shots');
    const media = readDrag(dataTransfer, 'media');
    const element = readDrag(dataTransfer, 'element');
    const files = [...dataTransfer.files];
    if (!shots && !media && !element && files.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const index = to?.beforeShotId ? shotIdsOf(to.sceneId).indexOf(to.beforeShotId) : null;
    if (element) {
      const target = to?.markShotId;
      // An element dropped on one of several selected shots is pinned on all of them.
      if (target) {
        const shotIds = selected.includes(target) ? selected : [target];
        void runCommand('element.pin', { elementId: element.elementId, shotIds }, { keepSelection: true });
      }
    } else if (shots) {
      if (to) moveShots(shots.shotIds, to);
    } else if (media) {
      void runCommand('shot.addFromMedia', {
        mediaIds: media.mediaIds,
        ...(to ? { sceneId: to.sceneId } : {}),
        ...(index === null ? {} : { index }),
      });
    } else {
      void importAndReport(files, { as: 'shots', sceneId: to?.sceneId ?? null, index });
    }
  };

  const onDragLeave = (event: DragEvent): void => {
    const into = event.relatedTarget;
    if (!(into instanceof Node && event.currentTarget.contains(into))) end();
  };
  return { place, elementTarget, scenePlace, handlers: { onDragOver, onDragLeave, onDragEnd: end, onDrop } };
}

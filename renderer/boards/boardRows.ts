import type { Scene } from '@shared/document/records';
import type { SequenceShot } from '@shared/shots/sequence';

/** One line of the contact sheet: a scene's heading, or up to `columns` shots of a scene. */
export type BoardRow =
  | {
      readonly type: 'scene';
      readonly key: string;
      readonly scene: Scene;
      readonly number: number;
      readonly shots: readonly SequenceShot[];
    }
  | {
      readonly type: 'shots';
      readonly key: string;
      readonly scene: Scene;
      readonly shots: readonly SequenceShot[];
    };

/** The contact sheet as lines, for a virtual list. Empty scenes keep their heading, so that shots can be dropped there. */
export function boardRows(
  scenes: readonly Scene[],
  shots: readonly SequenceShot[],
  columns: number,
): BoardRow[] {
  const byScene = new Map<string, SequenceShot[]>();
  for (const entry of shots) {
    const known = byScene.get(entry.scene.id);
    if (known) known.push(entry);
    else byScene.set(entry.scene.id, [entry]);
  }
  const rows: BoardRow[] = [];
  scenes.forEach((scene, index) => {
    const own = byScene.get(scene.id) ?? [];
    rows.push({ type: 'scene', key: scene.id, scene, number: index + 1, shots: own });
    for (let start = 0; start < own.length; start += columns) {
      rows.push({
        type: 'shots',
        key: `${scene.id}-${start}`,
        scene,
        shots: own.slice(start, start + columns),
      });
    }
  });
  return rows;
}

/** How many cards of a wished width fit side by side, and how wide they become to fill the line. Px. */
export function fitColumns(
  availableWidth: number,
  wishedWidth: number,
  gap: number,
): { columns: number; cardWidth: number } {
  const columns = Math.max(1, Math.floor((availableWidth + gap) / (wishedWidth + gap)));
  const cardWidth = Math.floor((availableWidth - gap * (columns - 1)) / columns);
  return { columns, cardWidth: Math.max(80, cardWidth) };
}

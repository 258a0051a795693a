import type { ListedScene, ListedShot } from '@shared/shots/sequence';

/** One line of the contact sheet: a scene's heading, up to `columns` shots of a scene, or what is omitted behind them. */
export type BoardRow =
  | { readonly type: 'scene'; readonly key: string; readonly scene: ListedScene }
  | {
      readonly type: 'shots' | 'omitted';
      readonly key: string;
      readonly scene: ListedScene;
      readonly shots: readonly ListedShot[];
    };

/**
 * The contact sheet as lines, for a virtual list. Empty scenes keep their heading, so that shots can be dropped there.
 * Omitted shots leave no hole: they are a thin line below the cards they were cut from.
 */
export function boardRows(scenes: readonly ListedScene[], columns: number): BoardRow[] {
  const rows: BoardRow[] = [];
  for (const scene of scenes) {
    const { id } = scene.scene;
    rows.push({ type: 'scene', key: id, scene });
    let cards: ListedShot[] = [];
    let omitted: ListedShot[] = [];
    let count = 0;
    const endLine = (): void => {
      if (cards.length > 0) rows.push({ type: 'shots', key: `${id}-${count}`, scene, shots: cards });
      if (omitted.length > 0)
        rows.push({ type: 'omitted', key: `${id}-${count}-omitted`, scene, shots: omitted });
      count += 1;
      cards = [];
      omitted = [];
    };
    for (const entry of scene.shots) {
      if (entry.isOmitted) omitted.push(entry);
      else {
        if (cards.length === columns) endLine();
        cards.push(entry);
      }
    }
    endLine();
  }
  return rows;
}

/** How much of one more card has to fit for there to be one more: the cards of the line become that much smaller. */
const enoughOfACard = 0.65;

/**
 * How many cards of about a wished width lie side by side, and how wide they become to fill the line. Px. A narrow place
 * has two small ones rather than one that fills it.
 */
export function fitColumns(
  availableWidth: number,
  wishedWidth: number,
  gap: number,
): { columns: number; cardWidth: number } {
  const columns = Math.max(1, Math.floor((availableWidth + gap) / (wishedWidth + gap) + 1 - enoughOfACard));
  const cardWidth = Math.floor((availableWidth - gap * (columns - 1)) / columns);
  return { columns, cardWidth: Math.max(80, cardWidth) };
}

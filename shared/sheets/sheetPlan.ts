import type { SheetContent } from './content';
import type { SheetSettings } from './settings';
import type { FlowLine } from './textFlow';

/** A place on a page that a panel has; a panel whose texts are long has several, with its picture on the first. */
export interface PlannedCell {
  /** Place in SheetContent. */
  readonly panel: number;
  /** From 0; above it the texts go on. */
  readonly part: number;
  /** Columns of text: of a grid those beside each other; of the ekonte sheet action and dialogue. */
  readonly columns: readonly (readonly FlowLine[])[];
  /** The panel's last. */
  readonly isLast: boolean;
}

export interface SheetPlan {
  readonly content: SheetContent;
  readonly settings: SheetSettings;
  /** Without the cover. */
  readonly pages: readonly (readonly PlannedCell[])[];
}

/** Texts that need more places than this are cut off. */
export const mostParts = 24;

/** Panels that are laid out in one go. */
const panelsAStep = 50;

/**
 * Puts cells on pages, in steps: whoever has others waiting rests between them.
 * @param perPage places of a page
 * @param cellsOf the places that a panel needs
 */
export function* fillPages(
  content: SheetContent,
  { breaksAtScenes }: Pick<SheetSettings, 'breaksAtScenes'>,
  perPage: number,
  cellsOf: (panel: number) => readonly PlannedCell[],
): Generator<void, (readonly PlannedCell[])[]> {
  const pages: PlannedCell[][] = [];
  let page: PlannedCell[] = [];
  for (const [index, panel] of content.panels.entries()) {
    if (index % panelsAStep === panelsAStep - 1) yield;
    const isNewScene = content.panels[index - 1]?.sceneId !== panel.sceneId;
    if (breaksAtScenes && isNewScene && page.length > 0) page = [];
    for (const cell of cellsOf(index)) {
      if (page.length === perPage) page = [];
      if (page.length === 0) pages.push(page);
      page.push(cell);
    }
  }
  return pages;
}

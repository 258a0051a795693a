import type { KeyboardEvent } from 'react';
import { runAction } from '../state/actions';
import { type CellArea, type CellChoice, moveChoice, tabCell } from './gridCells';
import type { ShotList } from './useShotList';

export interface GridKeysOptions {
  readonly list: ShotList;
  readonly choice: CellChoice | null;
  readonly area: CellArea | null;
  readonly pageRows: number;
  readonly go: (choice: CellChoice | null) => void;
  /** Opens the focused cell with what it holds. */
  readonly edit: () => void;
  readonly clear: () => void;
}

/**
 * The keys of a spreadsheet while nothing is edited: arrows, Tab, Enter and F2 to edit, Delete to empty. What is typed
 * goes into the field by itself.
 */
export function useGridKeys({ list, choice, area, pageRows, go, edit, clear }: GridKeysOptions) {
  return (event: KeyboardEvent): void => {
    const isMod = event.ctrlKey || event.metaKey;
    /** The window has shortcuts on the same keys. */
    const take = (): void => {
      event.preventDefault();
      event.nativeEvent.stopImmediatePropagation();
    };
    if (isMod && takeModKey(event, list, go, take)) return;
    if (event.altKey) return;
    const pressed = { key: event.key, isShift: event.shiftKey, isMod };
    const moved = moveChoice(choice, pressed, list.shape, pageRows);
    if (moved) {
      take();
      go(moved);
      return;
    }
    if (isMod || !choice || !area) return;
    const isCheck = list.columns[list.shape.columnAt.get(choice.focus.column) ?? -1]?.type === 'check';
    switch (event.key) {
      case 'Tab': {
        const next = tabCell(choice.focus, event.shiftKey, list.shape);
        // At the ends Tab goes on to the rest of the window.
        if (!next) return;
        take();
        go({ anchor: next, focus: next });
        return;
      }
      case 'Enter':
      case 'F2':
        take();
        edit();
        return;
      case 'Escape':
        take();
        go({ anchor: choice.focus, focus: choice.focus });
        return;
      case 'Delete':
      case 'Backspace':
        take();
        clear();
        return;
    }
    // A tick box has no text: any letter ticks it.
    if (isCheck && [...event.key].length === 1) {
      take();
      edit();
    }
  };
}

/** Undo and redo are the film's here, not the empty field's; all = all cells. Copying comes as events of its own. */
function takeModKey(
  event: KeyboardEvent,
  list: ShotList,
  go: (choice: CellChoice | null) => void,
  take: () => void,
): boolean {
  switch (event.key.toLowerCase()) {
    case 'z':
      take();
      runAction(event.shiftKey ? 'edit.redo' : 'edit.undo');
      return true;
    case 'y':
      take();
      runAction('edit.redo');
      return true;
    case 'a':
      if (event.shiftKey) return false;
      take();
      go(allCells(list));
      return true;
    case 'c':
    case 'x':
    case 'v':
      event.nativeEvent.stopImmediatePropagation();
      return true;
    default:
      return false;
  }
}

function allCells({ shape: { rows, columns } }: ShotList): CellChoice | null {
  const [row, column, lastRow, lastColumn] = [rows[0], columns[0], rows.at(-1), columns.at(-1)];
  if (row === undefined || column === undefined || lastRow === undefined || lastColumn === undefined)
    return null;
  return { anchor: { row: lastRow, column: lastColumn }, focus: { row, column } };
}

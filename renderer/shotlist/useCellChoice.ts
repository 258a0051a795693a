import { useCallback, useEffect, useRef, useState } from 'react';
import { select, selectedOf, useSelected } from '../state/sessionStore';
import { useCurrentShot } from '../state/useCurrentShot';
import { type CellChoice, chosenArea } from './gridCells';
import type { ShotList } from './useShotList';

/** ms after the last step: a held arrow key does not make the rest of the window follow every row. */
const selectDelayMs = 120;

/** The chosen cells; their shots are the selected ones of the window, and the other way round. */
export function useCellChoice(list: ShotList): {
  readonly choice: CellChoice | null;
  readonly choose: (choice: CellChoice) => void;
} {
  const { shape, columns } = list;
  const selected = useSelected('shot');
  const current = useCurrentShot();
  const [choice, setChoice] = useState<CellChoice | null>(null);
  const shapeNow = useRef(shape);
  shapeNow.current = shape;
  const timer = useRef<number | undefined>(undefined);
  useEffect(() => () => window.clearTimeout(timer.current), []);

  const choose = useCallback((next: CellChoice) => {
    setChoice(next);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      const area = chosenArea(next, shapeNow.current);
      if (!area) return;
      const ids = shapeNow.current.rows.slice(area.fromRow, area.toRow);
      const before = selectedOf('shot');
      if (ids.length !== before.length || ids.some((id, index) => id !== before[index])) select(ids);
    }, selectDelayMs);
  }, []);

  // A shot that is selected elsewhere takes the focus to its row, in the same column.
  const wanted = selected.length === 1 ? selected[0] : undefined;
  const start = wanted ?? current?.shot.id ?? shape.rows[0];
  const first = columns.find(({ id }) => id === 'action') ?? columns.find(({ read }) => read) ?? columns[0];
  useEffect(() => {
    if (start === undefined || !first) return;
    setChoice((before) => {
      if (before && (wanted === undefined || before.focus.row === wanted)) return before;
      const cell = { row: start, column: before?.focus.column ?? first.id };
      return { anchor: cell, focus: cell };
    });
  }, [start, wanted, first]);
  return { choice, choose };
}

import type { LayerId } from '@shared/document/ids';
import type { Layer } from '@shared/document/records';
import { type KeyboardEvent, useRef } from 'react';
import { select } from '../state/sessionStore';
import { clickSelection, isGridKey, neighbour } from '../ui/gridSelection';
import { layerRowId, renameLayer } from './LayerRow';

/**
 * Keys of the list of layers: arrows choose (with Shift several), Enter and F2 rename. What acts on the selection wherever
 * the pointer is (Delete, to hide, to lock, to bring forward …) is the window's.
 * @param frontFirst as the rows stand
 */
export function useLayerKeys(
  frontFirst: readonly Layer[],
  selectedIds: readonly string[],
): (event: KeyboardEvent<HTMLElement>) => void {
  const anchor = useRef<string | null>(null);
  const order = frontFirst.map(({ id }) => id);
  const chosen = frontFirst.filter(({ id }) => selectedIds.includes(id));
  const currentId = selectedIds.findLast((id) => order.includes(id as LayerId)) ?? null;

  const answer = ({ key, altKey, shiftKey, ctrlKey, metaKey }: KeyboardEvent): boolean => {
    const [only] = chosen.length === 1 ? chosen : [];
    if (ctrlKey || metaKey) {
      const isAll = key.toLowerCase() === 'a' && !shiftKey;
      if (isAll) select(order);
      return isAll;
    }
    if (altKey) return false;
    // The words of a text are written on the stage.
    if (key === 'Enter' && only?.content.type === 'text') return false;
    if (key === 'F2' || key === 'Enter') {
      if (only) renameLayer(only.id);
      return true;
    }
    if (!isGridKey(key) || key === 'ArrowLeft' || key === 'ArrowRight') return false;
    const next = neighbour(order, currentId, key, 1);
    if (next === undefined) return true;
    // A selection that was made by pointer is gone on from where it is.
    if (!shiftKey || anchor.current === null) anchor.current = shiftKey ? currentId : next;
    const range = clickSelection(order, selectedIds, anchor.current, next, {
      range: shiftKey,
      toggle: false,
    });
    // The one that keys go on from is last.
    select([...range.filter((id) => id !== next), next]);
    document.getElementById(layerRowId(next as LayerId))?.scrollIntoView({ block: 'nearest' });
    return true;
  };
  return (event) => {
    // While a name is typed, keys are letters.
    if (event.target !== event.currentTarget || event.nativeEvent.isComposing || !answer(event)) return;
    event.preventDefault();
    // These keys do something else in the rest of the window.
    event.nativeEvent.stopImmediatePropagation();
  };
}

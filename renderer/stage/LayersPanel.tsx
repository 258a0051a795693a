import { counted } from '@shared/generation/problemWords';
import type { SequenceShot } from '@shared/shots/sequence';
import { type DragEvent, useState } from 'react';
import { useCurrentBoardIndex, useShotBoards } from '../state/currentBoard';
import { useChildren } from '../state/documentStore';
import { runCommand } from '../state/runCommand';
import { select, useSelected } from '../state/sessionStore';
import { useCurrentShot } from '../state/useCurrentShot';
import { Button } from '../ui/Button';
import { ContextMenu } from '../ui/ContextMenu';
import { EmptyState } from '../ui/EmptyState';
import { IconButton } from '../ui/IconButton';
import { ImagePlus, Layers } from '../ui/icons';
import { ScrollArea } from '../ui/ScrollArea';
import { LayerFields } from './LayerFields';
import { LayerRow, layerRowId, rowDragType } from './LayerRow';
import styles from './Layers.module.css';
import { addPictureLayer, layerMenu } from './layerMenu';
import { useLayerKeys } from './useLayerKeys';

/** The layers of the current shot, front one on top: order, sight, lock, and the fields of what is selected. */
export function LayersPanel() {
  const current = useCurrentShot();
  if (!current) return <EmptyState icon={Layers} message="Choose a shot to see its layers." />;
  return <ShotLayers current={current} />;
}

function ShotLayers({ current }: { readonly current: SequenceShot }) {
  const shotId = current.shot.id;
  const allLayers = useChildren('layer', shotId);
  const boards = useShotBoards(current);
  const board = boards[useCurrentBoardIndex(current, boards)];
  const boardId = board?.board?.id ?? null;
  const layers = allLayers.filter((layer) => layer.boardId === null || layer.boardId === boardId);
  const selectedIds = useSelected('layer');
  const [dropIndex, setDropIndex] = useState<number | null>(null);
  const frontFirst = [...layers].reverse();
  const chosen = layers.filter((layer) => selectedIds.includes(layer.id));
  const currentId = selectedIds.findLast((id) => layers.some((layer) => layer.id === id));
  const handleKeyDown = useLayerKeys(frontFirst, selectedIds);
  if (layers.length === 0) {
    return (
      <EmptyState
        icon={Layers}
        message={
          boards.length > 1 && board
            ? `Board ${board.index + 1} of shot ${current.label} is empty. Drop pictures or elements on the stage.`
            : `Shot ${current.label} is empty. Drop pictures or elements on the stage.`
        }
        action={
          <Button icon={ImagePlus} onClick={() => addPictureLayer(shotId)}>
            Add Picture
          </Button>
        }
      />
    );
  }

  const handleDrop = (event: DragEvent): void => {
    const layerId = event.dataTransfer.getData(rowDragType);
    const at = dropIndex;
    setDropIndex(null);
    const from = frontFirst.findIndex((layer) => layer.id === layerId);
    if (from < 0 || at === null) return;
    event.preventDefault();
    // Rows are counted from the front, the document counts from the back, without the layer itself and over all boards.
    const others = allLayers.filter((layer) => layer.id !== layerId);
    const behind = frontFirst.slice(at).find((layer) => layer.id !== layerId);
    const inFront = frontFirst.slice(0, at).findLast((layer) => layer.id !== layerId);
    const index = behind
      ? others.findIndex((layer) => layer.id === behind.id) + 1
      : Math.max(
          0,
          others.findIndex((layer) => layer.id === inFront?.id),
        );
    void runCommand('layer.reorder', { layerId, index }, { keepSelection: true });
  };

  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <span>
          {counted(layers.length, 'layer')}
          {boards.length > 1 && board && ` on board ${board.index + 1}`}
        </span>
        <IconButton
          icon={ImagePlus}
          label="Add picture"
          size="small"
          onClick={() => addPictureLayer(shotId)}
        />
      </div>
      <ScrollArea className={styles.list}>
        <ContextMenu entries={() => layerMenu(shotId)}>
          <div
            className={styles.rows}
            role="listbox"
            aria-label="Layers, front one first"
            aria-multiselectable
            aria-activedescendant={currentId && layerRowId(currentId)}
            tabIndex={0}
            onKeyDown={handleKeyDown}
            onDrop={handleDrop}
            onDragLeave={() => setDropIndex(null)}
          >
            {frontFirst.map((layer, index) => (
              <LayerRow
                key={layer.id}
                layer={layer}
                boardId={boards.length > 1 ? boardId : null}
                isSelected={selectedIds.includes(layer.id)}
                mark={
                  dropIndex === index
                    ? 'above'
                    : dropIndex === layers.length && index === layers.length - 1
                      ? 'below'
                      : null
                }
                onHover={(isUpper) => setDropIndex(isUpper ? index : index + 1)}
                onPick={(isAdding) =>
                  select(
                    !isAdding
                      ? [layer.id]
                      : selectedIds.includes(layer.id)
                        ? selectedIds.filter((id) => id !== layer.id)
                        : [...selectedIds, layer.id],
                  )
                }
              />
            ))}
          </div>
        </ContextMenu>
      </ScrollArea>
      {chosen.length > 0 && <LayerFields layers={chosen} />}
    </div>
  );
}

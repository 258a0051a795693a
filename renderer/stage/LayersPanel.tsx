import { layerMedia } from '@shared/compositor/buildShotPicture';
import type { BoardId } from '@shared/document/ids';
import type { Layer } from '@shared/document/records';
import type { SequenceShot } from '@shared/shots/sequence';
import { type DragEvent, useState } from 'react';
import { useCurrentBoardIndex, useShotBoards } from '../state/currentBoard';
import { useChildren, useDocument } from '../state/documentStore';
import { useMediaUrl } from '../state/mediaUrl';
import { runCommand } from '../state/runCommand';
import { select, useSelected } from '../state/sessionStore';
import { useCurrentShot } from '../state/useCurrentShot';
import { Button } from '../ui/Button';
import { ContextMenu } from '../ui/ContextMenu';
import { cx } from '../ui/cx';
import { EmptyState } from '../ui/EmptyState';
import { IconButton } from '../ui/IconButton';
import {
  Brush,
  Circle,
  Eye,
  EyeOff,
  GalleryHorizontal,
  ImagePlus,
  Layers,
  Link,
  Lock,
  LockOpen,
  MoveRight,
  Pin,
  Slash,
  Square,
  Type,
} from '../ui/icons';
import { ScrollArea } from '../ui/ScrollArea';
import { TextField } from '../ui/TextField';
import { LayerFields } from './LayerFields';
import styles from './Layers.module.css';
import { addPictureLayer, editLayers, layerMenu, putOnBoard } from './layerMenu';
import { stageStore, useStage } from './stageStore';

/** Native drag type of a row; rows are dragged inside this list only. */
const rowDragType = 'application/x-ekonte-layer';

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
            Add picture
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
          {layers.length} {layers.length === 1 ? 'layer' : 'layers'}
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
          <ul onDrop={handleDrop} onDragLeave={() => setDropIndex(null)}>
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
          </ul>
        </ContextMenu>
      </ScrollArea>
      {chosen.length > 0 && <LayerFields layers={chosen} />}
    </div>
  );
}

interface LayerRowProps {
  readonly layer: Layer;
  /** The board it is seen on; null on a shot of one board. */
  readonly boardId: BoardId | null;
  readonly isSelected: boolean;
  readonly mark: 'above' | 'below' | null;
  readonly onHover: (isUpper: boolean) => void;
  readonly onPick: (isAdding: boolean) => void;
}

function LayerRow({ layer, boardId, isSelected, mark, onHover, onPick }: LayerRowProps) {
  const media = useDocument((document) => layerMedia(document, layer));
  const url = useMediaUrl(media?.id, 'thumbnail');
  const elementType = useDocument((document) =>
    layer.content.type === 'pin' ? document.get('element', layer.content.elementId)?.type : undefined,
  );
  const renamingId = useStage((state) => state.renamingLayerId);
  const isRenaming = renamingId === layer.id;
  const setRenaming = (isOn: boolean): void =>
    stageStore.setState({ renamingLayerId: isOn ? layer.id : null });
  return (
    <li
      className={cx(
        styles.row,
        isSelected && styles.selected,
        layer.isHidden && styles.hidden,
        mark === 'above' && styles.markAbove,
        mark === 'below' && styles.markBelow,
      )}
      data-layer={layer.id}
      aria-label={layer.name}
      draggable
      onDragStart={(event) => event.dataTransfer.setData(rowDragType, layer.id)}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(rowDragType)) return;
        event.preventDefault();
        const box = event.currentTarget.getBoundingClientRect();
        onHover(event.clientY < box.top + box.height / 2);
      }}
      onPointerDown={(event) => {
        if (event.target instanceof Element && event.target.closest('button')) return;
        if (event.button === 2 && isSelected) return;
        onPick(event.ctrlKey || event.metaKey || event.shiftKey);
      }}
    >
      <span className={styles.picture}>
        {url ? <img src={url} alt="" draggable={false} /> : <LayerIcon content={layer.content} />}
      </span>
      {isRenaming ? (
        <TextField
          label="Layer name"
          className={styles.name}
          value={layer.name}
          hasAutoFocus
          onLeave={() => setRenaming(false)}
          onCommit={(name) => name.trim() && editLayers([layer.id], { name: name.trim() })}
        />
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: the same is in the menu of the row
        <span className={styles.name} title={layer.name} onDoubleClick={() => setRenaming(true)}>
          {layer.name}
        </span>
      )}
      {elementType && (
        <Pin
          className={styles.pin}
          style={{ color: `var(--color-${elementType})` }}
          aria-label="Pinned element"
        />
      )}
      {layer.linkId && <Link className={styles.link} aria-label="Shows in other shots, too" />}
      {boardId && (
        <IconButton
          icon={GalleryHorizontal}
          label={layer.boardId === null ? 'Show on this board only' : 'Show on all boards'}
          size="small"
          className={cx(styles.toggle, layer.boardId === null && styles.isOn)}
          onClick={() => putOnBoard([layer.id], layer.boardId === null ? boardId : null)}
        />
      )}
      <IconButton
        icon={layer.isLocked ? Lock : LockOpen}
        label={layer.isLocked ? 'Unlock layer' : 'Lock layer'}
        size="small"
        className={cx(styles.toggle, layer.isLocked && styles.isOn)}
        onClick={() => editLayers([layer.id], { isLocked: !layer.isLocked })}
      />
      <IconButton
        icon={layer.isHidden ? EyeOff : Eye}
        label={layer.isHidden ? 'Show layer' : 'Hide layer'}
        size="small"
        className={cx(styles.toggle, layer.isHidden && styles.isOn)}
        onClick={() => editLayers([layer.id], { isHidden: !layer.isHidden })}
      />
    </li>
  );
}

const shapeIcons = { rectangle: Square, ellipse: Circle, line: Slash, arrow: MoveRight } as const;

/** What stands in the place of a picture. */
function LayerIcon({ content }: Pick<Layer, 'content'>) {
  if (content.type === 'drawing') return <Brush aria-hidden />;
  if (content.type === 'text') return <Type aria-hidden />;
  if (content.type !== 'shape') return null;
  const ShapeIcon = shapeIcons[content.shape];
  return <ShapeIcon aria-hidden />;
}

import { layerMedia } from '@shared/compositor/buildShotPicture';
import type { BoardId, LayerId } from '@shared/document/ids';
import type { Layer } from '@shared/document/records';
import { useDocument } from '../state/documentStore';
import { useMediaUrl } from '../state/mediaUrl';
import { cx } from '../ui/cx';
import { IconButton } from '../ui/IconButton';
import {
  Brush,
  Circle,
  Eye,
  EyeOff,
  GalleryHorizontal,
  Link,
  Lock,
  LockOpen,
  MoveRight,
  Pin,
  Slash,
  Square,
  Type,
} from '../ui/icons';
import { TextField } from '../ui/TextField';
import styles from './Layers.module.css';
import { editLayers, putOnBoard } from './layerMenu';
import { stageStore, useStage } from './stageStore';

/** Native drag type of a row; rows are dragged inside their list only. */
export const rowDragType = 'application/x-ekonte-layer';

/** The id of a layer's row, for `aria-activedescendant`. */
export const layerRowId = (layerId: LayerId): string => `layer-${layerId}`;

export const renameLayer = (layerId: LayerId | null): void =>
  stageStore.setState({ renamingLayerId: layerId });

export interface LayerRowProps {
  readonly layer: Layer;
  /** The board it is seen on; null on a shot of one board. */
  readonly boardId: BoardId | null;
  readonly isSelected: boolean;
  readonly mark: 'above' | 'below' | null;
  readonly onHover: (isUpper: boolean) => void;
  readonly onPick: (isAdding: boolean) => void;
}

/** One layer in its list, which sees to the keys. Its buttons are for the pointer: keys and menu do the same. */
export function LayerRow({ layer, boardId, isSelected, mark, onHover, onPick }: LayerRowProps) {
  const media = useDocument((document) => layerMedia(document, layer));
  const url = useMediaUrl(media?.id, 'thumbnail');
  const elementType = useDocument((document) =>
    layer.content.type === 'pin' ? document.get('element', layer.content.elementId)?.type : undefined,
  );
  const isRenaming = useStage((state) => state.renamingLayerId === layer.id);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, whichever of its rows was clicked
    <div
      className={cx(
        styles.row,
        isSelected && styles.selected,
        layer.isHidden && styles.hidden,
        mark === 'above' && styles.markAbove,
        mark === 'below' && styles.markBelow,
      )}
      id={layerRowId(layer.id)}
      data-layer={layer.id}
      role="option"
      aria-selected={isSelected}
      aria-label={[layer.name, layer.isHidden && 'hidden', layer.isLocked && 'locked']
        .filter((part) => part !== false)
        .join(', ')}
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
          onLeave={() => renameLayer(null)}
          onCommit={(name) => name.trim() && editLayers([layer.id], { name: name.trim() })}
        />
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: F2 and the menu of the row do the same
        <span className={styles.name} title={layer.name} onDoubleClick={() => renameLayer(layer.id)}>
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
          tabIndex={-1}
          className={cx(styles.toggle, layer.boardId === null && styles.isOn)}
          onClick={() => putOnBoard([layer.id], layer.boardId === null ? boardId : null)}
        />
      )}
      <IconButton
        icon={layer.isLocked ? Lock : LockOpen}
        label={layer.isLocked ? 'Unlock layer' : 'Lock layer'}
        size="small"
        tabIndex={-1}
        className={cx(styles.toggle, layer.isLocked && styles.isOn)}
        onClick={() => editLayers([layer.id], { isLocked: !layer.isLocked })}
      />
      <IconButton
        icon={layer.isHidden ? EyeOff : Eye}
        label={layer.isHidden ? 'Show layer' : 'Hide layer'}
        size="small"
        tabIndex={-1}
        className={cx(styles.toggle, layer.isHidden && styles.isOn)}
        onClick={() => editLayers([layer.id], { isHidden: !layer.isHidden })}
      />
    </div>
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

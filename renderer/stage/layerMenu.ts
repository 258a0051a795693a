import type { BoardId, LayerId, ShotId } from '@shared/document/ids';
import type { Layer } from '@shared/document/records';
import { copyEntries, pasteEntry } from '../clipboard/clipboardMenu';
import { runAction } from '../state/actions';
import { boardForNewLayer } from '../state/currentBoard';
import { currentDocument } from '../state/documentStore';
import { importByDialog } from '../state/importReport';
import { runCommand } from '../state/runCommand';
import { selectedOf, sessionStore } from '../state/sessionStore';
import {
  CopyPlus,
  Eraser,
  Eye,
  EyeOff,
  FlipHorizontal2,
  GalleryHorizontal,
  ImagePlus,
  Link,
  Lock,
  LockOpen,
  Trash2,
  Type,
  Unlink,
} from '../ui/icons';
import type { MenuEntry } from '../ui/menuEntry';
import { editTextOf } from './editText';
import { stageStore } from './stageStore';

/** Moves a layer among its shot's: 'front' and 'back' all the way. */
export function reorderLayer(layer: Layer, to: 'front' | 'forward' | 'backward' | 'back'): void {
  const siblings = currentDocument().childrenOf('layer', layer.shotId);
  const at = siblings.findIndex((other) => other.id === layer.id);
  const index = { front: siblings.length, forward: at + 1, backward: Math.max(0, at - 1), back: 0 }[to];
  void runCommand('layer.reorder', { layerId: layer.id, index }, { keepSelection: true });
}

export function editLayers(layerIds: readonly LayerId[], fields: Partial<Layer>): void {
  void runCommand('layer.edit', { layerIds, fields }, { keepSelection: true });
}

/** null = on all boards of the shot. */
export function putOnBoard(layerIds: readonly LayerId[], boardId: BoardId | null): void {
  void runCommand('layer.setBoard', { layerIds, boardId }, { keepSelection: true });
}

export function addPictureLayer(shotId: ShotId): void {
  void importByDialog({ as: 'layers', shotId, boardId: boardForNewLayer(shotId) });
}

/** The menu of the selected layers of a shot; without any, of the shot's stage. */
export function layerMenu(shotId: ShotId): readonly MenuEntry[] {
  const document = currentDocument();
  const layers = selectedOf('layer').flatMap((id) => document.get('layer', id) ?? []);
  const [first] = layers;
  const addEntry: MenuEntry = {
    id: 'add',
    label: 'Add Picture…',
    icon: ImagePlus,
    run: () => addPictureLayer(shotId),
  };
  if (!first) return [pasteEntry(), addEntry];
  const ids = layers.map((layer) => layer.id);
  const isHidden = layers.every((layer) => layer.isHidden);
  const isLocked = layers.every((layer) => layer.isLocked);
  const isOne = layers.length === 1;
  return [
    {
      id: 'front',
      label: 'Bring to Front',
      keys: '$mod+Shift+BracketRight',
      isDisabled: !isOne,
      run: () => reorderLayer(first, 'front'),
    },
    {
      id: 'forward',
      label: 'Bring Forward',
      keys: '$mod+BracketRight',
      isDisabled: !isOne,
      run: () => reorderLayer(first, 'forward'),
    },
    {
      id: 'backward',
      label: 'Send Backward',
      keys: '$mod+BracketLeft',
      isDisabled: !isOne,
      run: () => reorderLayer(first, 'backward'),
    },
    {
      id: 'back',
      label: 'Send to Back',
      keys: '$mod+Shift+BracketLeft',
      isDisabled: !isOne,
      run: () => reorderLayer(first, 'back'),
    },
    { id: 'line', separator: true },
    {
      id: 'flip',
      label: 'Flip Horizontally',
      icon: FlipHorizontal2,
      isDisabled: isLocked,
      run: () =>
        void runCommand(
          'layer.setTransform',
          {
            layers: layers.map((layer) => ({
              layerId: layer.id,
              transform: { flipX: !layer.transform.flipX },
            })),
            label: 'Flip Layer',
          },
          { keepSelection: true },
        ),
    },
    {
      id: 'hide',
      label: isHidden ? 'Show' : 'Hide',
      icon: isHidden ? Eye : EyeOff,
      run: () => editLayers(ids, { isHidden: !isHidden }),
    },
    {
      id: 'lock',
      label: isLocked ? 'Unlock' : 'Lock',
      icon: isLocked ? LockOpen : Lock,
      run: () => editLayers(ids, { isLocked: !isLocked }),
    },
    {
      id: 'rename',
      label: 'Rename',
      isDisabled: !isOne,
      run: () => {
        sessionStore.setState({ inspectorTab: 'layers' });
        stageStore.setState({ renamingLayerId: first.id });
      },
    },
    ...boardEntries(layers, boardForNewLayer(shotId)),
    ...contentEntries(layers),
    {
      id: 'link',
      label: 'Show This Layer in Other Shots…',
      icon: Link,
      isDisabled: !isOne,
      run: () => stageStore.setState({ linkingLayerId: first.id }),
    },
    ...(layers.some((layer) => layer.linkId !== null)
      ? [
          {
            id: 'unlink',
            label: 'Unlink from Other Shots',
            icon: Unlink,
            run: () => void runCommand('layer.unlink', { layerIds: ids }, { keepSelection: true }),
          },
        ]
      : []),
    { id: 'line2', separator: true },
    addEntry,
    ...copyEntries({ kind: 'layer', ids }),
    pasteEntry(),
    {
      id: 'duplicate',
      label: 'Duplicate',
      icon: CopyPlus,
      keys: '$mod+KeyD',
      run: () => runAction('edit.duplicate'),
    },
    {
      id: 'delete',
      label: 'Delete',
      icon: Trash2,
      keys: 'Delete',
      isDanger: true,
      run: () => void runCommand('layer.delete', { layerIds: ids }),
    },
  ];
}

/** What can be done with a text or a drawing only. */
function contentEntries(layers: readonly Layer[]): readonly MenuEntry[] {
  const [layer] = layers.length === 1 ? layers : [];
  if (layer?.content.type === 'text')
    return [{ id: 'text', label: 'Edit Text', icon: Type, keys: 'Enter', run: () => editTextOf(layer) }];
  if (layer?.content.type !== 'drawing') return [];
  return [
    {
      id: 'clear',
      label: 'Clear Drawing',
      icon: Eraser,
      isDisabled: layer.isLocked,
      run: () => void runCommand('stroke.clear', { layerId: layer.id }, { keepSelection: true }),
    },
  ];
}

/** On a shot of several boards: on which of them the layers are. */
function boardEntries(layers: readonly Layer[], boardId: BoardId | null): readonly MenuEntry[] {
  if (boardId === null) return [];
  const isOnAll = layers.every((layer) => layer.boardId === null);
  return [
    {
      id: 'boards',
      label: 'Show on All Boards',
      icon: GalleryHorizontal,
      isChecked: isOnAll,
      run: () =>
        putOnBoard(
          layers.map((layer) => layer.id),
          isOnAll ? boardId : null,
        ),
    },
  ];
}

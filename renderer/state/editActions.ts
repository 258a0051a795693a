import type { SceneId } from '@shared/document/ids';
import type { ActionImplementation } from './actions';
import { deleteBoards } from './boardActions';
import { currentSequence, documentStore, isWritable, kindOfId } from './documentStore';
import { redo, runCommand, undo } from './runCommand';
import { sceneNamingStore } from './sceneNaming';
import { currentShotId, select, selectedOf, sessionStore } from './sessionStore';

/** What Delete takes: the most particular thing selected, so that a layer goes before its shot. */
function deleteSelection(): void {
  const keyframeIds = selectedOf('cameraKeyframe');
  const layerIds = selectedOf('layer');
  const clipIds = selectedOf('clip');
  const boardIds = selectedOf('board');
  const markerIds = selectedOf('marker');
  const shotIds = selectedOf('shot');
  const [elementId] = selectedOf('element');
  if (keyframeIds.length > 0) void runCommand('camera.deleteKeyframe', { keyframeIds });
  else if (layerIds.length > 0) void runCommand('layer.delete', { layerIds });
  else if (clipIds.length > 0) void runCommand('sound.deleteClip', { clipIds });
  else if (markerIds.length > 0) void runCommand('marker.delete', { markerIds });
  else if (boardIds.length > 0) deleteBoards(boardIds);
  else if (shotIds.length > 0) void runCommand('shot.delete', { shotIds });
  else if (elementId) void runCommand('element.delete', { elementId });
}

function duplicateSelection(): void {
  const layerIds = selectedOf('layer');
  const [boardId] = selectedOf('board');
  const shotIds = selectedOf('shot');
  if (layerIds.length > 0) void runCommand('layer.duplicate', { layerIds });
  else if (boardId) void runCommand('board.duplicate', { boardId });
  else if (shotIds.length > 0) void runCommand('shot.duplicate', { shotIds });
}

/** Behind the selected or current shot, in its scene; in an empty film, in a first scene. */
function addShot(): void {
  const { document } = documentStore.getState();
  const anchorId = selectedOf('shot').at(-1) ?? currentShotId();
  const anchor = anchorId ? document.get('shot', anchorId) : undefined;
  if (!anchor) {
    void runCommand('shot.add', {});
    return;
  }
  const index = document.childrenOf('shot', anchor.sceneId).findIndex((shot) => shot.id === anchor.id) + 1;
  void runCommand('shot.add', { sceneId: anchor.sceneId, index });
}

/** Behind the scene of what is selected, else at the end; its heading is written next. */
async function addScene(): Promise<void> {
  const { document } = documentStore.getState();
  const shotId = selectedOf('shot').at(-1);
  const anchorId = selectedOf('scene').at(-1) ?? (shotId && document.get('shot', shotId)?.sceneId);
  const place = document.list('scene').findIndex(({ id }) => id === anchorId);
  const committed = await runCommand('scene.add', place < 0 ? {} : { index: place + 1 });
  const made = committed?.selection?.find((id): id is SceneId => kindOfId(id) === 'scene');
  const { workspace, boardsLayout } = sessionStore.getState();
  if (made && workspace === 'boards' && boardsLayout === 'sheet')
    sceneNamingStore.setState({ sceneId: made });
}

const isLoaded = (): boolean => documentStore.getState().isLoaded;
const duplicable = ['shot', 'layer', 'board'] as const;
const deletable = ['shot', 'board', 'layer', 'clip', 'marker', 'cameraKeyframe', 'element'] as const;

/**
 * Edits that act on whatever is selected, wherever the pointer is: one Delete, one Duplicate, one Undo for the window.
 * Parts of the window register actions of their own kind only.
 */
export const editActions: readonly ActionImplementation[] = [
  {
    id: 'edit.undo',
    isEnabled: () => isWritable() && documentStore.getState().history.undoLabel !== null,
    run: () => void undo(),
  },
  {
    id: 'edit.redo',
    isEnabled: () => isWritable() && documentStore.getState().history.redoLabel !== null,
    run: () => void redo(),
  },
  {
    id: 'edit.delete',
    isEnabled: () => isWritable() && deletable.some((kind) => selectedOf(kind).length > 0),
    run: deleteSelection,
  },
  {
    id: 'edit.duplicate',
    isEnabled: () => isWritable() && duplicable.some((kind) => selectedOf(kind).length > 0),
    run: duplicateSelection,
  },
  {
    id: 'edit.selectAllShots',
    isEnabled: isLoaded,
    // The playhead is in one of them already, and stays.
    run: () => sessionStore.setState({ selection: currentSequence().shots.map(({ shot }) => shot.id) }),
  },
  {
    id: 'edit.selectNone',
    isEnabled: () => sessionStore.getState().selection.length > 0,
    run: () => select([]),
  },
  {
    id: 'shot.add',
    isEnabled: isWritable,
    run: addShot,
  },
  {
    id: 'scene.add',
    isEnabled: isWritable,
    run: () => void addScene(),
  },
];

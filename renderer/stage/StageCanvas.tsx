import type { SequenceShot } from '@shared/shots/sequence';
import { canvasToFrame, fitView, type Place, panBy, type StageView, zoomAt } from '@shared/stage/viewMapping';
import { frames } from '@shared/time/frames';
import Konva from 'konva';
import { type CSSProperties, type DragEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { Layer, Stage } from 'react-konva';
import { currentPictures } from '../picture/pictures';
import { useCurrentBoardIndex, useShotBoards } from '../state/currentBoard';
import { useDocument } from '../state/documentStore';
import { select, sessionStore, useSelected, useSession } from '../state/sessionStore';
import { ContextMenu } from '../ui/ContextMenu';
import { CameraFrames } from './CameraFrames';
import { sizedTool, useDrawingSettings } from './drawingSettings';
import { editTextOf } from './editText';
import { FrameGuides } from './FrameGuides';
import { LayerHandles } from './LayerHandles';
import { layerMenu } from './layerMenu';
import { PictureShape } from './PictureShape';
import { pickLayer } from './pickLayer';
import styles from './Stage.module.css';
import { acceptsStageDrop, dropOnStage } from './stageDrop';
import { boardPicture } from './stagePicture';
import { stageStore, useStage } from './stageStore';
import { TextEditor } from './TextEditor';
import { useElementSize } from './useElementSize';
import { useStageTools } from './useStageTools';

/** Px around the frame when it is fitted. */
const fitMargin = 40;

/** The canvas of the current shot: its picture, handles of what is selected, the camera's frames. */
export function StageCanvas({ entry }: { readonly entry: SequenceShot }) {
  const container = useRef<HTMLDivElement>(null);
  const area = useElementSize(container);
  const tool = useStage((state) => state.tool);
  const mode = useStage((state) => state.mode);
  const chosenView = useStage((state) => state.view);
  const dragged = useStage((state) => state.dragged);
  const text = useStage((state) => state.text);
  const isPlaying = useSession((state) => state.isPlaying);
  const inspectorTab = useSession((state) => state.inspectorTab);
  const frame = useDocument((present) => present.project().frameSize);
  const selectedIds = useSelected('layer');
  const [panning, setPanning] = useState<Place | null>(null);
  const document = useDocument((present) => present);
  // The board is made from many records: with each revision it is built anew (tens of microseconds).
  useDocument((_document, state) => state.revision);
  const view = chosenView ?? fitView(area, frame, fitMargin);
  const isBoard = mode === 'board' && !isPlaying;
  const board =
    isBoard && document.has('shot', entry.shot.id)
      ? boardPicture(document, entry.shot.id, { dragged, text })
      : null;
  const boards = useShotBoards(entry);
  const boardId = boards[useCurrentBoardIndex(entry, boards)]?.board?.id ?? null;
  const selected =
    board?.layers.filter(
      ({ layer }) => selectedIds.includes(layer.id) && (layer.boardId === null || layer.boardId === boardId),
    ) ?? [];
  const isHand = tool === 'hand';
  const cursor = useRef<HTMLDivElement>(null);
  const sized = sizedTool(tool);
  const { sizes } = useDrawingSettings();

  const pointOf = (event: { clientX: number; clientY: number }): Place => {
    const box = container.current?.getBoundingClientRect();
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
  };
  const setView = (next: StageView): void => stageStore.setState({ view: next });
  const tools = useStageTools({ shotId: entry.shot.id, view, frame, pointOf });

  useEffect(() => {
    const element = container.current;
    if (!element) return;
    // React's wheel listeners are passive: the page would zoom with Ctrl.
    const handleWheel = (event: WheelEvent): void => {
      event.preventDefault();
      const now = stageStore.getState().view ?? fitView(area, frame, fitMargin);
      const point = { x: event.offsetX, y: event.offsetY };
      setView(
        event.ctrlKey || event.metaKey
          ? zoomAt(now, point, Math.exp(-event.deltaY * 0.0022))
          : panBy(now, -(event.shiftKey ? event.deltaY : event.deltaX), event.shiftKey ? 0 : -event.deltaY),
      );
    };
    element.addEventListener('wheel', handleWheel, { passive: false });
    return () => element.removeEventListener('wheel', handleWheel);
  });

  const handlePointerDown = (event: PointerEvent): void => {
    if (event.button === 1 || (event.button === 0 && isHand)) {
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      setPanning(pointOf(event));
    } else tools.down(event);
  };
  const handlePointerMove = (event: PointerEvent): void => {
    moveCursor(cursor.current, pointOf(event));
    tools.move(event);
    if (!panning) return;
    const point = pointOf(event);
    setView(panBy(view, point.x - panning.x, point.y - panning.y));
    setPanning(point);
  };
  /** A press on the picture takes the front layer there; the handles catch presses on what is selected first. */
  const handleStagePress = (event: Konva.KonvaEventObject<MouseEvent>): void => {
    const { button, shiftKey, ctrlKey, metaKey } = event.evt;
    const pictures = currentPictures();
    if (!board || !pictures || isHand || tool !== 'select' || button === 1) return;
    const isOnHandles = event.target !== event.target.getStage();
    const shotFrame = frames(entry.shot.sourceInFrames + sessionStore.getState().playhead - entry.startFrame);
    const hit = pickLayer(board, canvasToFrame(view, pointOf(event.evt)), shotFrame, pictures);
    if (!hit) {
      if (!isOnHandles) select([entry.shot.id]);
      return;
    }
    const isSelected = selectedIds.includes(hit.layer.id);
    if (shiftKey || ctrlKey || metaKey) {
      select(isSelected ? selectedIds.filter((id) => id !== hit.layer.id) : [...selectedIds, hit.layer.id]);
    } else if (!isSelected && !isOnHandles) {
      select([hit.layer.id]);
    }
  };
  /** A click, not a drag, on a selected layer's box may mean another layer in front of it. */
  const handleStageClick = (event: Konva.KonvaEventObject<MouseEvent>): void => {
    const pictures = currentPictures();
    if (!board || !pictures || isHand || tool !== 'select' || event.evt.button !== 0) return;
    if (event.evt.shiftKey || event.evt.ctrlKey || event.evt.metaKey || Konva.isDragging()) return;
    const shotFrame = frames(entry.shot.sourceInFrames + sessionStore.getState().playhead - entry.startFrame);
    const hit = pickLayer(board, canvasToFrame(view, pointOf(event.evt)), shotFrame, pictures);
    if (hit && !selectedIds.includes(hit.layer.id)) select([hit.layer.id]);
  };
  /** Twice on a text: it is written in place. */
  const handleDoubleClick = (event: Konva.KonvaEventObject<MouseEvent>): void => {
    const pictures = currentPictures();
    if (!board || !pictures || tool !== 'select') return;
    const shotFrame = frames(entry.shot.sourceInFrames + sessionStore.getState().playhead - entry.startFrame);
    const hit = pickLayer(board, canvasToFrame(view, pointOf(event.evt)), shotFrame, pictures);
    if (hit) editTextOf(hit.layer);
  };
  const handleDrop = (event: DragEvent): void =>
    dropOnStage(event, entry.shot.id, canvasToFrame(view, pointOf(event)), frame);

  return (
    <ContextMenu entries={() => (board ? layerMenu(entry.shot.id) : [])}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a canvas; layers are also reached by the Layers panel */}
      <div
        ref={container}
        className={styles.canvas}
        data-hand={isHand || undefined}
        data-panning={panning !== null || undefined}
        data-drawing={sized !== null || undefined}
        data-testid="stage-canvas"
        onPointerDown={handlePointerDown}
        onPointerMove={handlePointerMove}
        onPointerUp={() => {
          setPanning(null);
          tools.up();
        }}
        onPointerCancel={() => {
          setPanning(null);
          tools.cancel();
        }}
        onPointerLeave={() => moveCursor(cursor.current, null)}
        onDragOver={acceptsStageDrop}
        onDrop={handleDrop}
      >
        {area.width > 0 && (
          <Stage
            width={area.width}
            height={area.height}
            onMouseDown={handleStagePress}
            onClick={handleStageClick}
            onDblClick={handleDoubleClick}
          >
            <Layer listening={false}>
              <PictureShape view={view} area={area} board={board} entry={entry} />
            </Layer>
            <Layer>
              <FrameGuides view={view} frame={frame} />
              {board && !isHand && tool === 'select' && (
                <LayerHandles selected={selected} view={view} frame={frame} />
              )}
              {board && (tool === 'camera' || inspectorTab === 'camera') && (
                <CameraFrames
                  entry={entry}
                  view={view}
                  frame={frame}
                  isEditable={tool === 'camera' && !isHand}
                />
              )}
            </Layer>
          </Stage>
        )}
        {sized !== null && sized !== 'text' && board && (
          <div
            ref={cursor}
            className={styles.penCursor}
            hidden
            style={{ '--size': `${Math.max(3, sizes[sized] * frame.width * view.zoom)}px` } as CSSProperties}
          />
        )}
        {text && board && (
          <TextEditor
            key={text.layerId ?? 'new'}
            shotId={entry.shot.id}
            edit={text}
            view={view}
            frame={frame}
          />
        )}
      </div>
    </ContextMenu>
  );
}

/** The ring that shows how wide the tool is goes with the pointer, without React. */
function moveCursor(ring: HTMLElement | null, point: Place | null): void {
  if (!ring) return;
  ring.hidden = point === null;
  if (point) ring.style.transform = `translate(${point.x}px, ${point.y}px)`;
}

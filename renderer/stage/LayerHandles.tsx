import type { ShownLayer } from '@shared/compositor/buildShotPicture';
import type { LayerTransform, shapeTypes } from '@shared/document/records';
import { snapLayer } from '@shared/stage/snapLayer';
import { canvasToFrame, frameToCanvas, type Size, type StageView } from '@shared/stage/viewMapping';
import type Konva from 'konva';
import { useEffect, useRef, useState } from 'react';
import { Group, Line, Rect, Transformer } from 'react-konva';
import { runCommand } from '../state/runCommand';
import { sessionStore } from '../state/sessionStore';
import { boundingSize, layerBox, layerOfBox } from './layerBox';
import { type DraggedLayer, endLayerDrag, stageStore } from './stageStore';

export interface LayerHandlesProps {
  readonly selected: readonly ShownLayer[];
  readonly view: StageView;
  readonly frame: Size;
}

/** Canvas px within which a dragged layer is pulled to the frame. */
const snapRadius = 7;

const round = (value: number): number => Math.round(value * 1e5) / 1e5;
const rounded = (transform: LayerTransform): LayerTransform => ({
  ...transform,
  x: round(transform.x),
  y: round(transform.y),
  scale: round(transform.scale),
  rotationDeg: round(transform.rotationDeg),
});

type Shape = (typeof shapeTypes)[number];

const corners = ['top-left', 'top-right', 'bottom-left', 'bottom-right'];
const ends = ['middle-left', 'middle-right'];

/** A line is held by its ends, a box by its sides, too. */
function anchorsOf(shape: Shape | null): string[] {
  if (shape === null) return corners;
  return shape === 'line' || shape === 'arrow' ? ends : [...corners, ...ends, 'top-center', 'bottom-center'];
}

/**
 * Handles of the selected layers: move, scale from the corners, turn. The drag shows at once and becomes one edit when
 * it is released; Escape takes it back.
 */
export function LayerHandles({ selected, view, frame }: LayerHandlesProps) {
  const transformer = useRef<Konva.Transformer>(null);
  const nodes = useRef(new Map<string, Konva.Rect>());
  const isCancelled = useRef(false);
  const [lines, setLines] = useState<{ vertical: number | null; horizontal: number | null }>({
    vertical: null,
    horizontal: null,
  });
  const ids = selected.map(({ layer }) => layer.id).join();
  const isAnyLocked = selected.some(({ layer }) => layer.isLocked);
  /** A single shape can be made wider or higher by its sides. */
  const [only] = selected.length === 1 ? selected : [];
  const shape = only?.layer.content.type === 'shape' ? only.layer.content.shape : null;
  const stretched = shape !== null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the nodes are those of the selected ids
  useEffect(() => {
    transformer.current?.nodes(selected.flatMap(({ layer }) => nodes.current.get(layer.id) ?? []));
  }, [ids]);

  const readNodes = (): Map<string, DraggedLayer> => {
    const read = new Map<string, DraggedLayer>();
    for (const { layer, painted } of selected) {
      const node = nodes.current.get(layer.id);
      if (!node) continue;
      const box = {
        x: node.x(),
        y: node.y(),
        width: node.width() * node.scaleX(),
        height: node.height() * node.scaleY(),
        rotation: node.rotation(),
      };
      read.set(layer.id, layerOfBox(box, painted, view, frame, stretched));
    }
    return read;
  };
  const begin = (): void => {
    isCancelled.current = false;
    window.addEventListener('keydown', cancelOnEscape, { capture: true });
  };
  const preview = (): void => {
    if (!isCancelled.current) stageStore.setState({ dragged: readNodes() });
  };
  const cancelOnEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    isCancelled.current = true;
    transformer.current?.stopTransform();
    for (const node of nodes.current.values()) node.stopDrag();
    endLayerDrag();
  };
  const commit = async (label: string): Promise<void> => {
    window.removeEventListener('keydown', cancelOnEscape, { capture: true });
    setLines({ vertical: null, horizontal: null });
    const moved = isCancelled.current ? null : readNodes();
    // Konva scales its nodes; ours hold their size in width and height.
    for (const node of nodes.current.values()) node.scale({ x: 1, y: 1 });
    if (moved) {
      const [first] = moved;
      const ratio = first?.[1].ratio;
      if (first && stretched && ratio !== undefined) {
        await runCommand(
          'layer.editShape',
          { layerIds: [first[0]], fields: { ratio }, transform: rounded(first[1].transform) },
          { keepSelection: true },
        );
      } else {
        const layers = [...moved].map(([layerId, { transform }]) => ({
          layerId,
          transform: rounded(transform),
        }));
        await runCommand('layer.setTransform', { layers, label }, { keepSelection: true });
      }
    }
    endLayerDrag();
  };
  const handleDragMove = (event: Konva.KonvaEventObject<DragEvent>): void => {
    const node = event.target;
    if (sessionStore.getState().isSnapping && selected.length === 1 && !event.evt.altKey) {
      const box = {
        x: node.x(),
        y: node.y(),
        width: node.width(),
        height: node.height(),
        rotation: node.rotation(),
      };
      const size = boundingSize(box);
      const snapped = snapLayer(
        canvasToFrame(view, box),
        { width: size.width / view.zoom, height: size.height / view.zoom },
        frame,
        snapRadius / view.zoom,
      );
      node.position(frameToCanvas(view, snapped.centre));
      setLines(snapped);
    }
    preview();
  };

  return (
    <>
      {selected.map(({ layer, painted }) => {
        const box = layerBox(painted, view, frame);
        return (
          <Rect
            key={layer.id}
            ref={(node) => {
              if (node) nodes.current.set(layer.id, node);
              else nodes.current.delete(layer.id);
            }}
            {...box}
            offsetX={box.width / 2}
            offsetY={box.height / 2}
            stroke={layer.isLocked ? '#8d949e' : '#e8a54b'}
            strokeWidth={1}
            {...(layer.isLocked ? { dash: [4, 4] } : {})}
            strokeScaleEnabled={false}
            draggable={!layer.isLocked}
            onDragStart={begin}
            onDragMove={handleDragMove}
            onDragEnd={() => void commit('Move Layer')}
          />
        );
      })}
      <Transformer
        ref={transformer}
        keepRatio={!stretched}
        flipEnabled={false}
        resizeEnabled={!isAnyLocked}
        rotateEnabled={!isAnyLocked}
        enabledAnchors={anchorsOf(shape)}
        rotationSnaps={[-180, -135, -90, -45, 0, 45, 90, 135, 180]}
        rotationSnapTolerance={3}
        rotateAnchorOffset={22}
        anchorSize={9}
        anchorCornerRadius={1}
        anchorFill="#1c1408"
        anchorStroke="#e8a54b"
        borderStroke="#e8a54b"
        onTransformStart={begin}
        onTransform={preview}
        onTransformEnd={() =>
          void commit(transformer.current?.getActiveAnchor() === 'rotater' ? 'Turn Layer' : 'Scale Layer')
        }
      />
      <Group x={view.panX} y={view.panY} listening={false}>
        {lines.vertical !== null && (
          <Line
            stroke="#e8a54b"
            strokeWidth={1}
            points={[lines.vertical * view.zoom, 0, lines.vertical * view.zoom, frame.height * view.zoom]}
          />
        )}
        {lines.horizontal !== null && (
          <Line
            stroke="#e8a54b"
            strokeWidth={1}
            points={[0, lines.horizontal * view.zoom, frame.width * view.zoom, lines.horizontal * view.zoom]}
          />
        )}
      </Group>
    </>
  );
}

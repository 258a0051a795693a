import { poseAt } from '@shared/camera/poses';
import { cameraRectangle, poseFromRectangle } from '@shared/camera/projection';
import { type MoveEnd, moveEnds, shotCameraPath } from '@shared/camera/shotCamera';
import type { Shot } from '@shared/document/records';
import type { SequenceShot } from '@shared/shots/sequence';
import { frameToCanvas, type Size, type StageView } from '@shared/stage/viewMapping';
import { frames } from '@shared/time/frames';
import type Konva from 'konva';
import { useEffect, useRef, useState } from 'react';
import { Group, Line, Rect, Text, Transformer } from 'react-konva';
import { useChildren, useDocument } from '../state/documentStore';
import { newGestureId, runCommand } from '../state/runCommand';
import { useSession } from '../state/sessionStore';

export interface CameraFramesProps {
  readonly entry: SequenceShot;
  readonly view: StageView;
  readonly frame: Size;
  /** Only the camera tool takes hold of them; else they are seen and let clicks through. */
  readonly isEditable: boolean;
}

const accent = '#e8a54b';
const onAccent = '#1c1408';
/** Of the frames' names, px. */
const tabWidth = 40;
const tabHeight = 18;
/** Keeps lines apart from pictures of their own colour. */
const shade = { shadowColor: '#000', shadowBlur: 4, shadowOpacity: 0.75 } as const;

interface CanvasRectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rotation: number;
}

/** What the camera sees at the start and the end of the shot, on the board; dragged with the camera tool. */
export function CameraFrames({ entry, view, frame, isEditable }: CameraFramesProps) {
  const { shot } = entry;
  const keyframes = useChildren('cameraKeyframe', shot.id);
  const rate = useDocument((document) => document.project().rate);
  const playhead = useSession((state) => state.playhead);
  const [start, end] = moveEnds(shot, keyframes);
  const path = shotCameraPath(shot, keyframes, rate);
  const restFocalMm = path.restFocalMm;
  const heightRatio = frame.height / frame.width;
  const boxOf = (pose: MoveEnd['pose']): CanvasRectangle | null => {
    const seen = cameraRectangle({ pose, restFocalMm }, heightRatio);
    if (!seen) return null;
    const centre = frameToCanvas(view, {
      x: (seen.centreX + 0.5) * frame.width,
      y: seen.centreY * frame.width + frame.height / 2,
    });
    const scale = frame.width * view.zoom;
    return { ...centre, width: seen.width * scale, height: seen.height * scale, rotation: seen.rotationDeg };
  };
  const startBox = boxOf(start.pose);
  const endBox = boxOf(end.pose);
  const shotFrame = frames(shot.sourceInFrames + playhead - entry.startFrame);
  const isMoving = path.keyframes.length > 1;
  const nowBox = isMoving || path.handheld ? boxOf(poseAt(path, shotFrame)) : null;

  return (
    <Group>
      {startBox && endBox && isMoving && (
        <Group listening={false}>
          {corners(startBox).map((from, index) => {
            const to = corners(endBox)[index] ?? from;
            const points = [from.x, from.y, to.x, to.y];
            return (
              <Line key={cornerNames[index]} points={points} stroke={accent} strokeWidth={1} opacity={0.45} />
            );
          })}
        </Group>
      )}
      {nowBox && <Outline box={nowBox} stroke="rgb(255 255 255 / 0.55)" />}
      {startBox && (isMoving || isEditable) && (
        <EndFrame
          {...{ shot, view, frame, isEditable, restFocalMm }}
          move={start}
          other={end}
          box={startBox}
          isDashed
        />
      )}
      {endBox && (isMoving || isEditable) && (
        <EndFrame {...{ shot, view, frame, isEditable, restFocalMm }} move={end} other={start} box={endBox} />
      )}
    </Group>
  );
}

function Outline({ box, stroke }: { readonly box: CanvasRectangle; readonly stroke: string }) {
  return (
    <Rect
      {...box}
      offsetX={box.width / 2}
      offsetY={box.height / 2}
      stroke={stroke}
      strokeWidth={1}
      listening={false}
    />
  );
}

interface EndFrameProps {
  readonly shot: Shot;
  readonly move: MoveEnd;
  readonly other: MoveEnd;
  readonly box: CanvasRectangle;
  readonly view: StageView;
  readonly frame: Size;
  readonly restFocalMm: number;
  readonly isEditable: boolean;
  readonly isDashed?: boolean;
}

/** One end of the move: dragged to move the camera, by its corners to dolly or zoom, by its handle to roll. */
function EndFrame({
  shot,
  move,
  other,
  box,
  view,
  frame,
  restFocalMm,
  isEditable,
  isDashed = false,
}: EndFrameProps) {
  const node = useRef<Konva.Rect>(null);
  const transformer = useRef<Konva.Transformer>(null);
  const mode = useSession((state) => state.cameraDragMode);
  const [label, setLabel] = useState(box);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the box is a new object with each render
  useEffect(() => setLabel(box), [box.x, box.y, box.width, box.height, box.rotation]);
  useEffect(() => {
    if (isEditable && node.current) transformer.current?.nodes([node.current]);
  }, [isEditable]);

  const readBox = (): CanvasRectangle | null => {
    const rect = node.current;
    if (!rect) return null;
    return {
      x: rect.x(),
      y: rect.y(),
      width: rect.width() * rect.scaleX(),
      height: rect.height() * rect.scaleY(),
      rotation: rect.rotation(),
    };
  };
  const commit = (): void => {
    const dragged = readBox();
    const rect = node.current;
    if (!dragged || !rect) return;
    rect.scale({ x: 1, y: 1 });
    const scale = frame.width * view.zoom;
    const pose = poseFromRectangle(
      {
        centreX: (dragged.x - view.panX) / scale - 0.5,
        centreY: (dragged.y - view.panY - (frame.height * view.zoom) / 2) / scale,
        width: dragged.width / scale,
        rotationDeg: dragged.rotation,
      },
      mode,
      { pose: move.pose, restFocalMm },
    );
    void saveEnd(shot, move, other, pose);
  };
  const follow = (): void => {
    const dragged = readBox();
    if (dragged) setLabel(dragged);
  };
  // The start bears its name at the left, the end at the right: on a camera that stands still both are read.
  const corner = corners(label)[isDashed ? 0 : 1];
  return (
    <>
      <Rect
        ref={node}
        {...box}
        offsetX={box.width / 2}
        offsetY={box.height / 2}
        stroke={accent}
        strokeWidth={isDashed ? 1.5 : 2}
        {...(isDashed ? { dash: [6, 4] } : {})}
        {...shade}
        strokeScaleEnabled={false}
        hitStrokeWidth={14}
        listening={isEditable}
        draggable={isEditable}
        name={`camera-${move.name}`}
        onDragMove={follow}
        onDragEnd={commit}
      />
      {isEditable && (
        <Transformer
          ref={transformer}
          keepRatio
          flipEnabled={false}
          enabledAnchors={['top-left', 'top-right', 'bottom-left', 'bottom-right']}
          rotationSnaps={[0]}
          rotationSnapTolerance={2}
          rotateAnchorOffset={18}
          anchorSize={8}
          anchorFill={onAccent}
          anchorStroke={accent}
          borderEnabled={false}
          onTransform={follow}
          onTransformEnd={commit}
        />
      )}
      {corner && <Tab name={move.name} x={isDashed ? corner.x : corner.x - tabWidth} y={corner.y} />}
    </>
  );
}

/** A name on a ground of its own, which is read on any picture. */
function Tab({ name, x, y }: { readonly name: MoveEnd['name']; readonly x: number; readonly y: number }) {
  const isStart = name === 'start';
  return (
    <Group x={x} y={y} listening={false}>
      <Rect
        width={tabWidth}
        height={tabHeight}
        cornerRadius={isStart ? [0, 0, 4, 0] : [0, 0, 0, 4]}
        fill={isStart ? onAccent : accent}
        stroke={accent}
        strokeWidth={1}
      />
      <Text
        width={tabWidth}
        height={tabHeight + 1}
        align="center"
        verticalAlign="middle"
        text={name}
        fill={isStart ? accent : onAccent}
        fontSize={11}
        fontStyle="600"
        fontFamily="Inter Variable"
      />
    </Group>
  );
}

/** One edit for both ends: where the other one had no keyframe yet, it gets the one it showed. */
async function saveEnd(shot: Shot, move: MoveEnd, other: MoveEnd, pose: MoveEnd['pose']): Promise<void> {
  const gestureId = newGestureId();
  const options = { gestureId, keepSelection: true };
  if (!other.hasKeyframe) {
    await runCommand(
      'camera.setKeyframe',
      { shotId: shot.id, frame: other.frame, pose: other.pose },
      options,
    );
  }
  await runCommand('camera.setKeyframe', { shotId: shot.id, frame: move.frame, pose }, options);
}

const cornerNames = ['topLeft', 'topRight', 'bottomRight', 'bottomLeft'] as const;

function corners({ x, y, width, height, rotation }: CanvasRectangle): readonly { x: number; y: number }[] {
  const angle = (rotation * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ].map(([sx = 0, sy = 0]) => {
    const dx = (sx * width) / 2;
    const dy = (sy * height) / 2;
    return { x: x + dx * cos - dy * sin, y: y + dx * sin + dy * cos };
  });
}

import type { ActionImplementation } from '../state/actions';
import { currentDocument } from '../state/documentStore';
import { newGestureId, runCommand } from '../state/runCommand';
import { currentShotId, selectedOf, sessionStore } from '../state/sessionStore';
import { settingsStore } from '../state/settingsStore';
import { setSize, sizedTool } from './drawingSettings';
import { editTextOf } from './editText';
import { addPictureLayer, editLayers, reorderLayer } from './layerMenu';
import { type StageTool, stageStore } from './stageStore';

const onStage = (): boolean => sessionStore.getState().workspace === 'stage';
const hasLayer = (): boolean => selectedOf('layer').length > 0;
const selectedLayers = () => selectedOf('layer').flatMap((id) => currentDocument().get('layer', id) ?? []);

/** Everything but looking is done on the whole board. */
const takeTool = (tool: StageTool) => (): void =>
  stageStore.setState({ tool, ...(tool === 'select' || tool === 'hand' ? {} : { mode: 'board' as const }) });

const canSize = (): boolean => onStage() && sizedTool(stageStore.getState().tool) !== null;

/** By a step that is as much at every size. */
function changeSize(direction: 1 | -1): void {
  const tool = sizedTool(stageStore.getState().tool);
  if (tool) setSize(tool, settingsStore.getState().drawing.sizes[tool] * 1.2 ** direction);
}

function selectedText() {
  const [layer] = selectedLayers();
  return selectedLayers().length === 1 && layer?.content.type === 'text' ? layer : undefined;
}

/** Moves the selected layers by px of the film's frame. */
function nudge(dx: number, dy: number): void {
  const { width, height } = currentDocument().project().frameSize;
  const layers = selectedLayers().map(({ id, transform }) => ({
    layerId: id,
    transform: { x: transform.x + dx / width, y: transform.y + dy / height },
  }));
  void runCommand(
    'layer.setTransform',
    { layers, label: 'Nudge Layer' },
    { keepSelection: true, gestureId: newGestureId() },
  );
}

const nudges: readonly ActionImplementation[] = (
  [
    ['Left', -1, 0],
    ['Right', 1, 0],
    ['Up', 0, -1],
    ['Down', 0, 1],
  ] as const
).flatMap(([name, dx, dy]) =>
  ([1, 10] as const).map(
    (step): ActionImplementation => ({
      id: step === 1 ? `layer.nudge${name}` : `layer.nudge${name}Far`,
      isEnabled: () => onStage() && hasLayer(),
      run: () => nudge(dx * step, dy * step),
    }),
  ),
);

const reorders: readonly ActionImplementation[] = (
  [
    ['front', 'layer.bringFront'],
    ['forward', 'layer.bringForward'],
    ['backward', 'layer.sendBackward'],
    ['back', 'layer.sendBack'],
  ] as const
).map(([to, id]) => ({
  id,
  isEnabled: () => selectedOf('layer').length === 1,
  run: () => {
    const [layer] = selectedLayers();
    if (layer) reorderLayer(layer, to);
  },
}));

/** What can be done on the stage. */
export const stageActions: readonly ActionImplementation[] = [
  {
    id: 'stage.useSelect',
    isEnabled: onStage,
    run: takeTool('select'),
  },
  {
    id: 'stage.useHand',
    isEnabled: onStage,
    run: takeTool('hand'),
  },
  {
    id: 'stage.useCamera',
    isEnabled: onStage,
    run: takeTool('camera'),
  },
  {
    id: 'stage.usePen',
    isEnabled: onStage,
    run: takeTool('pen'),
  },
  {
    id: 'stage.useBrush',
    isEnabled: onStage,
    run: takeTool('brush'),
  },
  {
    id: 'stage.useEraser',
    isEnabled: onStage,
    run: takeTool('eraser'),
  },
  {
    id: 'stage.useText',
    isEnabled: onStage,
    run: takeTool('text'),
  },
  {
    id: 'stage.useArrow',
    isEnabled: onStage,
    run: takeTool('arrow'),
  },
  {
    id: 'stage.useRectangle',
    isEnabled: onStage,
    run: takeTool('rectangle'),
  },
  {
    id: 'stage.useEllipse',
    isEnabled: onStage,
    run: takeTool('ellipse'),
  },
  {
    id: 'stage.widenTool',
    isEnabled: canSize,
    run: () => changeSize(1),
  },
  {
    id: 'stage.narrowTool',
    isEnabled: canSize,
    run: () => changeSize(-1),
  },
  {
    id: 'stage.toggleOnion',
    isEnabled: onStage,
    run: () => stageStore.setState(({ isOnion }) => ({ isOnion: !isOnion, mode: 'board' })),
  },
  {
    id: 'layer.editText',
    isEnabled: () => onStage() && selectedText() !== undefined,
    run: () => {
      const layer = selectedText();
      if (layer) editTextOf(layer);
    },
  },
  {
    id: 'layer.link',
    isEnabled: () => onStage() && selectedLayers().length === 1,
    run: () => stageStore.setState({ linkingLayerId: selectedLayers()[0]?.id ?? null }),
  },
  {
    id: 'layer.unlink',
    isEnabled: () => selectedLayers().some((layer) => layer.linkId !== null),
    run: () =>
      void runCommand(
        'layer.unlink',
        { layerIds: selectedLayers().flatMap((layer) => (layer.linkId === null ? [] : [layer.id])) },
        { keepSelection: true },
      ),
  },
  {
    id: 'stage.toggleCameraView',
    isEnabled: onStage,
    run: () => stageStore.setState(({ mode }) => ({ mode: mode === 'camera' ? 'board' : 'camera' })),
  },
  {
    id: 'stage.fitView',
    isEnabled: onStage,
    run: () => stageStore.setState({ view: null }),
  },
  {
    id: 'layer.add',
    isEnabled: () => currentShotId() !== null,
    run: () => {
      const shotId = currentShotId();
      if (shotId) addPictureLayer(shotId);
    },
  },
  {
    id: 'layer.toggleLock',
    isEnabled: hasLayer,
    run: () => {
      const layers = selectedLayers();
      editLayers(
        layers.map((layer) => layer.id),
        { isLocked: !layers.every((layer) => layer.isLocked) },
      );
    },
  },
  {
    id: 'layer.toggleHidden',
    isEnabled: hasLayer,
    run: () => {
      const layers = selectedLayers();
      editLayers(
        layers.map((layer) => layer.id),
        { isHidden: !layers.every((layer) => layer.isHidden) },
      );
    },
  },
  ...reorders,
  ...nudges,
];

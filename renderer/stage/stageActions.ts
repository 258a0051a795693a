import type { Action } from '../state/actions';
import { currentDocument } from '../state/documentStore';
import { newGestureId, runCommand } from '../state/runCommand';
import { currentShotId, selectedOf, sessionStore } from '../state/sessionStore';
import { addPictureLayer, editLayers, reorderLayer } from './layerMenu';
import { type StageTool, stageStore } from './stageStore';

const onStage = (): boolean => sessionStore.getState().workspace === 'stage';
const hasLayer = (): boolean => selectedOf('layer').length > 0;
const selectedLayers = () => selectedOf('layer').flatMap((id) => currentDocument().get('layer', id) ?? []);

const takeTool = (tool: StageTool) => (): void =>
  stageStore.setState({ tool, ...(tool === 'camera' ? { mode: 'board' as const } : {}) });

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

const nudges: readonly Action[] = (
  [
    ['Left', 'ArrowLeft', -1, 0],
    ['Right', 'ArrowRight', 1, 0],
    ['Up', 'ArrowUp', 0, -1],
    ['Down', 'ArrowDown', 0, 1],
  ] as const
).flatMap(([name, key, dx, dy]) =>
  [1, 10].map((step) => ({
    id: `layer.nudge${name}${step === 1 ? '' : 'Far'}`,
    title: `Nudge ${name} ${step} px`,
    group: 'Layer' as const,
    keys: [`Alt+${step === 1 ? '' : 'Shift+'}${key}`],
    isHidden: true,
    isEnabled: () => onStage() && hasLayer(),
    run: () => nudge(dx * step, dy * step),
  })),
);

const reorders: readonly Action[] = (
  [
    ['front', 'Bring to Front', '$mod+Shift+BracketRight'],
    ['forward', 'Bring Forward', '$mod+BracketRight'],
    ['backward', 'Send Backward', '$mod+BracketLeft'],
    ['back', 'Send to Back', '$mod+Shift+BracketLeft'],
  ] as const
).map(([to, title, keys]) => ({
  id: `layer.${to === 'front' || to === 'forward' ? 'bring' : 'send'}${to[0]?.toUpperCase()}${to.slice(1)}`,
  title,
  group: 'Layer' as const,
  keys: [keys],
  isEnabled: () => selectedOf('layer').length === 1,
  run: () => {
    const [layer] = selectedLayers();
    if (layer) reorderLayer(layer, to);
  },
}));

/** What can be done on the stage. */
export const stageActions: readonly Action[] = [
  {
    id: 'stage.useSelect',
    title: 'Select Tool',
    group: 'View',
    keys: ['KeyV'],
    isEnabled: onStage,
    run: takeTool('select'),
  },
  {
    id: 'stage.useHand',
    title: 'Hand Tool',
    group: 'View',
    keys: ['KeyH'],
    isEnabled: onStage,
    run: takeTool('hand'),
  },
  {
    id: 'stage.useCamera',
    title: 'Camera Tool',
    group: 'Camera',
    keys: ['KeyC'],
    isEnabled: onStage,
    run: takeTool('camera'),
  },
  {
    id: 'stage.toggleCameraView',
    title: 'Look Through the Camera',
    group: 'View',
    keys: ['Backquote'],
    isEnabled: onStage,
    run: () => stageStore.setState(({ mode }) => ({ mode: mode === 'camera' ? 'board' : 'camera' })),
  },
  {
    id: 'stage.fitView',
    title: 'Fit Frame on the Stage',
    group: 'View',
    keys: ['$mod+Digit0'],
    isEnabled: onStage,
    run: () => stageStore.setState({ view: null }),
  },
  {
    id: 'layer.add',
    title: 'Add Picture as Layer…',
    group: 'Layer',
    isEnabled: () => currentShotId() !== null,
    run: () => {
      const shotId = currentShotId();
      if (shotId) addPictureLayer(shotId);
    },
  },
  {
    id: 'layer.toggleLock',
    title: 'Lock or Unlock Layers',
    group: 'Layer',
    keys: ['$mod+KeyL'],
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
    title: 'Hide or Show Layers',
    group: 'Layer',
    keys: ['$mod+KeyH'],
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

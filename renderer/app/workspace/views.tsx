import { type ComponentType, type LazyExoticComponent, lazy, useEffect } from 'react';
import { beginPart } from '../../state/heldAction';

/*
 * The parts of the window, each loaded when it is first shown. They know nothing of each other: they meet through the
 * document, the session and the actions.
 */

function part<Name extends string, Props extends object>(
  load: () => Promise<Record<Name, ComponentType<Props>>>,
  name: Name,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => {
    const end = beginPart();
    try {
      const Part = (await load())[name];
      return { default: followed(Part, end) };
    } catch (error) {
      end();
      throw error;
    }
  });
}

/** Says once that the part is shown; its own effects, which register its actions, run before. */
function followed<Props extends object>(Part: ComponentType<Props>, end: () => void): ComponentType<Props> {
  return function FollowedPart(props: Props) {
    useEffect(end, []);
    return <Part {...props} />;
  };
}

export const BoardsView = part(() => import('../../boards/BoardsView'), 'BoardsView');
export const ShotListView = part(() => import('../../shotlist/ShotListView'), 'ShotListView');
export const StageView = part(() => import('../../stage/StageView'), 'StageView');
export const LayersPanel = part(() => import('../../stage/LayersPanel'), 'LayersPanel');
export const PlayerView = part(() => import('../../player/PlayerView'), 'PlayerView');
export const Transport = part(() => import('../../player/Transport'), 'Transport');
export const TimelinePanel = part(() => import('../../timeline/TimelinePanel'), 'TimelinePanel');
export const ElementsPanel = part(() => import('../../elements/ElementsPanel'), 'ElementsPanel');
export const MediaPanel = part(() => import('../../media/MediaPanel'), 'MediaPanel');
export const CameraPanel = part(() => import('../../camera/CameraPanel'), 'CameraPanel');
export const PromptPanel = part(() => import('../../prompt/PromptPanel'), 'PromptPanel');
export const InspectorPanel = part(() => import('../../inspector/InspectorPanel'), 'InspectorPanel');
export const TakesPanel = part(() => import('../../jobs/takes/TakesPanel'), 'TakesPanel');

import type { ShotId } from '@shared/document/ids';
import {
  type NeighbourFrame,
  type NeighbourFrames,
  type NeighbourSettings,
  neighbourFrames,
  neighbourSettings,
} from '@shared/generation/neighbourFrames';
import type { FrameChoice } from '@shared/generation/request';
import { useMemo } from 'react';
import { documentStore, useDocument } from '../state/documentStore';
import type { Maker } from '../state/generators';
import { modelOfMaker } from '../state/runSettings';
import { useJobsPanel } from './jobsPanelStore';
import type { RunChange, RunExtras } from './runMends';

/** One shot that is made anew between its neighbours. */
export interface Reroll {
  readonly shotId: ShotId;
  readonly frames: NeighbourFrames;
  readonly settings: NeighbourSettings;
}

/** null = Generate is for shots that are chosen in it, or the shot is gone. The same until the film changes. */
export function useReroll(): Reroll | null {
  const shotId = useJobsPanel((state) => state.rerollShotId);
  const revision = useDocument((_document, { isLoaded, revision: at }) => (isLoaded ? at : -1));
  return useMemo(() => {
    if (shotId === null || revision < 0) return null;
    const frames = neighbourFrames(documentStore.getState().document, shotId);
    return frames && { shotId, frames, settings: neighbourSettings(frames) };
  }, [shotId, revision]);
}

/** What is chosen of frames holds for this run alone: it is no setting of the maker's. */
export function changeOfReroll(change: RunChange, extras: RunExtras): RunChange {
  if (change.type !== 'settings') return change;
  const { firstFrame, lastFrame } = change.change;
  if (firstFrame === undefined && lastFrame === undefined) return change;
  return {
    type: 'extras',
    extras: { ...extras, ...(firstFrame && { firstFrame }), ...(lastFrame && { lastFrame }) },
  };
}

/**
 * What stands at an end of the clip, for a person to read.
 * @param shot that the choice is a frame of @param touching what the neighbour shows there now
 */
export function endWords(
  end: 'first' | 'last',
  choice: FrameChoice,
  shot: { readonly label: string; readonly sourceInFrames: number } | null,
  touching: NeighbourFrame | null,
): string {
  if (choice === 'board') return 'Its own board';
  if (choice === 'none' || choice.type !== 'shotFrame' || !shot) return 'Left to the model';
  const { shotId, frame, takeId } = choice;
  const isTouching = touching?.source.shotId === shotId && touching.source.frame === frame;
  const place = end === 'first' ? 'Last' : 'First';
  // Of a run before: the neighbour was trimmed since, or stands elsewhere.
  const words = `${isTouching ? place : `Frame ${frame - shot.sourceInFrames + 1}`} of ${shot.label}`;
  return takeId === null ? `${words}, board` : words;
}

/** Why a maker cannot do this at all, in words; null = it can, or its checks say what it cannot. */
export function rerollRefusal(maker: Maker, makers: readonly Maker[]): string | null {
  if (takesFrames(maker)) return null;
  const way = makers.some(takesFrames)
    ? 'Choose a maker of clips that takes them.'
    : 'A key for Kling, a ComfyUI server or a program of your own may: see Keys, ComfyUI Servers and Programs in the search at the top.';
  return maker.provider === 'local'
    ? `The local renderer moves the shot’s own layers; it takes no frames of other clips. ${way}`
    : `${maker.label} takes no first and last frames. ${way}`;
}

function takesFrames(maker: Maker): boolean {
  const model = modelOfMaker(maker);
  return maker.makes === 'video' && model !== undefined && (model.frames.first || model.frames.last);
}

import type { ActionId } from '@shared/actions/catalogue';
import type { ClipId, ShotId } from '@shared/document/ids';
import type { Clip, Shot } from '@shared/document/records';
import { type SequenceShot, shotAtFrame } from '@shared/shots/sequence';
import { clipAtFrame, endOfClip, selectTimelineModel } from '@shared/timeline/model';
import { zoomStep } from '@shared/timeline/view';
import type { ActionImplementation } from '../state/actions';
import { currentDocument, currentSequence, documentStore } from '../state/documentStore';
import { newGestureId, runCommand } from '../state/runCommand';
import { selectedOf, sessionStore, setPlayhead } from '../state/sessionStore';
import { fitTimeline, fitTimelineToSelection, revealInTimeline, zoomTimeline } from '../state/timelineView';
import { clipActions } from './clipActions';
import { takeCutActions } from './takeCutActions';

const isLoaded = (): boolean => documentStore.getState().isLoaded;
const playhead = (): number => sessionStore.getState().playhead;

function shotUnderPlayhead(): SequenceShot | undefined {
  return shotAtFrame(currentSequence(), playhead());
}

/** The selected sounds that the playhead cuts. */
function clipsUnderPlayhead(): readonly Clip[] {
  const at = playhead();
  const document = currentDocument();
  return selectedOf('clip').flatMap((id) => {
    const clip = document.get('clip', id);
    return clip && clip.startFrame < at && endOfClip(clip) > at ? [clip] : [];
  });
}

/** Selected sounds under the playhead; else the shot there. Sounds that are not selected stay whole. */
function splitAtPlayhead(): void {
  const at = playhead();
  const clips = clipsUnderPlayhead();
  const gestureId = newGestureId();
  for (const clip of clips) {
    void runCommand('sound.splitClip', { clipId: clip.id, atFrame: at - clip.startFrame }, { gestureId });
  }
  if (clips.length > 0) return;
  const entry = shotUnderPlayhead();
  if (!entry) return;
  void runCommand('timeline.splitShot', { shotId: entry.shot.id, atFrame: at - entry.startFrame });
}

function trimToPlayhead(edge: 'head' | 'tail'): void {
  const at = playhead();
  const clips = clipsUnderPlayhead();
  const gestureId = newGestureId();
  for (const clip of clips) {
    const byFrames = edge === 'head' ? at - clip.startFrame : at - endOfClip(clip);
    void runCommand('sound.trimClip', { clipId: clip.id, edge, byFrames }, { gestureId });
  }
  if (clips.length > 0) return;
  const entry = shotUnderPlayhead();
  if (!entry) return;
  const byFrames = edge === 'head' ? at - entry.startFrame : at - entry.endFrame;
  if (byFrames === 0) return;
  void runCommand('timeline.rippleTrim', { shotId: entry.shot.id, edge, byFrames }).then((committed) => {
    // What was under the playhead now begins, or ended, at the cut: the playhead goes there.
    if (committed && edge === 'head') setPlayhead(entry.startFrame);
  });
}

/** The shot that begins at the cut which would be rolled to the playhead, and how far, frames; null = there is no such cut. */
function rollToPlayhead(
  edge: 'start' | 'end',
): { readonly shotId: ShotId; readonly byFrames: number } | null {
  const entry = isLoaded() ? shotUnderPlayhead() : undefined;
  if (!entry || entry.startFrame === playhead()) return null;
  if (edge === 'start')
    return entry.index > 0 ? { shotId: entry.shot.id, byFrames: playhead() - entry.startFrame } : null;
  const next = currentSequence().shots[entry.index + 1];
  return next ? { shotId: next.shot.id, byFrames: playhead() - entry.endFrame } : null;
}

const rollAction = (edge: 'start' | 'end', id: ActionId): ActionImplementation => ({
  id,
  isEnabled: () => rollToPlayhead(edge) !== null,
  run: () => {
    const roll = rollToPlayhead(edge);
    if (roll) void runCommand('timeline.rollCut', roll, { keepSelection: true });
  },
});

/** By one decibel, all selected sounds as one edit. */
function changeGain(byDb: number): void {
  const gestureId = newGestureId();
  const document = currentDocument();
  for (const clipId of selectedOf('clip'))
    setClipGain(clipId, (document.get('clip', clipId)?.gainDb ?? 0) + byDb, gestureId);
}

export function setClipGain(clipId: ClipId, gainDb: number, gestureId: string): void {
  const held = Math.min(Math.max(gainDb, -96), 24);
  void runCommand('sound.editClip', { clipId, fields: { gainDb: held } }, { gestureId });
}

const isInside = (entry: SequenceShot | undefined): boolean =>
  entry !== undefined && entry.startFrame < playhead();
const canTrimHead = (): boolean =>
  isLoaded() && (clipsUnderPlayhead().length > 0 || isInside(shotUnderPlayhead()));
const canTrimTail = (): boolean =>
  isLoaded() && (clipsUnderPlayhead().length > 0 || shotUnderPlayhead() !== undefined);
const hasClips = (): boolean => selectedOf('clip').length > 0;

/** Selects the shot or sound under the playhead: the first track that has one there, when no shot does. */
function selectUnderPlayhead(): void {
  const entry = shotUnderPlayhead();
  const { tracks } = selectTimelineModel(currentDocument());
  const clip = tracks.map(({ clips }) => clipAtFrame(clips, playhead())).find((found) => found !== undefined);
  const found: Shot | Clip | undefined = entry?.shot ?? clip;
  sessionStore.setState({ selection: found ? [found.id] : [] });
}

/** At the playhead; where one stands already it is selected, so that two presses lead to its name. */
function addMarker(): void {
  const present = currentDocument()
    .list('marker')
    .find(({ frame }) => frame === playhead());
  if (present) sessionStore.setState({ selection: [present.id] });
  else void runCommand('marker.add', { frame: playhead() });
}

const hasMarkers = (): boolean => currentDocument().list('marker').length > 0;

function goToMarker(direction: 1 | -1): void {
  const markers = currentDocument().list('marker');
  const target =
    direction > 0
      ? markers.find(({ frame }) => frame > playhead())
      : markers.findLast(({ frame }) => frame < playhead());
  if (!target) return;
  setPlayhead(target.frame);
  sessionStore.setState({ selection: [target.id] });
  revealInTimeline(target.frame);
}

/** What the timeline adds to menus, keys and the palette. Deleting and duplicating act on any selection: editActions. */
export const timelineActions: readonly ActionImplementation[] = [
  ...clipActions,
  ...takeCutActions,
  {
    id: 'timeline.splitAtPlayhead',
    isEnabled: canTrimHead,
    run: splitAtPlayhead,
  },
  {
    id: 'timeline.trimHeadToPlayhead',
    isEnabled: canTrimHead,
    run: () => trimToPlayhead('head'),
  },
  {
    id: 'timeline.trimTailToPlayhead',
    isEnabled: canTrimTail,
    run: () => trimToPlayhead('tail'),
  },
  rollAction('start', 'timeline.rollStartToPlayhead'),
  rollAction('end', 'timeline.rollEndToPlayhead'),
  {
    id: 'timeline.selectAtPlayhead',
    isEnabled: isLoaded,
    run: selectUnderPlayhead,
  },
  {
    id: 'marker.add',
    isEnabled: isLoaded,
    run: addMarker,
  },
  {
    id: 'marker.goNext',
    isEnabled: hasMarkers,
    run: () => goToMarker(1),
  },
  {
    id: 'marker.goPrevious',
    isEnabled: hasMarkers,
    run: () => goToMarker(-1),
  },
  {
    id: 'timeline.toggleSnapping',
    isEnabled: isLoaded,
    run: () => sessionStore.setState(({ isSnapping }) => ({ isSnapping: !isSnapping })),
  },
  {
    id: 'timeline.zoomIn',
    isEnabled: isLoaded,
    run: () => zoomTimeline(zoomStep),
  },
  {
    id: 'timeline.zoomOut',
    isEnabled: isLoaded,
    run: () => zoomTimeline(1 / zoomStep),
  },
  {
    id: 'timeline.fit',
    isEnabled: isLoaded,
    run: fitTimeline,
  },
  {
    id: 'timeline.fitSelection',
    isEnabled: isLoaded,
    run: fitTimelineToSelection,
  },
  {
    id: 'timeline.revealPlayhead',
    isEnabled: isLoaded,
    run: () => revealInTimeline(playhead()),
  },
  {
    id: 'sound.addTrack',
    isEnabled: isLoaded,
    run: () => void runCommand('sound.addTrack', { type: 'effects', name: 'Sound' }),
  },
  {
    id: 'sound.raiseGain',
    isEnabled: hasClips,
    run: () => changeGain(1),
  },
  {
    id: 'sound.lowerGain',
    isEnabled: hasClips,
    run: () => changeGain(-1),
  },
];

import { firstEndingAfter } from '@shared/timeline/model';
import { toggleSilence } from '../sound/loudness';
import type { ActionImplementation } from '../state/actions';
import { currentDocument, currentSequence, documentStore } from '../state/documentStore';
import { selectedOf, sessionStore, setPlayhead } from '../state/sessionStore';
import { playerStore } from './playerStore';

const isLoaded = (): boolean => documentStore.getState().isLoaded && currentSequence().shots.length > 0;
const playhead = (): number => sessionStore.getState().playhead;
/** Arrow keys move layers and keyframes while some are selected. */
const isFree = (): boolean =>
  isLoaded() && selectedOf('layer').length === 0 && selectedOf('cameraKeyframe').length === 0;

function framesPerSecond(): number {
  const { num, den } = currentDocument().project().rate;
  return Math.round(num / den);
}

function stop(): void {
  sessionStore.setState({ isPlaying: false });
}

/** Moves a resting playhead; a playing one stops there. */
function step(byFrames: number): void {
  stop();
  setPlayhead(playhead() + byFrames);
}

export function togglePlaying(): void {
  const { isPlaying } = sessionStore.getState();
  if (!isPlaying) playerStore.setState({ speed: 1, range: null });
  sessionStore.setState({ isPlaying: !isPlaying });
}

/** J and L: again is faster, the other one turns round. */
function shuttle(direction: 1 | -1): void {
  const { isPlaying } = sessionStore.getState();
  const { speed } = playerStore.getState();
  const isOnward = isPlaying && Math.sign(speed) === direction;
  playerStore.setState({
    speed: isOnward ? direction * Math.min(4, Math.abs(speed) * 2) : direction,
    range: null,
  });
  sessionStore.setState({ isPlaying: true });
}

function playRange(startFrame: number, endFrame: number): void {
  stop();
  const { lengthFrames } = currentSequence();
  const range = { startFrame: Math.max(0, startFrame), endFrame: Math.min(lengthFrames, endFrame) };
  setPlayhead(range.startFrame);
  playerStore.setState({ speed: 1, range });
  sessionStore.setState({ isPlaying: true });
}

/** From the first selected shot to the end of the last. */
function playSelection(): void {
  const { byShotId } = currentSequence();
  const entries = selectedOf('shot').flatMap((id) => byShotId.get(id) ?? []);
  if (entries.length === 0) return;
  playRange(
    Math.min(...entries.map((entry) => entry.startFrame)),
    Math.max(...entries.map((entry) => entry.endFrame)),
  );
}

/** The start of the shot under the playhead, or of the one before when it stands there. */
function previousCut(): number {
  const { shots } = currentSequence();
  const at = playhead();
  const index = firstEndingAfter(shots, at, (entry) => entry.endFrame);
  const entry = shots[index];
  if (entry && entry.startFrame < at) return entry.startFrame;
  return shots[index - 1]?.startFrame ?? 0;
}

function nextCut(): number {
  const { shots, lengthFrames } = currentSequence();
  const entry = shots[firstEndingAfter(shots, playhead(), (shot) => shot.endFrame)];
  return entry && entry.endFrame < lengthFrames ? entry.endFrame : lengthFrames - 1;
}

const goTo = (frame: () => number) => (): void => {
  stop();
  setPlayhead(frame());
};

/** What the player adds to menus, keys and the palette. */
export const playbackActions: readonly ActionImplementation[] = [
  {
    id: 'playback.toggle',
    isEnabled: isLoaded,
    run: togglePlaying,
  },
  {
    id: 'playback.forward',
    isEnabled: isLoaded,
    run: () => shuttle(1),
  },
  {
    id: 'playback.backward',
    isEnabled: isLoaded,
    run: () => shuttle(-1),
  },
  { id: 'playback.stop', isEnabled: isLoaded, run: stop },
  {
    id: 'playback.selection',
    isEnabled: () => isLoaded() && selectedOf('shot').length > 0,
    run: playSelection,
  },
  {
    id: 'playback.around',
    isEnabled: isLoaded,
    run: () => playRange(playhead() - 2 * framesPerSecond(), playhead() + 2 * framesPerSecond()),
  },
  {
    id: 'playback.toggleLoop',
    isEnabled: isLoaded,
    run: () => sessionStore.setState(({ isLooping }) => ({ isLooping: !isLooping })),
  },
  {
    id: 'playback.toggleSound',
    isEnabled: isLoaded,
    run: toggleSilence,
  },
  {
    id: 'playback.goToStart',
    isEnabled: isLoaded,
    run: goTo(() => 0),
  },
  {
    id: 'playback.goToEnd',
    isEnabled: isLoaded,
    run: goTo(() => currentSequence().lengthFrames - 1),
  },
  {
    id: 'playback.previousCut',
    isEnabled: isFree,
    run: goTo(previousCut),
  },
  {
    id: 'playback.nextCut',
    isEnabled: isFree,
    run: goTo(nextCut),
  },
  {
    id: 'playback.previousFrame',
    isEnabled: isFree,
    run: () => step(-1),
  },
  {
    id: 'playback.nextFrame',
    isEnabled: isFree,
    run: () => step(1),
  },
  {
    id: 'playback.backOneSecond',
    isEnabled: isFree,
    run: () => step(-framesPerSecond()),
  },
  {
    id: 'playback.onOneSecond',
    isEnabled: isFree,
    run: () => step(framesPerSecond()),
  },
];

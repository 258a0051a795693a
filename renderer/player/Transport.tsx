import { frames } from '@shared/time/frames';
import { formatRate } from '@shared/time/rate';
import { formatTimecode, parseTypedFrames } from '@shared/time/timecode';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { Volume } from '../sound/Volume';
import { actionStore, runAction } from '../state/actions';
import { currentDocument, documentStore, useDocument, useSequence } from '../state/documentStore';
import { raiseError } from '../state/notices';
import { sessionStore, setPlayhead, useSession } from '../state/sessionStore';
import { setTimelineZoom, useTimelineZoom } from '../state/timelineView';
import { IconButton } from '../ui/IconButton';
import {
  type Icon,
  Magnet,
  Maximize2,
  Pause,
  Play,
  Repeat,
  Scissors,
  SkipBack,
  SkipForward,
} from '../ui/icons';
import { Slider } from '../ui/Slider';
import { TextField } from '../ui/TextField';
import styles from './Player.module.css';
import { usePlayer } from './playerStore';
import { usePlayback } from './usePlayback';

/** The bar over the timeline: its tools, playing, time, loudness and zoom. */
export function Transport() {
  const playback = usePlayback();
  const isPlaying = useSession((state) => state.isPlaying);
  return (
    <div className={styles.transport} role="toolbar" aria-label="Transport">
      <div className={styles.tools}>
        <ActionButton id="timeline.splitAtPlayhead" icon={Scissors} />
        <SnappingButton />
        <ActionButton id="timeline.fit" icon={Maximize2} />
      </div>
      <div className={styles.middle}>
        <ActionButton id="playback.goToStart" icon={SkipBack} />
        <PlayButton />
        <ActionButton id="playback.goToEnd" icon={SkipForward} />
        <LoopButton />
        <Timecode />
        <Length />
      </div>
      <div className={styles.sliders}>
        <Volume peak={isPlaying && playback ? () => playback.peak : null} />
        <Zoom />
      </div>
    </div>
  );
}

/** A button for an action of any part of the window, with its name and key. */
function ActionButton({
  id,
  icon,
  isActive,
}: {
  readonly id: string;
  readonly icon: Icon;
  readonly isActive?: boolean;
}): ReactNode {
  const [action, setAction] = useState(() => actionStore.getState().actions.get(id));
  useEffect(() => {
    const read = (): void => setAction(actionStore.getState().actions.get(id));
    read();
    return actionStore.subscribe(read);
  }, [id]);
  if (!action) return null;
  return (
    <IconButton
      icon={icon}
      label={action.title}
      keys={action.keys?.[0]}
      isActive={isActive}
      tooltipSide="top"
      onClick={() => runAction(id)}
    />
  );
}

function SnappingButton() {
  const isSnapping = useSession((state) => state.isSnapping);
  return <ActionButton id="timeline.toggleSnapping" icon={Magnet} isActive={isSnapping} />;
}

function LoopButton() {
  const isLooping = useSession((state) => state.isLooping);
  return <ActionButton id="playback.toggleLoop" icon={Repeat} isActive={isLooping} />;
}

function PlayButton() {
  const isPlaying = useSession((state) => state.isPlaying);
  const speed = usePlayer((state) => state.speed);
  return (
    <span className={styles.play}>
      <IconButton
        icon={isPlaying ? Pause : Play}
        label={isPlaying ? 'Stop' : 'Play'}
        keys="Space"
        size="large"
        tooltipSide="top"
        onClick={() => runAction('playback.toggle')}
      />
      {isPlaying && speed !== 1 && <span className={styles.speed}>{`${speed}×`.replace('-', '−')}</span>}
    </span>
  );
}

function timecodeNow(): string {
  const { document, isLoaded } = documentStore.getState();
  if (!isLoaded) return '00:00:00:00';
  const { rate, startFrame, isDropFrame } = document.project();
  return formatTimecode(frames(startFrame + sessionStore.getState().playhead), rate, isDropFrame);
}

/** The time at the playhead; a click lets one type where to go. */
function Timecode() {
  const [isTyping, setTyping] = useState(false);
  if (!isTyping) return <RunningTimecode onClick={() => setTyping(true)} />;
  return (
    <TextField
      label="Go to"
      value={timecodeNow()}
      hasAutoFocus
      maxLength={20}
      className={styles.timecodeField}
      onLeave={() => setTyping(false)}
      onCommit={goToTyped}
    />
  );
}

/** Written without React: it changes with every frame of the film. */
function RunningTimecode({ onClick }: { readonly onClick: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const show = (): void => {
      const now = timecodeNow();
      if (button.current && button.current.textContent !== now) button.current.textContent = now;
    };
    show();
    const stops = [sessionStore.subscribe(show), documentStore.subscribe(show)];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  return (
    <button
      ref={button}
      type="button"
      className={styles.timecode}
      aria-label="Time at the playhead"
      title="Click to type where to go: 00:00:13:08, 13+08 or +12"
      onClick={onClick}
    />
  );
}

/** "+12" counts from the playhead, "13+08" from the film's start, a whole timecode as the film shows it. */
function goToTyped(typed: string): void {
  const { rate, startFrame } = currentDocument().project();
  const isTimecode = /^\d{1,2}:\d{2}:\d{2}[:;]\d{2,3}$/.test(typed.trim());
  try {
    const frame = parseTypedFrames(typed, sessionStore.getState().playhead, rate);
    sessionStore.setState({ isPlaying: false });
    setPlayhead(isTimecode ? frame - startFrame : frame);
  } catch (error) {
    raiseError(error);
  }
}

function Length() {
  const { lengthFrames } = useSequence();
  const project = useDocument((document, { isLoaded }) => (isLoaded ? document.project() : null));
  if (!project) return null;
  const { rate, isDropFrame } = project;
  return (
    <span className={styles.length}>
      of {formatTimecode(lengthFrames, rate, isDropFrame)} · {formatRate(rate)} fps
    </span>
  );
}

/** There while the timeline is: without it there is nothing to be seen closer. */
function Zoom() {
  const zoom = useTimelineZoom();
  const hasTimeline = useStore(actionStore, ({ actions }) => actions.has('timeline.fit'));
  if (!hasTimeline) return null;
  return (
    <div className={styles.zoom}>
      <span>Zoom</span>
      <Slider
        label="Zoom of the timeline"
        value={zoom}
        min={0}
        max={1}
        onChange={setTimelineZoom}
        className={styles.slider}
      />
    </div>
  );
}

import type { Shot, Take } from '@shared/document/records';
import { takesOf } from '@shared/shots/takeNumbers';
import { frames } from '@shared/time/frames';
import { formatSecondsAndFrames } from '@shared/time/timecode';
import type { SoundStretch } from '@shared/timeline/soundSchedule';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { Volume } from '../../sound/Volume';
import {
  currentDocument,
  currentSequence,
  useChildren,
  useDocument,
  useRecord,
  useSequence,
} from '../../state/documentStore';
import { sessionStore } from '../../state/sessionStore';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { IconButton } from '../../ui/IconButton';
import { Pause, Play, StepBack, StepForward } from '../../ui/icons';
import { SegmentedControl } from '../../ui/SegmentedControl';
import { Slider } from '../../ui/Slider';
import { TakeDetails } from '../takes/TakeDetails';
import { takesStore, useTakes } from '../takes/takesStore';
import { takeMakerWords } from '../takes/takeWords';
import styles from './Compare.module.css';
import { ComparePane } from './ComparePane';
import { CompareWipe } from './CompareWipe';
import { CompareClock } from './compareClock';
import { compareSpan, mostCompared, toggledCompared } from './compareSpan';
import { heardTake, takeSound } from './takeSound';
import { useCompareKeys } from './useCompareKeys';

export const closeCompare = (): void => takesStore.setState({ compared: null });

/** Takes of a shot side by side, in step; one of them is heard. */
export function CompareTakes() {
  const compared = useTakes((state) => state.compared);
  const first = useDocument((document) =>
    compared?.map((id) => document.get('take', id)).find((take) => take),
  );
  const shot = useRecord('shot', first?.shotId);
  const isGone = compared !== null && first === undefined;
  useEffect(() => {
    if (isGone) closeCompare();
  }, [isGone]);
  return compared && shot ? <OpenCompare key={shot.id} shot={shot} compared={compared} /> : null;
}

const views = [
  { value: 'side', label: 'Side by side' },
  { value: 'wipe', label: 'Wipe', keys: 'KeyW' },
] as const;

function OpenCompare({ shot, compared }: { readonly shot: Shot; readonly compared: readonly Take['id'][] }) {
  const stored = useChildren('take', shot.id);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is another one whenever a take is
  const all = useMemo(() => takesOf(currentDocument(), shot.id), [stored, shot.id]);
  const takes = useMemo(() => all.filter(({ id }) => compared.includes(id)), [all, compared]);
  const rate = useDocument((document) => document.project().rate);
  const label = useSequence().byShotId.get(shot.id)?.label ?? '';
  const span = useMemo(() => compareSpan(takes), [takes]);
  const [clock] = useState(() => new CompareClock(span, rate, startOf(shot)));
  const [view, setView] = useState<'side' | 'wipe'>('side');
  useEffect(() => clock.setSpan(span), [clock, span]);
  useEffect(() => {
    // The film does not play behind it.
    sessionStore.setState({ isPlaying: false });
    return () => clock.close();
  }, [clock]);
  const [chosenId, setChosenId] = useState<Take['id'] | null>(null);
  const sounds = useTakeSounds(takes);
  const heardId = heardTake(
    takes.map(({ id }) => ({ id, hasSound: sounds.has(id) })),
    { chosenId, activeId: shot.activeTakeId },
  );
  useEffect(() => clock.setSound((heardId && sounds.get(heardId)) ?? null), [clock, heardId, sounds]);
  const [left, right] = takes;
  const canWipe = takes.length === 2 && left !== undefined && right !== undefined;
  const isWipe = canWipe && view === 'wipe';
  useCompareKeys({ clock, takes, shot, onHear: setChosenId, onView: canWipe ? setView : null });
  const numberOf = (take: Take): number => all.indexOf(take) + 1;
  const toggle = (id: Take['id']): void => {
    const next = toggledCompared(
      all.map((take) => take.id),
      takes.map((take) => take.id),
      id,
    );
    if (next) takesStore.setState({ compared: next });
  };
  return (
    <Dialog isOpen isForReading width={1360} title={`Takes of ${label}`} onClose={closeCompare}>
      <div className={styles.compare}>
        <header className={styles.head}>
          <fieldset className={styles.chips} aria-label="Takes side by side">
            {all.map((take) => {
              const isIn = compared.includes(take.id);
              return (
                <Button
                  key={take.id}
                  size="small"
                  variant={isIn ? 'raised' : 'plain'}
                  aria-pressed={isIn}
                  title={takeMakerWords(take)}
                  disabled={isIn ? takes.length === 1 : takes.length >= mostCompared}
                  onClick={() => toggle(take.id)}
                >
                  Take {numberOf(take)}
                </Button>
              );
            })}
          </fieldset>
          {canWipe && <SegmentedControl label="Compared" value={view} segments={views} onChange={setView} />}
        </header>
        {isWipe && (
          <CompareWipe
            left={left}
            right={right}
            clock={clock}
            names={[`Take ${numberOf(left)}`, `Take ${numberOf(right)}`]}
          />
        )}
        <div className={styles.panes} data-count={takes.length} data-wipe={isWipe || undefined}>
          {takes.map((take, index) => (
            <ComparePane
              key={take.id}
              take={take}
              number={numberOf(take)}
              place={index + 1}
              clock={clock}
              isActive={take.id === shot.activeTakeId}
              isHeard={sounds.has(take.id) ? take.id === heardId : null}
              onHear={() => setChosenId(take.id)}
              isWithoutPicture={isWipe}
            />
          ))}
        </div>
        <Transport clock={clock} startFrame={span.startFrame} endFrame={span.endFrame} />
      </div>
      {/* Inside, so that it lies over this one and Escape closes it alone. */}
      <TakeDetails />
    </Dialog>
  );
}

/** Of those that have one. Another one whenever a file of theirs is. */
function useTakeSounds(takes: readonly Take[]): ReadonlyMap<Take['id'], SoundStretch> {
  const files = useDocument((document) =>
    takes.map(({ mediaId }) => document.get('media', mediaId)?.fingerprint ?? '').join(' '),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: another file has another sound
  return useMemo(() => {
    const sounds = new Map<Take['id'], SoundStretch>();
    for (const take of takes) {
      const sound = takeSound(currentDocument(), take);
      if (sound) sounds.set(take.id, sound);
    }
    return sounds;
  }, [takes, files]);
}

/** Where the film stands, where it stands in this shot. */
function startOf(shot: Shot): number {
  const entry = currentSequence().byShotId.get(shot.id);
  const { playhead } = sessionStore.getState();
  const isInside = entry && playhead >= entry.startFrame && playhead < entry.endFrame;
  return shot.sourceInFrames + (isInside ? playhead - entry.startFrame : 0);
}

interface TransportProps {
  readonly clock: CompareClock;
  readonly startFrame: number;
  readonly endFrame: number;
}

function Transport({ clock, startFrame, endFrame }: TransportProps) {
  const frame = useSyncExternalStore(clock.subscribe, clock.frame);
  const isPlaying = useSyncExternalStore(clock.subscribe, clock.isPlaying);
  const rate = useDocument((document) => document.project().rate);
  const words = (value: number): string =>
    formatSecondsAndFrames(frames(Math.max(0, value - startFrame)), rate);
  return (
    <footer className={styles.transport}>
      <IconButton
        icon={StepBack}
        label="One frame back"
        keys="ArrowLeft"
        onClick={() => clock.seek(frame - 1)}
      />
      <IconButton
        icon={isPlaying ? Pause : Play}
        label={isPlaying ? 'Pause' : 'Play'}
        keys="Space"
        onClick={() => clock.toggle()}
      />
      <IconButton
        icon={StepForward}
        label="One frame on"
        keys="ArrowRight"
        onClick={() => clock.seek(frame + 1)}
      />
      <Slider
        label="Frame of all takes"
        className={styles.scrub}
        value={frame}
        min={startFrame}
        max={Math.max(startFrame + 1, endFrame - 1)}
        step={1}
        format={words}
        onChange={(next) => clock.seek(next)}
      />
      <span className={styles.position}>
        {words(frame)} of {words(endFrame)}
      </span>
      <Volume peak={isPlaying ? clock.peak : null} />
    </footer>
  );
}

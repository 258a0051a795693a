import type { ShotId } from '@shared/document/ids';
import type { FrameChoice } from '@shared/generation/request';
import { ShotThumbnail } from '../picture/ShotThumbnail';
import { useDocument, useSequence } from '../state/documentStore';
import { Checkbox } from '../ui/Checkbox';
import { ArrowRight } from '../ui/icons';
import styles from './RerollFrames.module.css';
import { endWords, type Reroll } from './rerollRun';
import type { RunExtras } from './runMends';

export interface RerollFramesProps {
  readonly reroll: Reroll;
  /** Frames of a run that is used again, where they are others than the neighbours show now. */
  readonly given: RunExtras | undefined;
  readonly extras: RunExtras;
  readonly onChange: (extras: RunExtras) => void;
}

type FrameName = 'firstFrame' | 'lastFrame';

/** CSS px: three beside each other in Generate. */
const pictureWidth = 104;

/** The shot between the frames that it begins and ends with, each of which may be left out. */
export function RerollFrames({ reroll, given, extras, onChange }: RerollFramesProps) {
  const { shotId, frames, settings } = reroll;
  const { byShotId } = useSequence();
  const label = byShotId.get(shotId)?.label ?? '';
  const first = extras.firstFrame ?? 'none';
  const last = extras.lastFrame ?? 'none';
  const offered = (name: FrameName): FrameChoice => {
    const again = given?.[name] ?? 'none';
    return again === 'none' ? settings[name] : again;
  };
  const toggle = (name: FrameName, isOn: boolean): void =>
    onChange({ ...extras, [name]: isOn ? offered(name) : 'none' });
  const wordsOf = (end: 'first' | 'last', choice: FrameChoice): string => {
    const entry =
      typeof choice === 'object' && choice.type === 'shotFrame' ? byShotId.get(choice.shotId) : undefined;
    const shot = entry ? { label: entry.label, sourceInFrames: entry.shot.sourceInFrames } : null;
    return endWords(end, choice, shot, frames[end]);
  };
  return (
    <section className={styles.row} aria-label="Frames it is made between">
      <End
        title="First frame"
        words={wordsOf('first', first)}
        choice={first}
        shotId={shotId}
        isPossible={offered('firstFrame') !== 'none'}
        onToggle={(isOn) => toggle('firstFrame', isOn)}
      />
      <ArrowRight aria-hidden className={styles.arrow} />
      <div className={styles.end}>
        <Picture shotId={shotId} offsetFrames={0} />
        <span className={styles.name}>{label}</span>
        <span className={styles.words}>Made anew</span>
      </div>
      <ArrowRight aria-hidden className={styles.arrow} />
      <End
        title="Last frame"
        words={wordsOf('last', last)}
        choice={last}
        shotId={shotId}
        isPossible={offered('lastFrame') !== 'none'}
        onToggle={(isOn) => toggle('lastFrame', isOn)}
      />
    </section>
  );
}

function End({
  title,
  words,
  choice,
  shotId,
  isPossible,
  onToggle,
}: {
  readonly title: string;
  readonly words: string;
  readonly choice: FrameChoice;
  /** That is made anew. */
  readonly shotId: ShotId;
  readonly isPossible: boolean;
  readonly onToggle: (isOn: boolean) => void;
}) {
  const source = typeof choice === 'object' && choice.type === 'shotFrame' ? choice : null;
  const firstFrame = useDocument((document) =>
    source ? (document.get('shot', source.shotId)?.sourceInFrames ?? 0) : 0,
  );
  return (
    <div className={styles.end}>
      {source ? (
        <Picture shotId={source.shotId} offsetFrames={source.frame - firstFrame} />
      ) : choice === 'board' ? (
        <Picture shotId={shotId} offsetFrames={0} view="board" />
      ) : (
        <Picture shotId={null} offsetFrames={0} />
      )}
      <Checkbox label={title} isChecked={choice !== 'none'} isDisabled={!isPossible} onChange={onToggle} />
      <span className={styles.words}>{words}</span>
    </div>
  );
}

function Picture({
  shotId,
  offsetFrames,
  view = 'film',
}: {
  readonly shotId: ShotId | null;
  readonly offsetFrames: number;
  readonly view?: 'film' | 'board';
}) {
  const height = useDocument((document) => {
    const { width, height: rows } = document.project().frameSize;
    // A tall film is shown as high as a square.
    return Math.round(Math.min(pictureWidth, (pictureWidth * rows) / width));
  });
  return (
    <div className={styles.picture} style={{ width: pictureWidth, height }}>
      {shotId && (
        <ShotThumbnail
          shotId={shotId}
          width={pictureWidth}
          height={height}
          offsetFrames={offsetFrames}
          view={view}
        />
      )}
    </div>
  );
}

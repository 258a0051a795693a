import type { Take } from '@shared/document/records';
import { staleReasons } from '@shared/generation/inputsHash';
import { staleWords } from '@shared/generation/staleWords';
import { frames } from '@shared/time/frames';
import { formatSecondsAndFrames } from '@shared/time/timecode';
import { useSyncExternalStore } from 'react';
import { useDocument } from '../../state/documentStore';
import { offlineWord, useIsMediaOffline } from '../../state/mediaState';
import { runCommand } from '../../state/runCommand';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { cx } from '../../ui/cx';
import { IconButton } from '../../ui/IconButton';
import { Check, Info, Trash2, Volume2, VolumeX } from '../../ui/icons';
import { Kbd } from '../../ui/Kbd';
import { TextField } from '../../ui/TextField';
import { deleteTake, showTake } from '../takes/takeMenu';
import { showDetails } from '../takes/takesStore';
import { takeMakerWords } from '../takes/takeWords';
import styles from './Compare.module.css';
import type { CompareClock } from './compareClock';
import { placeInTake } from './compareSpan';
import { TakeCanvas } from './TakeCanvas';

export interface ComparePaneProps {
  readonly take: Take;
  readonly number: number;
  /** Of the key that chooses it, 1 … 4. */
  readonly place: number;
  readonly clock: CompareClock;
  readonly isActive: boolean;
  /** null = it has no sound. */
  readonly isHeard: boolean | null;
  readonly onHear: () => void;
  /** The pictures lie over each other elsewhere. */
  readonly isWithoutPicture: boolean;
}

/** One take of those compared: its picture, what it is, and whether the shot shows it. */
export function ComparePane({
  take,
  number,
  place,
  clock,
  isActive,
  isHeard,
  onHear,
  isWithoutPicture,
}: ComparePaneProps) {
  const rate = useDocument((document) => document.project().rate);
  const stale = useDocument((document) => staleWords(staleReasons(document, take)));
  const isOffline = useIsMediaOffline(take.mediaId);
  const at = useSyncExternalStore(clock.subscribe, () => placeInTake(take, clock.frame()));
  const isPicture = useDocument((document) => document.get('media', take.mediaId)?.content.type === 'image');
  const end = formatSecondsAndFrames(frames(take.lengthFrames), rate);
  return (
    <section className={cx(styles.pane, isActive && styles.activePane)} aria-label={`Take ${number}`}>
      {!isWithoutPicture && (
        <div className={cx(styles.picture, at !== 'within' && !isPicture && styles.over)}>
          <TakeCanvas take={take} clock={clock} />
          {at === 'after' && !isPicture && <span className={styles.overWords}>ended after {end}</span>}
          {at === 'before' && <span className={styles.overWords}>not begun yet</span>}
        </div>
      )}
      <footer className={styles.paneFoot}>
        <Kbd keys={`Digit${place}`} />
        <Button
          size="small"
          variant={isActive ? 'accent' : 'raised'}
          icon={isActive ? Check : undefined}
          aria-pressed={isActive}
          aria-label={`Use take ${number}`}
          onClick={() => showTake(take.shotId, take.id)}
        >
          {isActive ? 'In the Film' : 'Use'}
        </Button>
        <span className={styles.paneName} title={`Take ${number} · ${takeMakerWords(take)} · ${end}`}>
          Take {number} · {takeMakerWords(take)} · {end}
        </span>
        {isOffline && <Badge tone="danger">{offlineWord(take.mediaId).toLowerCase()}</Badge>}
        {stale !== '' && (
          <span title={`Changed since: ${stale}`}>
            <Badge tone="accent">stale</Badge>
          </span>
        )}
        <TextField
          label={`Note on take ${number}`}
          className={styles.note}
          value={take.note}
          placeholder="Note…"
          onCommit={(note) =>
            void runCommand('take.setNote', { takeId: take.id, note }, { keepSelection: true })
          }
        />
        <IconButton
          icon={isHeard === null ? VolumeX : Volume2}
          size="small"
          label={isHeard === null ? `Take ${number} has no sound` : `Hear take ${number}`}
          keys={isHeard === null ? undefined : `Shift+Digit${place}`}
          isActive={isHeard === true}
          disabled={isHeard === null}
          onClick={onHear}
        />
        <IconButton
          icon={Info}
          size="small"
          label={`Details of take ${number}`}
          onClick={() => showDetails(take.id)}
        />
        <IconButton
          icon={Trash2}
          size="small"
          label={`Delete take ${number}`}
          onClick={() => deleteTake(take.id)}
        />
      </footer>
    </section>
  );
}

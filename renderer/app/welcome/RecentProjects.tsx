import { counted } from '@shared/generation/problemWords';
import type { RecentProject } from '@shared/rpc/table';
import { frames } from '@shared/time/frames';
import { formatRunningTime } from '@shared/time/timecode';
import { useEffect, useState } from 'react';
import { loadSettings } from '../../state/settingsStore';
import { ContextMenu } from '../../ui/ContextMenu';
import { cx } from '../../ui/cx';
import { Film, FolderSearch, ImageOff, Trash2 } from '../../ui/icons';
import { Spinner } from '../../ui/Spinner';
import { afterPaint } from '../afterPaint';
import { appStore, type Opening } from '../appStore';
import { openProjectDialog, openRecent } from '../projectLife';
import { forgetRecent, loadRecents, useRecents } from '../recentsStore';
import { agoText } from './agoText';
import { SampleCard } from './SampleCard';
import styles from './Welcome.module.css';

/** As many as have room for larger pictures. */
const few = 3;

/** Projects opened before, newest first, and the sample film behind them. */
export function RecentProjects({ opening }: { readonly opening: Opening | null }) {
  const recents = useRecents();
  // After the first picture of the window: the list needs the worker, which is started by the first question.
  useEffect(() => afterPaint(() => void loadSettings().catch(() => undefined)), []);
  // What was opened meanwhile stands in the list only after asking again. A project that comes up now has better things to wait for.
  useEffect(
    () =>
      opening === null && appStore.getState().screen === 'welcome'
        ? afterPaint(() => void loadRecents())
        : undefined,
    [opening],
  );

  return (
    <div className={cx(styles.cards, (recents?.length ?? 0) <= few && styles.few)}>
      {recents?.map((recent) => (
        <ContextMenu
          key={recent.id}
          entries={() => [
            {
              id: 'open',
              label: 'Open',
              icon: Film,
              isDisabled: recent.isMissing,
              run: () => void openRecent(recent.id),
            },
            { id: 'find', label: 'Look for It…', icon: FolderSearch, run: () => void openProjectDialog() },
            { id: 'separator', separator: true },
            {
              id: 'forget',
              label: 'Remove from This List',
              icon: Trash2,
              run: () => void forgetRecent(recent.id),
            },
          ]}
        >
          <button
            type="button"
            className={cx(styles.card, recent.isMissing && styles.missing)}
            disabled={opening !== null}
            title={recent.location}
            onClick={() => void openRecent(recent.id)}
          >
            <Picture recent={recent} isOpening={opening?.recentId === recent.id} />
            <span className={styles.cardName}>{recent.name}</span>
            <span className={styles.cardFacts}>{factsOf(recent)}</span>
          </button>
        </ContextMenu>
      ))}
      {recents !== null && !recents.some(isSample) && (
        <SampleCard opening={opening} isAlone={recents.length === 0} />
      )}
    </div>
  );
}

/** The sample film is a project like any other once it has been opened. */
const isSample = ({ location, isMissing }: RecentProject): boolean =>
  !isMissing && /[\\/]Ekonte[\\/]The Lighthouse\.ekonte$/.test(location);

function Picture({ recent, isOpening }: { readonly recent: RecentProject; readonly isOpening: boolean }) {
  const [isShown, setIsShown] = useState(false);
  const [isBroken, setIsBroken] = useState(recent.pictureUrl === null);
  return (
    <span className={styles.picture}>
      {isBroken ? (
        <ImageOff aria-hidden className={styles.noPicture} />
      ) : (
        <img
          src={recent.pictureUrl ?? undefined}
          alt=""
          className={cx(styles.image, isShown && styles.shown)}
          onLoad={() => setIsShown(true)}
          onError={() => setIsBroken(true)}
        />
      )}
      {isOpening && <Spinner label="Opening" className={styles.openingMark} />}
    </span>
  );
}

function factsOf(recent: RecentProject): string {
  if (recent.isMissing) return 'Not there any more';
  const shots = counted(recent.shotCount, 'shot');
  const length = formatRunningTime(frames(recent.lengthFrames), recent.rate);
  return `${shots} · ${length} · ${agoText(recent.openedAtMs, Date.now())}`;
}

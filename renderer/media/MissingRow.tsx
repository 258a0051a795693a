import type { MediaId } from '@shared/document/ids';
import type { Media } from '@shared/document/records';
import { byteText } from '@shared/media/byteText';
import { mediaStateWords } from '@shared/media/mediaState';
import type { MediaMatch } from '@shared/rpc/table';
import { useRecord } from '../state/documentStore';
import { useMediaState } from '../state/mediaState';
import { Badge } from '../ui/Badge';
import { Button } from '../ui/Button';
import { Checkbox } from '../ui/Checkbox';
import { ArrowRight, TriangleAlert } from '../ui/icons';
import styles from './MediaDialogs.module.css';
import { MediaPicture } from './MediaPicture';
import { PathText } from './PathText';

const confidenceWords: Readonly<Record<MediaMatch['confidence'], string>> = {
  same: 'Same content',
  likely: 'Same name, size and date',
  different: 'Different file',
};

export interface MissingRowProps {
  readonly media: Media;
  readonly match: MediaMatch | undefined;
  readonly isChosen: boolean;
  /** Why what was found could not be taken. */
  readonly problem: string | undefined;
  readonly isBusy: boolean;
  readonly onToggle: (matchId: string, isOn: boolean) => void;
  readonly onLocate: (mediaId: MediaId) => void;
  readonly onTake: (mediaId: MediaId) => void;
}

/** One media that has not its file: where it was, and what was found. */
export function MissingRow(props: MissingRowProps) {
  const { media, match, isChosen, problem, isBusy, onToggle, onLocate, onTake } = props;
  const state = useMediaState(media.id);
  const place = usePlace(media);
  return (
    <>
      <span className={styles.check}>
        {match && (
          <Checkbox
            label=""
            ariaLabel={`Relink ${media.name}`}
            isChecked={isChosen}
            isDisabled={isBusy}
            onChange={(isOn) => onToggle(match.matchId, isOn)}
          />
        )}
      </span>
      <span className={styles.thumbnail}>
        <MediaPicture media={media} isPlain />
      </span>
      <span className={styles.texts}>
        <span className={styles.firstLine}>
          <span className={styles.mediaName} title={media.name}>
            {media.name}
          </span>
          {match ? (
            <Badge tone={match.confidence === 'different' ? 'danger' : 'accent'}>
              {confidenceWords[match.confidence]}
            </Badge>
          ) : (
            state && <Badge tone="danger">{mediaStateWords[state]}</Badge>
          )}
        </span>
        {problem !== undefined ? (
          <span className={styles.problem} title={problem}>
            <TriangleAlert aria-hidden />
            {problem}
          </span>
        ) : match ? (
          <span className={styles.place} title={match.path}>
            <ArrowRight aria-hidden />
            <PathText path={match.path} />
            {match.difference !== null && <span className={styles.difference}>{match.difference}</span>}
          </span>
        ) : (
          <span className={styles.place} title={place}>
            <PathText path={place} />
          </span>
        )}
      </span>
      <span className={styles.size}>{byteText(media.byteSize)}</span>
      {state === 'changed' && !match && media.storage.mode === 'linked' ? (
        <Button size="small" disabled={isBusy} onClick={() => onTake(media.id)}>
          Use as It Is
        </Button>
      ) : (
        <Button size="small" disabled={isBusy} onClick={() => onLocate(media.id)}>
          Locate…
        </Button>
      )}
    </>
  );
}

/** Where a media's file is meant to be, for people. */
function usePlace({ storage }: Media): string {
  const root = useRecord('mediaRoot', storage.mode === 'linked' ? storage.rootId : null);
  if (storage.mode === 'copied') return 'Copied into the project';
  return root ? `${root.name} / ${storage.path}` : storage.path;
}

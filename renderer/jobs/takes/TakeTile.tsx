import type { Take } from '@shared/document/records';
import { staleReasons } from '@shared/generation/inputsHash';
import { counted } from '@shared/generation/problemWords';
import { staleWords } from '@shared/generation/staleWords';
import { formatSecondsAndFrames } from '@shared/time/timecode';
import { useDocument } from '../../state/documentStore';
import { Badge } from '../../ui/Badge';
import { ContextMenu } from '../../ui/ContextMenu';
import { cx } from '../../ui/cx';
import { IconButton } from '../../ui/IconButton';
import { Ellipsis, Info } from '../../ui/icons';
import { Menu } from '../../ui/Menu';
import { momentText } from '../../ui/timeWords';
import { TakePicture } from './TakePicture';
import styles from './Takes.module.css';
import { showTake, takeMenu } from './takeMenu';
import { showDetails } from './takesStore';
import { takeMakerWords } from './takeWords';

export interface TakeTileProps {
  readonly take: Take;
  readonly number: number;
  readonly isActive: boolean;
}

export function TakeTile({ take, number, isActive }: TakeTileProps) {
  const rate = useDocument((document) => document.project().rate);
  const stale = useDocument((document) => staleWords(staleReasons(document, take)));
  const facts = [
    formatSecondsAndFrames(take.lengthFrames, rate),
    take.cost ? counted(take.cost.amount, take.cost.unit) : '',
    momentText(take.createdAtMs, Date.now()),
  ].filter((fact) => fact !== '');
  return (
    <ContextMenu entries={() => takeMenu(take)}>
      <div className={cx(styles.take, isActive && styles.activeTake)}>
        <button
          type="button"
          className={styles.choose}
          data-take={take.id}
          aria-pressed={isActive}
          onClick={() => showTake(take.shotId, take.id)}
        >
          <span className={styles.pictureBox}>
            <TakePicture take={take} />
            {stale !== '' && (
              <span className={styles.stale} title={`Changed since: ${stale}`}>
                <Badge tone="pictureAccent">stale</Badge>
              </span>
            )}
          </span>
          <span className={styles.text}>
            <span className={styles.name} title={`Take ${number} · ${takeMakerWords(take)}`}>
              <span>
                Take {number} · {takeMakerWords(take)}
              </span>
            </span>
            <span className={styles.fact} title={facts.join(' · ')}>
              {facts.join(' · ')}
            </span>
          </span>
        </button>
        <span className={styles.buttons}>
          <IconButton
            icon={Info}
            label={`Details of take ${number}`}
            size="small"
            onClick={() => showDetails(take.id)}
          />
          <Menu entries={() => takeMenu(take)} align="end">
            <IconButton icon={Ellipsis} label={`More of take ${number}`} size="small" />
          </Menu>
        </span>
      </div>
    </ContextMenu>
  );
}

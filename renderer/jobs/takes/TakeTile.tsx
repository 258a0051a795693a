import type { Take } from '@shared/document/records';
import { staleReasons } from '@shared/generation/inputsHash';
import { staleWords } from '@shared/generation/staleWords';
import { formatSecondsAndFrames } from '@shared/time/timecode';
import { useDocument } from '../../state/documentStore';
import { Badge } from '../../ui/Badge';
import { ContextMenu } from '../../ui/ContextMenu';
import { cx } from '../../ui/cx';
import { IconButton } from '../../ui/IconButton';
import { Ellipsis, Info } from '../../ui/icons';
import { Menu } from '../../ui/Menu';
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
  const when = new Date(take.createdAtMs);
  const facts = [
    formatSecondsAndFrames(take.lengthFrames, rate),
    take.cost ? `${take.cost.amount} ${take.cost.unit}` : '',
    when.toLocaleString(undefined, { dateStyle: 'short', timeStyle: 'short' }),
  ].filter((fact) => fact !== '');
  return (
    <ContextMenu entries={() => takeMenu(take)}>
      <div className={cx(styles.take, isActive && styles.activeTake)}>
        <button
          type="button"
          className={styles.choose}
          aria-pressed={isActive}
          onClick={() => showTake(take.shotId, take.id)}
        >
          <TakePicture take={take} />
          <span className={styles.text}>
            <span className={styles.name} title={`Take ${number} · ${takeMakerWords(take)}`}>
              <span>
                Take {number} · {takeMakerWords(take)}
              </span>
              {stale !== '' && (
                <span title={`Changed since: ${stale}`}>
                  <Badge tone="accent">stale</Badge>
                </span>
              )}
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

import beam from '../../../assets/sample/the-lighthouse/art/beam.svg?url';
import headland from '../../../assets/sample/the-lighthouse/art/cliff-headland.svg?url';
import lighthouse from '../../../assets/sample/the-lighthouse/art/lighthouse.svg?url';
import lamp from '../../../assets/sample/the-lighthouse/art/lighthouse-lamp.svg?url';
import sea from '../../../assets/sample/the-lighthouse/art/night-sea.svg?url';
import sky from '../../../assets/sample/the-lighthouse/art/night-sky.svg?url';
import { cx } from '../../ui/cx';
import { Play } from '../../ui/icons';
import { openSample } from '../projectLife';
import styles from './Welcome.module.css';

/** Back to front, as in the film: the nearer, the more it moves when the card is pointed at. */
const layers = [
  { name: 'sky', url: sky },
  { name: 'sea', url: sea },
  { name: 'beam', url: beam },
  { name: 'tower', url: lighthouse },
  { name: 'lamp', url: lamp },
  { name: 'headland', url: headland },
] as const;

/** The sample film, one click away; large while there is nothing else to open. */
export function SampleCard({ isBusy, isAlone }: { readonly isBusy: boolean; readonly isAlone: boolean }) {
  return (
    <button
      type="button"
      className={cx(styles.card, styles.sample, isAlone && styles.alone)}
      disabled={isBusy}
      onClick={() => void openSample()}
    >
      <span className={cx(styles.picture, styles.samplePicture)} aria-hidden>
        {layers.map(({ name, url }) => (
          <img key={name} src={url} alt="" className={cx(styles.layer, styles[name])} />
        ))}
        <span className={styles.playMark}>
          <Play aria-hidden />
        </span>
      </span>
      <span className={styles.cardName}>The Lighthouse</span>
      <span className={styles.cardFacts}>
        Sample film · a dozen shots with characters, camera moves and sound
      </span>
    </button>
  );
}

import { type CSSProperties, useEffect, useState } from 'react';
import beam from '../../../assets/sample/the-lighthouse/art/beam.svg?url';
import boat from '../../../assets/sample/the-lighthouse/art/boat-night.svg?url';
import grass from '../../../assets/sample/the-lighthouse/art/cliff-grass.svg?url';
import headland from '../../../assets/sample/the-lighthouse/art/cliff-headland.svg?url';
import slope from '../../../assets/sample/the-lighthouse/art/cliff-slope.svg?url';
import glow from '../../../assets/sample/the-lighthouse/art/lantern-glow.svg?url';
import lighthouse from '../../../assets/sample/the-lighthouse/art/lighthouse.svg?url';
import lamp from '../../../assets/sample/the-lighthouse/art/lighthouse-lamp.svg?url';
import mina from '../../../assets/sample/the-lighthouse/art/mina-climb.svg?url';
import clouds from '../../../assets/sample/the-lighthouse/art/night-clouds.svg?url';
import sea from '../../../assets/sample/the-lighthouse/art/night-sea.svg?url';
import sky from '../../../assets/sample/the-lighthouse/art/night-sky.svg?url';
import { useImportProgress } from '../../state/importProgress';
import { cx } from '../../ui/cx';
import { Play } from '../../ui/icons';
import { Spinner } from '../../ui/Spinner';
import type { Opening } from '../appStore';
import { openSample } from '../projectLife';
import styles from './Welcome.module.css';

interface Plane {
  readonly url: string;
  /** Centre and width in frames, as in shot 2A of film.json. */
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly depth: number;
  readonly turnDeg?: number;
  readonly opacity?: number;
  readonly isFlipped?: boolean;
}

/** Shot 2A of the film, back to front. */
const planes: readonly Plane[] = [
  { url: sky, x: 0.5, y: 0.5, scale: 1.15, depth: 20 },
  { url: clouds, x: 0.5, y: 0.5, scale: 1.15, depth: 14 },
  { url: sea, x: 0.5, y: 0.5, scale: 1.15, depth: 6 },
  { url: boat, x: 0.665, y: 0.622, scale: 0.07, depth: 5 },
  { url: beam, x: -0.5477, y: -0.2161, scale: 1.6, depth: 3.2, turnDeg: 194, opacity: 0.7 },
  { url: headland, x: 0.5, y: 0.5, scale: 1.15, depth: 3 },
  { url: lighthouse, x: 0.2285, y: 0.272, scale: 0.2, depth: 3 },
  { url: lamp, x: 0.2285, y: 0.272, scale: 0.2, depth: 3 },
  { url: beam, x: 1.0047, y: 0.4721, scale: 1.6, depth: 3, turnDeg: 14 },
  { url: slope, x: 0.5, y: 0.5, scale: 1.15, depth: 1.6 },
  { url: mina, x: 0.436, y: 0.782, scale: 0.07, depth: 1.6, isFlipped: true },
  { url: glow, x: 0.414, y: 0.775, scale: 0.17, depth: 1.6, opacity: 0.9 },
  { url: grass, x: 0.5, y: 0.52, scale: 1.15, depth: 0.9 },
];

/** Share of the card's width that a plane at depth 1 moves when the card is pointed at: a small dolly. */
const parallax = 0.018;

function planeStyle({
  x,
  y,
  scale,
  depth,
  turnDeg = 0,
  opacity = 1,
  isFlipped = false,
}: Plane): CSSProperties {
  return {
    left: `${x * 100}%`,
    top: `${y * 100}%`,
    width: `${scale * 100}%`,
    opacity,
    '--shift': `${(-parallax / scale / depth) * 100}%`,
    '--turn': `${turnDeg}deg`,
    '--flip': isFlipped ? -1 : 1,
  } as CSSProperties;
}

interface SampleCardProps {
  readonly opening: Opening | null;
  readonly isAlone: boolean;
}

/** The sample film, one click away; large while there is nothing else to open. */
export function SampleCard({ opening, isAlone }: SampleCardProps) {
  const isOpening = opening?.from === 'sample';
  const [isDrawn, setIsDrawn] = useState(false);
  // The picture is drawn when the screen can be used: it is the one thing here that takes a while.
  useEffect(() => {
    const request = window.requestIdleCallback(() => setIsDrawn(true));
    return () => window.cancelIdleCallback(request);
  }, []);
  return (
    <button
      type="button"
      className={cx(styles.card, styles.sample, isAlone && styles.alone)}
      disabled={opening !== null}
      onClick={() => void openSample()}
    >
      <span className={cx(styles.picture, styles.samplePicture)} aria-hidden>
        {isDrawn &&
          planes.map((plane, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
            <img key={index} src={plane.url} alt="" className={styles.plane} style={planeStyle(plane)} />
          ))}
        <span className={styles.playMark}>{isOpening ? <Spinner /> : <Play aria-hidden />}</span>
      </span>
      <span className={styles.cardName}>The Lighthouse</span>
      {isOpening ? (
        <Preparation />
      ) : (
        <span className={styles.cardFacts}>Sample film · camera moves, characters and sound</span>
      )}
    </button>
  );
}

/** The film is made of its sources the first time: how far that is. */
function Preparation() {
  const importing = useImportProgress();
  return (
    <span className={styles.cardFacts} role="status">
      Preparing the film
      {importing ? ` · ${Math.floor(importing.done)} of ${importing.total} pictures and sounds` : ' …'}
    </span>
  );
}

import { meterShare } from '@shared/elements/recording';
import { useEffect, useRef } from 'react';
import type { LineRecorder } from './lineRecorder';
import styles from './Record.module.css';

/** From here on it is too loud: -3 dB. */
const hotShare = meterShare(10 ** (-3 / 20));

/** How loud the microphone is just now, -60 to 0 dB. */
export function LevelMeter({ recorder, isOn }: { readonly recorder: LineRecorder; readonly isOn: boolean }) {
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let request = 0;
    const draw = (): void => {
      const share = isOn ? meterShare(recorder.level) : 0;
      bar.current?.style.setProperty('transform', `scaleX(${share.toFixed(3)})`);
      if (bar.current) bar.current.dataset.hot = String(share >= hotShare);
      if (isOn) request = requestAnimationFrame(draw);
    };
    draw();
    return () => cancelAnimationFrame(request);
  }, [recorder, isOn]);
  return (
    <div className={styles.meter} role="img" aria-label="Level of the microphone">
      <div ref={bar} className={styles.level} />
      {[-40, -20, -12, -6].map((db) => (
        <i key={db} className={styles[`tick${-db}`]} />
      ))}
    </div>
  );
}

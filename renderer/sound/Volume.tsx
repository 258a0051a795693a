import { findAction } from '@shared/actions/catalogue';
import { useEffect, useRef } from 'react';
import { IconButton } from '../ui/IconButton';
import { Volume2, VolumeX } from '../ui/icons';
import { Slider } from '../ui/Slider';
import { loudnessStore, toggleSilence, useLoudness } from './loudness';
import styles from './Volume.module.css';

export interface VolumeProps {
  /** The loudest sample just heard, 0 … 1; null while nothing plays. */
  readonly peak: (() => number) | null;
}

/** How loud the window is, and a level meter of what is heard. */
export function Volume({ peak }: VolumeProps) {
  const { volume, isSilent } = useLoudness((state) => state);
  const toggle = findAction('playback.toggleSound');
  return (
    <div className={styles.volume}>
      <IconButton
        icon={isSilent || volume === 0 ? VolumeX : Volume2}
        label={toggle?.title ?? ''}
        keys={toggle?.keys?.[0]}
        tooltipSide="top"
        onClick={toggleSilence}
      />
      <div className={styles.slider}>
        <Slider
          label="Loudness"
          value={isSilent ? 0 : volume}
          min={0}
          max={1}
          onChange={(next) => loudnessStore.setState({ volume: next, isSilent: false })}
          format={(value) => `${Math.round(value * 100)} %`}
        />
        {peak && <Level peak={peak} />}
      </div>
    </div>
  );
}

/** Written without React: it changes with every frame on screen. */
function Level({ peak }: { readonly peak: () => number }) {
  const bar = useRef<HTMLSpanElement>(null);
  const latest = useRef(peak);
  latest.current = peak;
  useEffect(() => {
    let shown = 0;
    let request = 0;
    const show = (): void => {
      // Rises at once and falls slowly, as level meters do.
      shown = Math.max(latest.current(), shown - 0.03);
      if (bar.current) bar.current.style.transform = `scaleX(${Math.sqrt(shown).toFixed(3)})`;
      request = requestAnimationFrame(show);
    };
    show();
    return () => cancelAnimationFrame(request);
  }, []);
  return (
    <span className={styles.level}>
      <span ref={bar} />
    </span>
  );
}

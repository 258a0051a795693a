import type { Media } from '@shared/document/records';
import { useEffect, useState } from 'react';
import { useProxy } from '../state/mediaState';
import { useMediaUrl } from '../state/mediaUrl';
import { AudioLines, Film, ImageOff } from '../ui/icons';
import styles from './Media.module.css';
import { makeVideoThumbnail } from './videoThumbnails';

/** How a media looks in small. The place is reserved, the picture fades in; one that is missing says so. `isPlain`: where it is missing is said beside it. */
export function MediaPicture({
  media,
  isPlain = false,
}: {
  readonly media: Media;
  readonly isPlain?: boolean;
}) {
  const { type } = media.content;
  const url = useMediaUrl(type === 'sound' ? null : media.id, 'thumbnail');
  /** Rises with each try, so that an address that failed is asked again. */
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<'loading' | 'shown' | 'failed'>('loading');
  const isWaiting = useProxy(media.id) !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once there is a proxy, there is something to see
  useEffect(() => {
    setAttempt(0);
    setState('loading');
  }, [isWaiting]);
  if (type === 'sound') {
    return (
      <span className={styles.sound}>
        <AudioLines aria-hidden />
      </span>
    );
  }
  const handleError = (): void => {
    setState('failed');
    if (type !== 'video' || attempt > 0 || isWaiting) return;
    void makeVideoThumbnail(media).then((isMade) => {
      if (!isMade) return;
      setAttempt(1);
      setState('loading');
    });
  };
  return (
    <>
      {state === 'failed' && (
        <span className={type === 'video' || isPlain ? styles.waiting : styles.missing}>
          {type === 'video' ? <Film aria-hidden /> : <ImageOff aria-hidden />}
        </span>
      )}
      {url && state !== 'failed' && (
        <img
          src={attempt === 0 ? url : `${url}&try=${attempt}`}
          alt=""
          draggable={false}
          data-shown={state === 'shown' || undefined}
          onLoad={() => setState('shown')}
          onError={handleError}
        />
      )}
    </>
  );
}

import type { Take } from '@shared/document/records';
import { useRecord } from '../../state/documentStore';
import { useIsMediaOffline } from '../../state/mediaState';
import { useMediaUrl } from '../../state/mediaUrl';
import { ImageOff } from '../../ui/icons';
import styles from './Takes.module.css';

/** How a take looks in small: a clip plays under the pointer. */
export function TakePicture({ take }: { readonly take: Take }) {
  const media = useRecord('media', take.mediaId);
  const url = useMediaUrl(take.mediaId, 'original');
  const isOffline = useIsMediaOffline(take.mediaId);
  const rate = media?.content.type === 'video' ? media.content.rate : null;
  if (!media || isOffline) {
    return (
      <span className={styles.picture}>
        <span className={styles.offline}>
          <ImageOff aria-hidden />
          missing
        </span>
      </span>
    );
  }
  if (!rate) {
    return (
      <span className={styles.picture}>
        <img src={url} alt="" draggable={false} />
      </span>
    );
  }
  return (
    <span className={styles.picture}>
      <video
        src={url}
        muted
        loop
        playsInline
        preload="metadata"
        onPointerEnter={(event) => void event.currentTarget.play().catch(() => undefined)}
        onPointerLeave={(event) => {
          event.currentTarget.pause();
          event.currentTarget.currentTime = 0;
        }}
      />
    </span>
  );
}

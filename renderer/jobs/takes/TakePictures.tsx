import type { MediaId, ShotId } from '@shared/document/ids';
import type { TakePicture } from '@shared/generation/takeRequest';
import { useState } from 'react';
import { ShotThumbnail } from '../../picture/ShotThumbnail';
import { useDocument, useRecord } from '../../state/documentStore';
import { useMediaUrl } from '../../state/mediaUrl';
import { ImageOff } from '../../ui/icons';
import styles from './TakeDetails.module.css';

const size = { width: 96, height: 54 };

/** The pictures that were sent, as far as they are there. A board is shown as it is now. */
export function TakePictures({ pictures }: { readonly pictures: readonly TakePicture[] }) {
  return (
    <section className={styles.part} aria-label="Pictures">
      <h3 className={styles.partHead}>Pictures that were sent</h3>
      <ul className={styles.pictures}>
        {pictures.map(({ label, source }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they never change
          <li key={index} className={styles.sent}>
            <span className={styles.sentPicture}>
              {'mediaId' in source ? <Stored mediaId={source.mediaId} /> : <Board shotId={source.shotId} />}
            </span>
            <span className={styles.sentLabel} title={label}>
              {label}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Stored({ mediaId }: { readonly mediaId: MediaId }) {
  const media = useRecord('media', mediaId);
  const url = useMediaUrl(mediaId, 'thumbnail');
  const [isBroken, setBroken] = useState(false);
  if (!media || !url || isBroken) return <ImageOff aria-label="No longer there" />;
  return <img src={url} alt={media.name} draggable={false} onError={() => setBroken(true)} />;
}

function Board({ shotId }: { readonly shotId: ShotId }) {
  const isThere = useDocument((document) => document.has('shot', shotId));
  return isThere ? (
    <ShotThumbnail shotId={shotId} {...size} view="board" />
  ) : (
    <ImageOff aria-label="No longer there" />
  );
}

import type { Media } from '@shared/document/records';
import { byteText } from '@shared/media/byteText';
import { useDocument, useRecord } from '../state/documentStore';
import { useMediaUrl } from '../state/mediaUrl';
import { Dialog } from '../ui/Dialog';
import styles from './Media.module.css';
import { mediaFacts } from './mediaItems';
import { mediaPanelStore, useMediaPanel } from './mediaPanelStore';

/** A media in large: the picture, or the clip or sound to play. */
export function MediaPreview() {
  const previewId = useMediaPanel((state) => state.previewId);
  const media = useRecord('media', previewId);
  const isLoaded = useDocument((_document, state) => state.isLoaded);
  return (
    <Dialog
      isOpen={isLoaded && media !== undefined}
      onClose={() => mediaPanelStore.setState({ previewId: null })}
      title={media?.name ?? ''}
      description={media && `${mediaFacts(media)} · ${byteText(media.byteSize)}`}
      isForReading
      width={760}
    >
      {media && <PreviewContent media={media} />}
    </Dialog>
  );
}

function PreviewContent({ media }: { readonly media: Media }) {
  const { type } = media.content;
  const url = useMediaUrl(media.id, type === 'image' ? 'picture' : 'original');
  switch (type) {
    case 'image':
      return <img className={styles.preview} src={url} alt={media.name} />;
    case 'video':
      // biome-ignore lint/a11y/useMediaCaption: footage has no captions
      return <video className={styles.preview} src={url} controls autoPlay />;
    case 'sound':
      // biome-ignore lint/a11y/useMediaCaption: as above
      return <audio className={styles.previewSound} src={url} controls autoPlay />;
  }
}

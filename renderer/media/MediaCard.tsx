import type { MediaId } from '@shared/document/ids';
import { type MediaUsage, totalUses } from '@shared/document/mediaUsage';
import type { Media } from '@shared/document/records';
import { isOffline, mediaStateWords } from '@shared/media/mediaState';
import type { Rate } from '@shared/time/rate';
import { formatSecondsAndFrames } from '@shared/time/timecode';
import { memo } from 'react';
import { proxyWords, useMediaState, useProxy } from '../state/mediaState';
import { runCommand } from '../state/runCommand';
import { Badge } from '../ui/Badge';
import { cx } from '../ui/cx';
import { AudioLines, Film, type Icon, Image, Link } from '../ui/icons';
import { TextField } from '../ui/TextField';
import styles from './Media.module.css';
import { MediaPicture } from './MediaPicture';
import { mediaFacts, mediaLength, mediaSummary } from './mediaItems';
import { mediaPanelStore, useMediaPanel } from './mediaPanelStore';

const typeIcons: Readonly<Record<Media['content']['type'], readonly [icon: Icon, name: string]>> = {
  image: [Image, 'Picture'],
  video: [Film, 'Video'],
  sound: [AudioLines, 'Sound'],
};

export interface MediaCardProps {
  readonly media: Media;
  readonly usage: MediaUsage | undefined;
  readonly rate: Rate;
  readonly isSelected: boolean;
  readonly view: 'grid' | 'list';
}

/** One media in the panel, as a tile or as a line. Pointer and keys are seen to by the sheet that holds it. */
export const MediaCard = memo(function MediaCard({ media, usage, rate, isSelected, view }: MediaCardProps) {
  const state = useMediaState(media.id);
  const proxy = useProxy(media.id);
  const isRenaming = useMediaPanel((state) => state.renamingId === media.id);
  const length = mediaLength(media, rate);
  const lengthText = length === null ? null : formatSecondsAndFrames(length, rate);
  const uses = totalUses(usage);
  const [TypeIcon, typeName] = typeIcons[media.content.type];
  const hasAlpha = media.content.type === 'image' && media.content.hasAlpha;
  const name = isRenaming ? <NameField media={media} /> : <span className={styles.name}>{media.name}</span>;
  const common = {
    role: 'option',
    id: optionId(media.id),
    'aria-selected': isSelected,
    'data-media': media.id,
    title: isRenaming
      ? undefined
      : [mediaSummary(media, usage, rate), proxy?.message].filter((line) => line).join('\n'),
    draggable: !isRenaming,
  } as const;
  if (view === 'list') {
    return (
      <div {...common} className={cx(styles.row, isSelected && styles.selected)}>
        <span
          className={styles.rowPicture}
          data-alpha={hasAlpha || undefined}
          data-offline={isOffline(state) || undefined}
        >
          <MediaPicture media={media} />
        </span>
        <span className={styles.rowText}>
          {name}
          {state ? (
            <span className={styles.stateText}>{mediaStateWords[state]}</span>
          ) : (
            <span className={styles.facts}>{proxy ? proxyWords(proxy) : mediaFacts(media)}</span>
          )}
        </span>
        <span className={styles.rowEnd}>
          {lengthText !== null && <span>{lengthText}</span>}
          {uses > 0 && <span className={styles.facts}>{uses}×</span>}
        </span>
      </div>
    );
  }
  return (
    <div {...common} className={cx(styles.card, isSelected && styles.selected)}>
      <span
        className={styles.picture}
        data-alpha={hasAlpha || undefined}
        data-offline={isOffline(state) || undefined}
      >
        <MediaPicture media={media} />
        {uses > 0 && (
          <Badge tone="picture" className={styles.uses}>
            {uses}
          </Badge>
        )}
        {state ? (
          <Badge tone="danger" className={styles.state}>
            {mediaStateWords[state]}
          </Badge>
        ) : (
          (proxy && (
            <Badge tone="picture" className={styles.state}>
              {proxyWords(proxy)}
            </Badge>
          )) ||
          (media.storage.mode === 'linked' && (
            <span className={styles.linked}>
              <Link aria-label="Linked" />
            </span>
          ))
        )}
        {lengthText !== null && (
          <Badge tone="picture" className={styles.length}>
            {lengthText}
          </Badge>
        )}
      </span>
      <span className={styles.caption}>
        {/* A picture shows what it is, and its name has the room. */}
        {media.content.type !== 'image' && <TypeIcon aria-label={typeName} />}
        {name}
      </span>
    </div>
  );
});

/** The id of a media's element, for `aria-activedescendant`. */
export const optionId = (mediaId: MediaId): string => `media-${mediaId}`;

function NameField({ media }: { readonly media: Media }) {
  const close = (): void => mediaPanelStore.setState({ renamingId: null });
  return (
    <TextField
      label="Name"
      className={styles.nameField}
      value={media.name}
      hasAutoFocus
      onCancel={close}
      onLeave={close}
      onCommit={(text) => {
        const name = text.trim();
        if (name !== '') void runCommand('media.edit', { mediaId: media.id, fields: { name } });
      }}
    />
  );
}

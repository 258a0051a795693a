import type { MediaId } from '@shared/document/ids';
import type { Look } from '@shared/document/records';
import { type DragEvent, useState } from 'react';
import { useRecord } from '../state/documentStore';
import { carriesDrag, readDrag, writeDrag } from '../state/dragTypes';
import { importAndReport, importByDialog } from '../state/importReport';
import { useMediaUrl } from '../state/mediaUrl';
import { runCommand } from '../state/runCommand';
import { cx } from '../ui/cx';
import { Menu } from '../ui/Menu';
import styles from './Elements.module.css';

export interface ReferenceTileProps {
  readonly look: Look;
  readonly mediaId: MediaId;
  /** Its place among the look's pictures, 0 = front. */
  readonly view: number;
}

/** One picture of a look. A picture dropped on it takes its place, and with it the place on every pinned shot. */
export function ReferenceTile({ look, mediaId, view }: ReferenceTileProps) {
  const media = useRecord('media', mediaId);
  const url = useMediaUrl(mediaId, 'thumbnail');
  const [isTarget, setIsTarget] = useState(false);
  const setReferences = (references: readonly MediaId[]): void =>
    void runCommand('element.editLook', { lookId: look.id, fields: { references } });
  const without = look.references.filter((_id, index) => index !== view);

  const handleDrop = (event: DragEvent): void => {
    setIsTarget(false);
    const dropped = readDrag(event.dataTransfer, 'media')?.mediaIds[0];
    const files = [...event.dataTransfer.files];
    if (!dropped && files.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    if (dropped) void runCommand('element.setReference', { lookId: look.id, view, mediaId: dropped });
    else void importAndReport(files.slice(0, 1), { as: 'reference', lookId: look.id, view });
  };

  return (
    <Menu
      entries={() => [
        {
          id: 'replace',
          label: 'Replace Picture…',
          run: () => void importByDialog({ as: 'reference', lookId: look.id, view }),
        },
        {
          id: 'front',
          label: 'Make Front View',
          isDisabled: view === 0,
          run: () => setReferences([mediaId, ...without]),
        },
        { id: 'line', separator: true },
        { id: 'remove', label: 'Remove Picture', isDanger: true, run: () => setReferences(without) },
      ]}
    >
      <button
        type="button"
        className={cx(styles.reference, isTarget && styles.target)}
        aria-label={`${view === 0 ? 'Front view' : `View ${view + 1}`}: ${media?.name ?? 'missing picture'}`}
        title={media?.name}
        draggable
        onDragStart={(event) => writeDrag(event.dataTransfer, 'media', { mediaIds: [mediaId] })}
        onDragOver={(event) => {
          if (!carriesDrag(event.dataTransfer, 'files') && !carriesDrag(event.dataTransfer, 'media')) return;
          event.preventDefault();
          event.stopPropagation();
          setIsTarget(true);
        }}
        onDragLeave={() => setIsTarget(false)}
        onDrop={handleDrop}
      >
        {url && <img src={url} alt="" draggable={false} />}
      </button>
    </Menu>
  );
}

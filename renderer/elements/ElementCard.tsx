import type { Element } from '@shared/document/records';
import { type DragEvent, useState } from 'react';
import { useChildren } from '../state/documentStore';
import { carriesDrag, readDrag, writeDrag } from '../state/dragTypes';
import { importAndReport } from '../state/importReport';
import { useMediaUrl } from '../state/mediaUrl';
import { runCommand } from '../state/runCommand';
import { select } from '../state/sessionStore';
import { Badge, Dot } from '../ui/Badge';
import { cx } from '../ui/cx';
import styles from './Elements.module.css';
import { renameElement } from './elementMenu';
import { elementTypeLooks } from './elementTypes';

export interface ElementCardProps {
  readonly element: Element;
  readonly isSelected: boolean;
  readonly isTabStop: boolean;
  readonly shotCount: number;
}

/** An element in the list: drag it onto a shot to pin it; drop a picture on it to change how it looks. */
export function ElementCard({ element, isSelected, isTabStop, shotCount }: ElementCardProps) {
  const [look] = useChildren('look', element.id);
  const url = useMediaUrl(look?.references[0], 'thumbnail');
  const [isTarget, setIsTarget] = useState(false);
  const { color, icon: TypeIcon } = elementTypeLooks[element.type];

  const handleDrop = (event: DragEvent): void => {
    setIsTarget(false);
    const media = readDrag(event.dataTransfer, 'media');
    const files = [...event.dataTransfer.files];
    if (!look || (!media && files.length === 0)) return;
    event.preventDefault();
    event.stopPropagation();
    const [mediaId] = media?.mediaIds ?? [];
    if (mediaId) void runCommand('element.setReference', { lookId: look.id, view: 0, mediaId });
    else void importAndReport(files.slice(0, 1), { as: 'reference', lookId: look.id, view: 0 });
  };

  return (
    <button
      type="button"
      className={cx(styles.card, isSelected && styles.selected, isTarget && styles.target)}
      data-element={element.id}
      aria-pressed={isSelected}
      tabIndex={isTabStop ? 0 : -1}
      title={element.name}
      draggable
      onDragStart={(event) => writeDrag(event.dataTransfer, 'element', { elementId: element.id })}
      onDragOver={(event) => {
        if (!carriesDrag(event.dataTransfer, 'files') && !carriesDrag(event.dataTransfer, 'media')) return;
        event.preventDefault();
        event.stopPropagation();
        event.dataTransfer.dropEffect = 'copy';
        setIsTarget(true);
      }}
      onDragLeave={() => setIsTarget(false)}
      onDrop={handleDrop}
      onClick={() => select([element.id])}
      onDoubleClick={() => renameElement(element.id)}
      onContextMenu={() => select([element.id])}
      onKeyDown={(event) => {
        if (event.key === 'F2') renameElement(element.id);
      }}
    >
      <span className={styles.cardPicture}>
        {url ? <img src={url} alt="" draggable={false} /> : <TypeIcon aria-hidden />}
        {shotCount > 0 && (
          <Badge tone="picture" className={styles.count}>
            {shotCount}
          </Badge>
        )}
      </span>
      <span className={styles.cardName}>
        <Dot color={color} />
        <span>{element.name}</span>
      </span>
    </button>
  );
}

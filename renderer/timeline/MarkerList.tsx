import type { Marker } from '@shared/document/records';
import { addFrames } from '@shared/time/frames';
import { formatTimecode } from '@shared/time/timecode';
import { useState } from 'react';
import { runAction } from '../state/actions';
import { useDocument, useList } from '../state/documentStore';
import { runCommand } from '../state/runCommand';
import { sessionStore, setPlayhead, useSelected } from '../state/sessionStore';
import { revealInTimeline } from '../state/timelineView';
import { Button } from '../ui/Button';
import { cx } from '../ui/cx';
import { IconButton } from '../ui/IconButton';
import { Flag, Plus, Trash2 } from '../ui/icons';
import { Popover } from '../ui/Popover';
import { ScrollArea } from '../ui/ScrollArea';
import { TextField } from '../ui/TextField';
import styles from './MarkerList.module.css';

/** All markers of the film, from the head of the ruler: gone to by a click, named in place. */
export function MarkerList() {
  const markers = useList('marker');
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      label="Markers"
      side="top"
      align="start"
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <button
          type="button"
          className={styles.trigger}
          aria-label="Markers of the film"
          title="Markers of the film"
        >
          <Flag aria-hidden />
          {markers.length > 0 ? markers.length : ''}
        </button>
      }
    >
      <div className={styles.list}>
        <div className={styles.head}>
          <span>Markers</span>
          <Button variant="plain" size="small" icon={Plus} onClick={() => runAction('marker.add')}>
            At Playhead
          </Button>
        </div>
        {markers.length === 0 ? (
          <p className={styles.empty}>
            A marker names a moment of the film. Press M to set one at the playhead.
          </p>
        ) : (
          <ScrollArea className={styles.rows}>
            <ul>
              {markers.map((marker) => (
                <MarkerRow key={marker.id} marker={marker} />
              ))}
            </ul>
          </ScrollArea>
        )}
      </div>
    </Popover>
  );
}

function MarkerRow({ marker }: { readonly marker: Marker }) {
  const { rate, startFrame, isDropFrame } = useDocument((document) => document.project());
  const isSelected = useSelected('marker').includes(marker.id);
  const go = (): void => {
    setPlayhead(marker.frame);
    sessionStore.setState({ selection: [marker.id] });
    revealInTimeline(marker.frame);
  };
  return (
    <li className={cx(styles.row, isSelected && styles.selected)}>
      <span className={styles.dot} style={{ background: marker.colour }} aria-hidden />
      <button type="button" className={styles.time} onClick={go}>
        {formatTimecode(addFrames(startFrame, marker.frame), rate, isDropFrame)}
      </button>
      <TextField
        label="Name of the marker"
        className={styles.name}
        value={marker.name}
        placeholder="Untitled"
        maxLength={400}
        onCommit={(name) =>
          void runCommand(
            'marker.edit',
            { markerIds: [marker.id], fields: { name } },
            { keepSelection: true },
          )
        }
      />
      <IconButton
        icon={Trash2}
        label="Delete the marker"
        size="small"
        className={styles.delete}
        onClick={() => void runCommand('marker.delete', { markerIds: [marker.id] })}
      />
    </li>
  );
}

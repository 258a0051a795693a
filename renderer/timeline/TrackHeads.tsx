import type { Track } from '@shared/document/records';
import { selectTimelineModel } from '@shared/timeline/model';
import { useState, type WheelEvent } from 'react';
import { useStore } from 'zustand';
import { useDocument } from '../state/documentStore';
import { runCommand } from '../state/runCommand';
import { scrollTracks, timelineViewStore } from '../state/timelineView';
import { ContextMenu } from '../ui/ContextMenu';
import { cx } from '../ui/cx';
import { IconButton } from '../ui/IconButton';
import { Video, Volume2, VolumeX } from '../ui/icons';
import { TextField } from '../ui/TextField';
import { JobsHead } from './JobsHead';
import { MarkerList } from './MarkerList';
import styles from './Timeline.module.css';
import { trackEntries } from './timelineMenu';
import { trackIcons } from './trackTypes';

const noTracks: readonly never[] = [];

/** The names of the rows, left of the lanes; tracks can be muted and renamed here. */
export function TrackHeads() {
  const tracks = useDocument((document, { isOutlined }) =>
    isOutlined ? selectTimelineModel(document).tracks : noTracks,
  );
  const scrollY = useStore(timelineViewStore, (state) => state.scrollY);
  const onWheel = (event: WheelEvent): void => scrollTracks(scrollY + event.deltaY);
  return (
    <div className={styles.heads} onWheel={onWheel}>
      <div className={styles.rulerHead}>
        <MarkerList />
      </div>
      <JobsHead />
      <div className={styles.shotsHead}>
        <Video aria-hidden />
        Shots
      </div>
      <div className={styles.trackHeads}>
        <ul style={{ transform: `translateY(${-scrollY}px)` }}>
          {tracks.map(({ track }) => (
            <TrackHead key={track.id} track={track} />
          ))}
        </ul>
      </div>
    </div>
  );
}

function TrackHead({ track }: { readonly track: Track }) {
  const [isRenaming, setRenaming] = useState(false);
  const IconOfTrack = trackIcons[track.type];
  const toggleMute = (): void =>
    void runCommand('sound.editTrack', { trackId: track.id, fields: { isMuted: !track.isMuted } });
  return (
    <ContextMenu entries={() => trackEntries(track.id, 0)}>
      <li
        className={cx(styles.trackHead, track.isMuted && styles.muted)}
        onDoubleClick={() => setRenaming(true)}
      >
        <IconOfTrack aria-hidden />
        {isRenaming ? (
          <TextField
            label="Name of the track"
            value={track.name}
            maxLength={400}
            hasAutoFocus
            className={styles.trackName}
            onLeave={() => setRenaming(false)}
            onCommit={(name) => {
              if (name.trim())
                void runCommand('sound.editTrack', { trackId: track.id, fields: { name: name.trim() } });
            }}
          />
        ) : (
          <span className={styles.trackName} title={track.name}>
            {track.name}
          </span>
        )}
        <IconButton
          icon={track.isMuted ? VolumeX : Volume2}
          label={track.isMuted ? `Unmute ${track.name}` : `Mute ${track.name}`}
          size="small"
          isActive={track.isMuted}
          className={styles.mute}
          onClick={toggleMute}
          onDoubleClick={(event) => event.stopPropagation()}
        />
      </li>
    </ContextMenu>
  );
}

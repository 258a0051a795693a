import type { PlanContext } from '../commands/command';
import { PlanRefusal } from '../commands/refusal';
import type { Draft } from '../document/draft';
import { createClip, createTrack } from '../document/factories';
import type { MediaId, ShotId, TrackId } from '../document/ids';
import { lastOrderKey } from '../document/order';
import { selectSequence } from '../shots/sequence';
import { frames } from '../time/frames';
import { soundLengthFrames, soundOf } from '../timeline/model';

/** The sound of a board. */
export interface PlacedSound {
  readonly shotId: ShotId;
  readonly mediaId: MediaId;
  /** Frames from the shot's first. */
  readonly offset: number;
}

interface OpenTrack {
  readonly id: TrackId;
  /** First frame that is free behind its last sound. */
  end: number;
}

const trackName = 'Boards';

/** Puts sounds where their boards begin, whole; one that begins before the last has ended goes onto a track of its own. */
export function addBoardSounds(draft: Draft, sounds: readonly PlacedSound[], context: PlanContext): void {
  if (sounds.length === 0) return;
  const { rate } = draft.project();
  const { byShotId } = selectSequence(draft);
  const tracks: OpenTrack[] = [];
  const placed = sounds.flatMap(({ shotId, mediaId, offset }) => {
    const media = draft.require('media', mediaId);
    const sound = soundOf(media);
    if (!sound || sound.sampleCount === 0) throw new PlanRefusal(`"${media.name}" has no sound.`, mediaId);
    const shot = byShotId.get(shotId);
    const start = shot ? shot.startFrame + offset : null;
    return start === null ? [] : [{ mediaId, start, length: soundLengthFrames(sound, rate) }];
  });
  for (const { mediaId, start, length } of placed.sort((a, b) => a.start - b.start)) {
    let track = tracks.find(({ end }) => end <= start);
    if (!track) {
      track = { id: addTrack(draft, tracks.length, context), end: 0 };
      tracks.push(track);
    }
    track.end = start + length;
    draft.add(
      createClip({
        id: context.newId('clip'),
        trackId: track.id,
        mediaId,
        startFrame: frames(start),
        lengthFrames: length,
      }),
    );
  }
}

/** Always new ones: what is on the others stays out of the way of an import. */
function addTrack(draft: Draft, place: number, context: PlanContext): TrackId {
  const name = place === 0 ? trackName : `${trackName} ${place + 1}`;
  const order = lastOrderKey(draft.list('track'));
  return draft.add(createTrack({ id: context.newId('track'), order, type: 'dialogue', name })).id;
}

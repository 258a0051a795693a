import { z } from 'zod';
import type { Draft } from '../document/draft';
import { createClip, createTrack } from '../document/factories';
import { clipIdSchema, mediaIdSchema, type TrackId, trackIdSchema } from '../document/ids';
import { lastOrderKey } from '../document/order';
import { clipSchema, trackSchema } from '../document/records';
import { frames, framesSchema, framesToSamples, lengthSchema, samplesToFrames } from '../time/frames';
import { soundLengthFrames, soundOf } from '../timeline/model';
import { defineCommand, PlanRefusal } from './command';
import { definedFields } from './projectCommands';

const addTrack = defineCommand({
  id: 'sound.addTrack',
  title: 'Add Track',
  args: trackSchema.pick({ type: true, name: true }).extend({ id: trackIdSchema.optional() }),
  plan: (draft, { id, type, name }, context) => {
    const track = draft.add(
      createTrack({ id: id ?? context.newId('track'), order: lastOrderKey(draft.list('track')), type, name }),
    );
    return { selection: [track.id] };
  },
});

const editTrack = defineCommand({
  id: 'sound.editTrack',
  title: 'Edit Track',
  args: z.object({
    trackId: trackIdSchema,
    fields: trackSchema.pick({ name: true, isMuted: true, gainDb: true }).partial(),
  }),
  plan: (draft, { trackId, fields }) => {
    draft.update('track', trackId, definedFields(fields));
    return undefined;
  },
});

const deleteTrack = defineCommand({
  id: 'sound.deleteTrack',
  title: 'Delete Track',
  args: z.object({ trackId: trackIdSchema }),
  plan: (draft, { trackId }) => {
    draft.require('track', trackId);
    draft.remove('track', trackId);
    return undefined;
  },
});

/** Room for a clip on a track from `start`: refuses where it would lie over another. */
function requireRoom(draft: Draft, trackId: TrackId, start: number, length: number, except?: string): void {
  const blocked = draft
    .childrenOf('clip', trackId)
    .some(
      (clip) =>
        clip.id !== except && clip.startFrame < start + length && start < clip.startFrame + clip.lengthFrames,
    );
  if (blocked)
    throw new PlanRefusal('There is a sound there already. Choose another place or another track.');
}

const addClip = defineCommand({
  id: 'sound.addClip',
  title: 'Add Sound',
  args: z.object({
    mediaId: mediaIdSchema,
    /** Absent = the first track, made if there is none. */
    trackId: trackIdSchema.optional(),
    startFrame: framesSchema,
    id: clipIdSchema.optional(),
  }),
  plan: (draft, { mediaId, trackId, startFrame, id }, context) => {
    const media = draft.require('media', mediaId);
    const sound = soundOf(media);
    if (!sound || sound.sampleCount === 0) throw new PlanRefusal(`"${media.name}" has no sound.`, mediaId);
    if (startFrame < 0) throw new PlanRefusal('A sound cannot begin before the film.');
    const track =
      (trackId ? draft.require('track', trackId) : draft.list('track')[0]) ??
      draft.add(
        createTrack({ id: context.newId('track'), order: lastOrderKey([]), type: 'music', name: 'Sound' }),
      );
    const lengthFrames = soundLengthFrames(sound, draft.project().rate);
    requireRoom(draft, track.id, startFrame, lengthFrames);
    const clip = draft.add(
      createClip({ id: id ?? context.newId('clip'), trackId: track.id, mediaId, startFrame, lengthFrames }),
    );
    return { selection: [clip.id] };
  },
});

const moveClip = defineCommand({
  id: 'sound.moveClip',
  title: 'Move Sound',
  args: z.object({ clipId: clipIdSchema, startFrame: framesSchema, trackId: trackIdSchema.optional() }),
  plan: (draft, { clipId, startFrame, trackId }) => {
    const clip = draft.require('clip', clipId);
    const target = trackId ? draft.require('track', trackId).id : clip.trackId;
    if (startFrame < 0) throw new PlanRefusal('A sound cannot begin before the film.', clipId);
    requireRoom(draft, target, startFrame, clip.lengthFrames, clipId);
    draft.update('clip', clipId, { startFrame, trackId: target });
    return undefined;
  },
});

/** Several sounds at once, each to its place; they may change places with each other. All or none. */
const moveClips = defineCommand({
  id: 'sound.moveClips',
  title: 'Move Sounds',
  args: z.object({
    moves: z
      .array(z.object({ clipId: clipIdSchema, trackId: trackIdSchema, startFrame: framesSchema }))
      .min(1)
      .max(10_000),
  }),
  plan: (draft, { moves }) => {
    for (const { clipId, trackId, startFrame } of moves) {
      if (startFrame < 0) throw new PlanRefusal('A sound cannot begin before the film.', clipId);
      draft.require('track', trackId);
      draft.update('clip', clipId, { startFrame, trackId });
    }
    for (const trackId of new Set(moves.map((move) => move.trackId))) {
      let end = Number.NEGATIVE_INFINITY;
      for (const clip of draft.childrenOf('clip', trackId)) {
        if (clip.startFrame < end) {
          throw new PlanRefusal(
            'There is a sound there already. Choose another place or another track.',
            clip.id,
          );
        }
        end = clip.startFrame + clip.lengthFrames;
      }
    }
    return moves.length === 1 ? { label: 'Move Sound' } : undefined;
  },
});

/** One edge moves, the rest of the track stays; the head edge also moves the first sample used. */
const trimClip = defineCommand({
  id: 'sound.trimClip',
  title: 'Trim Sound',
  args: z.object({ clipId: clipIdSchema, edge: z.enum(['head', 'tail']), byFrames: framesSchema }),
  plan: (draft, { clipId, edge, byFrames }) => {
    const clip = draft.require('clip', clipId);
    const media = draft.require('media', clip.mediaId);
    const sound = soundOf(media);
    if (!sound) throw new PlanRefusal(`"${media.name}" has no sound.`, clipId);
    const { rate } = draft.project();
    const start = edge === 'head' ? clip.startFrame + byFrames : clip.startFrame;
    const length = edge === 'head' ? clip.lengthFrames - byFrames : clip.lengthFrames + byFrames;
    const sourceIn =
      edge === 'head'
        ? clip.sourceInSamples + framesToSamples(byFrames, rate, sound.sampleRate)
        : clip.sourceInSamples;
    if (length < 1) throw new PlanRefusal('A sound is at least one frame long.', clipId);
    if (start < 0) throw new PlanRefusal('A sound cannot begin before the film.', clipId);
    const available = samplesToFrames(sound.sampleCount - sourceIn, rate, sound.sampleRate);
    if (sourceIn < 0 || length > available)
      throw new PlanRefusal(`There is no more of "${media.name}".`, clipId);
    requireRoom(draft, clip.trackId, start, length, clipId);
    draft.update('clip', clipId, {
      startFrame: frames(start),
      lengthFrames: frames(length),
      sourceInSamples: sourceIn,
    });
    return undefined;
  },
});

const splitClip = defineCommand({
  id: 'sound.splitClip',
  title: 'Split Sound',
  args: z.object({ clipId: clipIdSchema, atFrame: lengthSchema }),
  plan: (draft, { clipId, atFrame }, context) => {
    const clip = draft.require('clip', clipId);
    const media = draft.require('media', clip.mediaId);
    const sound = soundOf(media);
    if (!sound || atFrame >= clip.lengthFrames)
      throw new PlanRefusal('There is nothing to split here.', clipId);
    draft.update('clip', clipId, { lengthFrames: atFrame });
    const second = draft.add({
      ...clip,
      id: context.newId('clip'),
      startFrame: frames(clip.startFrame + atFrame),
      lengthFrames: frames(clip.lengthFrames - atFrame),
      sourceInSamples:
        clip.sourceInSamples + framesToSamples(atFrame, draft.project().rate, sound.sampleRate),
    });
    return { selection: [second.id] };
  },
});

const editClip = defineCommand({
  id: 'sound.editClip',
  title: 'Edit Sound',
  args: z.object({ clipId: clipIdSchema, fields: clipSchema.pick({ gainDb: true }).partial() }),
  plan: (draft, { clipId, fields }) => {
    draft.update('clip', clipId, definedFields(fields));
    return undefined;
  },
});

const deleteClip = defineCommand({
  id: 'sound.deleteClip',
  title: 'Delete Sound',
  args: z.object({ clipIds: z.array(clipIdSchema).min(1).max(10_000) }),
  plan: (draft, { clipIds }) => {
    for (const id of new Set(clipIds)) {
      draft.require('clip', id);
      draft.remove('clip', id);
    }
    return { selection: [] };
  },
});

export const soundCommands = [
  addTrack,
  editTrack,
  deleteTrack,
  addClip,
  moveClip,
  moveClips,
  trimClip,
  splitClip,
  editClip,
  deleteClip,
] as const;

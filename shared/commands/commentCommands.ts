import { z } from 'zod';
import { createComment, createMarker } from '../document/factories';
import { commentIdSchema, markerIdSchema, shotIdSchema } from '../document/ids';
import { commentSchema, markerSchema } from '../document/records';
import { frames, framesSchema } from '../time/frames';
import { defineCommand } from './command';
import { definedFields } from './projectCommands';

const addMarker = defineCommand({
  id: 'marker.add',
  title: 'Add Marker',
  args: markerSchema.pick({ frame: true }).extend({
    id: markerIdSchema.optional(),
    ...markerSchema.pick({ lengthFrames: true, name: true, notes: true, colour: true }).partial().shape,
  }),
  plan: (draft, { id, frame, ...fields }, context) => {
    const marker = draft.add(
      createMarker({ id: id ?? context.newId('marker'), frame, ...definedFields(fields) }),
    );
    return { selection: [marker.id] };
  },
});

const editMarker = defineCommand({
  id: 'marker.edit',
  title: 'Edit Marker',
  args: z.object({
    markerIds: z.array(markerIdSchema).min(1).max(10_000),
    fields: markerSchema
      .pick({ frame: true, lengthFrames: true, name: true, notes: true, colour: true })
      .partial(),
  }),
  plan: (draft, { markerIds, fields }) => {
    for (const id of markerIds) draft.update('marker', id, definedFields(fields));
    return undefined;
  },
});

/** Moves markers together; none goes before the film's first frame. */
const moveMarkers = defineCommand({
  id: 'marker.move',
  title: 'Move Markers',
  args: z.object({ markerIds: z.array(markerIdSchema).min(1).max(10_000), byFrames: framesSchema }),
  plan: (draft, { markerIds, byFrames }) => {
    const markers = [...new Set(markerIds)].map((id) => draft.require('marker', id));
    const by = Math.max(byFrames, -Math.min(...markers.map(({ frame }) => frame)));
    for (const { id, frame } of markers) draft.update('marker', id, { frame: frames(frame + by) });
    return {
      selection: markers.map(({ id }) => id),
      label: markers.length === 1 ? 'Move Marker' : 'Move Markers',
    };
  },
});

const deleteMarkers = defineCommand({
  id: 'marker.delete',
  title: 'Delete Markers',
  args: z.object({ markerIds: z.array(markerIdSchema).min(1).max(10_000) }),
  plan: (draft, { markerIds }) => {
    for (const id of new Set(markerIds)) {
      draft.require('marker', id);
      draft.remove('marker', id);
    }
    return { selection: [], label: markerIds.length === 1 ? 'Delete Marker' : 'Delete Markers' };
  },
});

const addComment = defineCommand({
  id: 'comment.add',
  title: 'Add Comment',
  args: z.object({
    shotId: shotIdSchema,
    text: commentSchema.shape.text.min(1),
    /** In the shot's own time; null = about the whole shot. */
    frame: commentSchema.shape.frame.default(null),
    author: commentSchema.shape.author.default(''),
    id: commentIdSchema.optional(),
  }),
  plan: (draft, { id, ...fields }, context) => {
    draft.require('shot', fields.shotId);
    draft.add(createComment({ id: id ?? context.newId('comment'), createdAtMs: context.nowMs, ...fields }));
    return undefined;
  },
});

const editComment = defineCommand({
  id: 'comment.edit',
  title: 'Edit Comment',
  args: z.object({
    commentIds: z.array(commentIdSchema).min(1).max(10_000),
    fields: commentSchema.pick({ text: true, isResolved: true, frame: true }).partial(),
  }),
  plan: (draft, { commentIds, fields }) => {
    for (const id of commentIds) draft.update('comment', id, definedFields(fields));
    if (fields.isResolved === undefined) return undefined;
    return { label: fields.isResolved ? 'Resolve Comment' : 'Reopen Comment' };
  },
});

const deleteComments = defineCommand({
  id: 'comment.delete',
  title: 'Delete Comments',
  args: z.object({ commentIds: z.array(commentIdSchema).min(1).max(10_000) }),
  plan: (draft, { commentIds }) => {
    for (const id of new Set(commentIds)) {
      draft.require('comment', id);
      draft.remove('comment', id);
    }
    return { label: commentIds.length === 1 ? 'Delete Comment' : 'Delete Comments' };
  },
});

export const commentCommands = [
  addMarker,
  editMarker,
  moveMarkers,
  deleteMarkers,
  addComment,
  editComment,
  deleteComments,
] as const;

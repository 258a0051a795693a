import { z } from 'zod';
import type { Draft } from '../document/draft';
import { createClip, createTrack } from '../document/factories';
import { type DialogueLineId, dialogueLineIdSchema, mediaIdSchema, type TrackId } from '../document/ids';
import { lastOrderKey } from '../document/order';
import { clipSchema, type Media, mediaSchema } from '../document/records';
import { selectSequence } from '../shots/sequence';
import { addFrames, type Frames, frames, secondsToFrames } from '../time/frames';
import { soundLengthFrames } from '../timeline/model';
import { defineCommand, type PlanContext, PlanRefusal } from './command';

/** Before the first line of a shot and between lines that are not timed. Seconds. */
const leadSeconds = 0.25;
const pauseSeconds = 0.2;

/**
 * Spoken lines come to lie on the dialogue tracks under their shots, each in place of what was spoken there for its line before. Lines
 * that are not timed follow each other. Run by the synthesiser and by providers, which have put the sounds in their place before.
 */
const placeSounds = defineCommand({
  id: 'dialogue.placeSounds',
  title: 'Speak Lines',
  isInternal: true,
  args: z.object({
    sounds: z
      .array(
        z.object({
          dialogueLineId: dialogueLineIdSchema,
          media: mediaSchema,
          /** As in the clip's record. */
          spokenText: clipSchema.shape.spokenText.default(null),
        }),
      )
      .min(1)
      .max(10_000),
  }),
  plan: (draft, { sounds }, context) => {
    const made = place(draft, sounds, context);
    return { selection: made, label: made.length === 1 ? 'Speak Line' : `Speak ${made.length} Lines` };
  },
});

/** A recording, or any sound of the project, comes in place of what is heard for a line. */
const useSound = defineCommand({
  id: 'dialogue.useSound',
  title: 'Use Sound for Line',
  args: z.object({ dialogueLineId: dialogueLineIdSchema, mediaId: mediaIdSchema }),
  plan: (draft, { dialogueLineId, mediaId }, context) => {
    const media = draft.require('media', mediaId);
    draft.require('dialogueLine', dialogueLineId);
    place(draft, [{ dialogueLineId, media, spokenText: null }], context);
    return undefined;
  },
});

interface LineSound {
  readonly dialogueLineId: DialogueLineId;
  readonly media: Media;
  readonly spokenText: string | null;
}

/** @returns the clips that were made @throws PlanRefusal when there is no place for any */
function place(draft: Draft, sounds: readonly LineSound[], context: PlanContext): string[] {
  const { rate } = draft.project();
  const sequence = selectSequence(draft);
  const wanted = new Map(sounds.map((sound) => [sound.dialogueLineId as string, sound]));
  for (const clip of draft.list('clip')) {
    if (clip.dialogueLineId && wanted.has(clip.dialogueLineId)) draft.remove('clip', clip.id);
  }
  const made: string[] = [];
  for (const { shot, startFrame } of sequence.shots) {
    let free: Frames = secondsToFrames(leadSeconds, rate);
    for (const line of draft.childrenOf('dialogueLine', shot.id)) {
      const sound = wanted.get(line.id);
      if (!sound) {
        if (line.span) free = addFrames(line.span.offsetFrames, line.span.lengthFrames);
        continue;
      }
      const { media, spokenText } = sound;
      const lengthFrames = soundLengthFrames(contentOf(media), rate);
      const offset = line.span?.offsetFrames ?? free;
      const start = addFrames(startFrame, offset);
      const clip = draft.add(
        createClip({
          id: context.newId('clip'),
          trackId: trackWithRoom(draft, start, lengthFrames, context),
          mediaId: keptMedia(draft, media).id,
          startFrame: start,
          lengthFrames,
          dialogueLineId: line.id,
          spokenText,
        }),
      );
      made.push(clip.id);
      draft.update('dialogueLine', line.id, { span: { offsetFrames: frames(offset), lengthFrames } });
      free = addFrames(addFrames(offset, lengthFrames), secondsToFrames(pauseSeconds, rate));
    }
  }
  if (made.length === 0) throw new PlanRefusal('The lines are gone, or their shots are omitted.');
  return made;
}

function contentOf(media: Media) {
  if (media.content.type !== 'sound') throw new PlanRefusal(`"${media.name}" is no sound.`, media.id);
  return media.content.sound;
}

/** A line said before in the same voice is the same file. */
function keptMedia(draft: Draft, media: Media): Media {
  const known = draft.list('media').find(({ fingerprint }) => fingerprint === media.fingerprint);
  return known ?? draft.add(media);
}

function trackWithRoom(draft: Draft, start: Frames, length: Frames, context: PlanContext): TrackId {
  const tracks = draft.list('track').filter(({ type }) => type === 'dialogue');
  const free = tracks.find((track) =>
    draft
      .childrenOf('clip', track.id)
      .every((clip) => clip.startFrame >= start + length || clip.startFrame + clip.lengthFrames <= start),
  );
  if (free) return free.id;
  const name = tracks.length === 0 ? 'Dialogue' : `Dialogue ${tracks.length + 1}`;
  const order = lastOrderKey(draft.list('track'));
  return draft.add(createTrack({ id: context.newId('track'), order, type: 'dialogue', name })).id;
}

export const dialogueSoundCommands = [placeSounds, useSound] as const;

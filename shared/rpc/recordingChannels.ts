import { z } from 'zod';
import { dialogueLineIdSchema, mediaIdSchema } from '../document/ids';
import { mostPieceBytes } from '../elements/recording';
import { bytes, channel, nothing } from './channel';
import { committedSchema } from './editChannels';

const recordingId = z.string().regex(/^[A-Za-z0-9_-]{12}$/);

const recoveredRecordingSchema = z.object({
  mediaId: mediaIdSchema,
  name: z.string(),
  seconds: z.number(),
  /** null = the line is gone. */
  lineId: dialogueLineIdSchema.nullable(),
});
/** What was being recorded when the program ended, in the media now. */
export type RecoveredRecording = z.infer<typeof recoveredRecordingSchema>;

/** A dialogue line recorded by a microphone: pieces go to the project's disk as they come. */
export const recordingChannels = {
  /** Whether the microphone may be used from now on, or no longer. `isAllowed` of the reply: false = the system forbids it. */
  'recording.allowMicrophone': channel(
    'main',
    z.object({ isAllowed: z.boolean() }),
    z.object({ isAllowed: z.boolean() }),
  ),
  'recording.begin': channel(
    'worker',
    z.object({ lineId: dialogueLineIdSchema, sampleRate: z.int().min(8_000).max(192_000) }),
    z.object({ recordingId: z.string() }),
  ),
  /** 16-bit samples, little end first. On the disk when it is answered. */
  'recording.write': channel(
    'worker',
    z.object({
      recordingId,
      samples: bytes.refine(({ length }) => length <= mostPieceBytes, 'is too large a piece'),
    }),
    nothing,
  ),
  /** It takes the place of what was heard for its line; one edit. */
  'recording.keep': channel(
    'worker',
    z.object({ recordingId, selection: z.array(z.string()).max(20_000) }),
    committedSchema,
  ),
  'recording.discard': channel('worker', z.object({ recordingId }), nothing),
  /** Brings in what was being recorded when the program ended. */
  'recording.recover': channel('worker', nothing, z.array(recoveredRecordingSchema).readonly()),
} as const;

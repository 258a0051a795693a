import type { DocumentView } from '@shared/document/document';
import type { DialogueLineId, ShotId, TakeId } from '@shared/document/ids';
import type { Media, Take } from '@shared/document/records';
import { lipSyncCost, lipSyncWishSchema, speechService } from '@shared/generation/speechService';
import { CodedError } from '@shared/rpc/result';
import { framesToSeconds } from '@shared/time/frames';
import { z } from 'zod';
import type { ClipPlan, JsonValue } from '../provider';

/** `ClipRequest.request` of a lip-sync: everything it needs, frozen. */
export const lipSyncRequestSchema = z.object({
  takeId: z.string(),
  source: z.discriminatedUnion('type', [
    z.object({ type: z.literal('task'), remoteId: z.string() }),
    z.object({ type: z.literal('url'), url: z.string() }),
  ]),
  sound: z.object({ mediaId: z.string(), name: z.string() }),
  /** Of the sound that is used. */
  soundMs: z.int().min(1),
  /** In the take's file. */
  insertAtMs: z.int().min(0),
  keepsOwnSound: z.boolean(),
});
export type LipSyncRequest = z.infer<typeof lipSyncRequestSchema>;

const soundTypes: ReadonlySet<string> = new Set([
  'audio/wav',
  'audio/x-wav',
  'audio/vnd.wave',
  'audio/mpeg',
  'audio/mp4',
  'audio/x-m4a',
  'audio/aac',
]);

/**
 * The request for a lip-sync of a take to a line of its shot.
 * @param remoteIdOf where the vendor has the clip of a take, null = nowhere
 * @throws CodedError `refused` with what stands against it, in words
 */
export function planLipSync(
  document: DocumentView,
  shotId: ShotId,
  settings: JsonValue | null,
  remoteIdOf: (takeId: TakeId) => string | null,
): ClipPlan {
  const wish = lipSyncWishSchema.parse(settings ?? {});
  const refuse = (words: string): never => {
    throw new CodedError('refused', words, shotId);
  };
  const take = document.get('take', wish.takeId as TakeId) ?? refuse('This take is gone.');
  const line =
    document.get('dialogueLine', wish.dialogueLineId as DialogueLineId) ?? refuse('This line is gone.');
  if (take.shotId !== shotId || line.shotId !== shotId)
    refuse('The take and the line belong to different shots.');
  const fileSeconds = secondsOfTakeFile(document, take, refuse);
  const rate = document.project().rate;
  const clip =
    document.list('clip').find(({ dialogueLineId }) => dialogueLineId === line.id) ??
    refuse('The line has no sound yet. Speak it, record it or generate a voice first.');
  const sound = document.require('media', clip.mediaId);
  const soundSeconds = Math.min(secondsOfSound(sound, refuse), framesToSeconds(clip.lengthFrames, rate));
  const offsetFrames = line.span?.offsetFrames ?? 0;
  const insertAt =
    framesToSeconds(take.mediaInFrames, rate) +
    framesToSeconds(offsetFrames, rate) -
    framesToSeconds(take.sourceInFrames, rate);
  const insertAtSeconds = Math.max(0, insertAt);
  const { minSeconds } = speechService().lipSync;
  if (insertAtSeconds + 0.2 >= fileSeconds) refuse('The line begins after the end of this take.');
  // The vendor's shortest sound: a shorter one is padded with silence, but not beyond the end of the take.
  const usedSeconds = Math.min(Math.max(soundSeconds, minSeconds), fileSeconds - insertAtSeconds);
  const request: LipSyncRequest = {
    takeId: take.id,
    source: sourceOf(take, wish.videoUrl, remoteIdOf, refuse),
    sound: { mediaId: sound.id, name: sound.name },
    soundMs: Math.max(1, Math.floor(usedSeconds * 1000)),
    insertAtMs: Math.round(insertAtSeconds * 1000),
    keepsOwnSound: wish.keepsOwnSound,
  };
  return {
    request,
    model: 'kling-lip-sync',
    estimate: lipSyncCost(fileSeconds),
    parts: [
      {
        shotId,
        inputsHash: take.inputsHash,
        inputParts: take.inputParts,
        sourceInFrames: take.sourceInFrames,
        lengthFrames: take.lengthFrames,
        mediaInFrames: take.mediaInFrames,
      },
    ],
  };
}

function secondsOfTakeFile(document: DocumentView, take: Take, refuse: (words: string) => never): number {
  const { content } = document.require('media', take.mediaId);
  if (content.type !== 'video') return refuse('This take is a picture: there are no lips to move.');
  const { minSeconds, maxSeconds, minSide, maxSide } = speechService().lipSync;
  const seconds = framesToSeconds(content.frameCount, content.rate);
  if (seconds < minSeconds || seconds > maxSeconds) {
    refuse(
      `The take's file is ${seconds.toFixed(1)} s long; Kling moves lips in clips of ${minSeconds} to ${maxSeconds} s.`,
    );
  }
  const [short, long] = [Math.min(content.width, content.height), Math.max(content.width, content.height)];
  if (short < minSide || long > maxSide) {
    refuse(
      `The take is ${content.width} × ${content.height}; Kling moves lips in clips with sides of ${minSide} to ${maxSide} pixels.`,
    );
  }
  return seconds;
}

function secondsOfSound(media: Media, refuse: (words: string) => never): number {
  const { content, mimeType, name } = media;
  if (content.type !== 'sound') return refuse(`"${name}" is no sound of its own.`);
  if (!soundTypes.has(mimeType)) {
    return refuse(
      `"${name}" is ${mimeType.replace('audio/', '').toUpperCase()}; Kling takes WAV, MP3 and M4A.`,
    );
  }
  const seconds = content.sound.sampleCount / content.sound.sampleRate;
  const { minSeconds, maxSeconds } = speechService().lipSync;
  const isPadded = content.codec === 'pcm-s16';
  if (seconds > maxSeconds || (seconds < minSeconds && !isPadded)) {
    return refuse(
      `"${name}" is ${seconds.toFixed(1)} s long; Kling takes sounds of ${minSeconds} to ${maxSeconds} s.`,
    );
  }
  return seconds;
}

function sourceOf(
  take: Take,
  videoUrl: string | null,
  remoteIdOf: (takeId: TakeId) => string | null,
  refuse: (words: string) => never,
): LipSyncRequest['source'] {
  if (videoUrl !== null && videoUrl.trim() !== '') {
    const url = URL.parse(videoUrl.trim());
    if (url?.protocol !== 'https:') return refuse('The address of the take begins with https://.');
    return { type: 'url', url: url.href };
  }
  const remoteId = remoteIdOf(take.id);
  return remoteId === null
    ? refuse(
        `Kling finds by itself only clips it made in the last ${speechService().lipSync.keptDays} days, and this take is none. Put its file where Kling can fetch it, and give the address.`,
      )
    : { type: 'task', remoteId };
}

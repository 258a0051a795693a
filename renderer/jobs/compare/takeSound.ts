import type { DocumentView } from '@shared/document/document';
import type { Take } from '@shared/document/records';
import { framesToSamples } from '@shared/time/frames';
import { soundOf } from '@shared/timeline/model';
import { filmSampleRate, type SoundStretch } from '@shared/timeline/soundSchedule';

/**
 * A take's own sound, placed in samples of the shot's own time (which may lie before 0), no longer than its picture.
 * null = it has none.
 */
export function takeSound(document: DocumentView, take: Take): SoundStretch | null {
  const { rate } = document.project();
  const sound = soundOf(document.get('media', take.mediaId));
  if (!sound) return null;
  const samplesOf = (frames: number): number => framesToSamples(frames, rate, filmSampleRate);
  const startSample = samplesOf(take.sourceInFrames);
  const sourceInSample = samplesOf(take.mediaInFrames);
  const heardSamples = Math.ceil((sound.sampleCount * filmSampleRate) / sound.sampleRate) - sourceInSample;
  const endSample = Math.min(samplesOf(take.sourceInFrames + take.lengthFrames), startSample + heardSamples);
  return endSample > startSample ? { mediaId: take.mediaId, startSample, endSample, sourceInSample } : null;
}

interface Compared<Id> {
  readonly id: Id;
  readonly hasSound: boolean;
}

/**
 * Which of the takes that are compared is heard: the one a person chose, else the one the shot shows, else the first with
 * a sound. null = none has any.
 */
export function heardTake<Id extends string>(
  takes: readonly Compared<Id>[],
  { chosenId, activeId }: { readonly chosenId: Id | null; readonly activeId: Id | null },
): Id | null {
  const heard = takes.filter(({ hasSound }) => hasSound).map(({ id }) => id);
  return heard.find((id) => id === chosenId) ?? heard.find((id) => id === activeId) ?? heard[0] ?? null;
}

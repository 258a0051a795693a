import type { DocumentView } from '../document/document';
import type { Clip } from '../document/records';
import type { CutSound, CutTimeline } from '../interchange/cutTimeline';
import { convertFrames, framesToSamples, samplesToFrames } from '../time/frames';
import { soundOf } from '../timeline/model';

/** Where a sound of the film is to lie; frames of the film, samples of its media. */
export interface SoundPlace {
  readonly startFrame: number;
  readonly lengthFrames: number;
  readonly sourceInSamples: number;
}

/** What becomes of a sound that bears its uid. */
export interface SoundChange {
  readonly key: string;
  readonly clip: Clip;
  readonly name: string;
  readonly to: SoundPlace;
  /** A second piece of a sound that the cut has split, or has twice. */
  readonly isCopy: boolean;
}

export interface SoundChanges {
  readonly changes: readonly SoundChange[];
  /** Sounds of the film that are not in the cut, which has others of it. They stay. */
  readonly gone: readonly { readonly clip: Clip; readonly name: string }[];
  /** Sounds of the cut that bear no uid of one that is here. */
  readonly unknown: readonly CutSound[];
}

/**
 * The sounds of a cut against those of the film.
 * @param filmFrameOf the frame of the new film at which a moment of the cut is seen (frames of the film's rate)
 */
export function compareSounds(
  document: DocumentView,
  cut: CutTimeline,
  filmLength: number,
  filmFrameOf: (cutFrame: number) => number,
): SoundChanges {
  const { rate } = document.project();
  const sounds = cut.audioTracks
    .flatMap(({ items }) => items)
    .filter(({ isEnabled }) => isEnabled)
    .sort((a, b) => a.record.start - b.record.start);
  const seen = new Map<string, number>();
  const places = new Set<string>();
  const changes: SoundChange[] = [];
  const unknown: CutSound[] = [];
  for (const sound of sounds) {
    const clip = sound.uid?.kind === 'sound' ? document.get('clip', sound.uid.clipId) : undefined;
    const media = clip && document.require('media', clip.mediaId);
    const format = soundOf(media);
    if (!clip || !media || !format) {
      unknown.push(sound);
      continue;
    }
    // Each channel of a sound is a clip of its own in some formats.
    const place = `${clip.id} ${sound.record.start} ${sound.record.end} ${sound.source.start}`;
    if (places.has(place)) continue;
    places.add(place);
    const count = seen.get(clip.id) ?? 0;
    seen.set(clip.id, count + 1);
    const from = convertFrames(sound.record.start, cut.rate, rate);
    const length = Math.max(1, convertFrames(sound.record.end, cut.rate, rate) - from);
    const sourceStart = convertFrames(sound.source.start, cut.rate, rate);
    const given = givenOf(clip, filmLength, (samples) => samplesToFrames(samples, rate, format.sampleRate));
    const startFrame = Math.max(0, filmFrameOf(from));
    const isSameSource = sourceStart === given.sourceStart;
    if (count === 0 && isSameSource && length === given.length && startFrame === given.start) continue;
    const wanted = isSameSource
      ? clip.sourceInSamples + framesToSamples(given.start - clip.startFrame, rate, format.sampleRate)
      : framesToSamples(sourceStart, rate, format.sampleRate);
    const sourceInSamples = Math.max(0, Math.min(wanted, format.sampleCount - 1));
    const available = samplesToFrames(format.sampleCount - sourceInSamples, rate, format.sampleRate);
    // Where the cut begins or ends inside of it, it was handed over cut there: the rest is still the film's.
    const isCutOff = given.length < clip.lengthFrames && length === given.length && isSameSource;
    const lengthFrames = isCutOff ? clip.lengthFrames - (given.start - clip.startFrame) : length;
    changes.push({
      key: count === 0 ? clip.id : `${clip.id}#${count}`,
      clip,
      name: media.name,
      to: { startFrame, lengthFrames: Math.max(1, Math.min(lengthFrames, available)), sourceInSamples },
      isCopy: count > 0,
    });
  }
  const hasOurs = seen.size > 0;
  const gone = document
    .list('clip')
    .filter(
      ({ id, startFrame, lengthFrames }) =>
        hasOurs && !seen.has(id) && startFrame < filmLength && startFrame + lengthFrames > 0,
    )
    .map((clip) => ({ clip, name: document.require('media', clip.mediaId).name }));
  return { changes, gone, unknown };
}

/** A sound as it was handed over: only what lies in the film. */
function givenOf(clip: Clip, filmLength: number, toFrames: (samples: number) => number) {
  const start = Math.max(0, clip.startFrame);
  const end = Math.min(clip.startFrame + clip.lengthFrames, filmLength);
  const sourceStart = toFrames(clip.sourceInSamples) + start - clip.startFrame;
  return { start, length: end - start, sourceStart };
}

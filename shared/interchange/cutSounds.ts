import type { DocumentView } from '../document/document';
import type { Clip, Track } from '../document/records';
import type { Run } from '../shots/runs';
import { frames, framesToSamples, samplesToFrames } from '../time/frames';
import { soundOf } from '../timeline/model';
import type { CutFiles } from './cutFiles';
import type { CutSound, CutTrack } from './cutTimeline';
import { lanesOf } from './lanes';

/**
 * The sounds of a cut by track; where sounds of one track lie over each other, it becomes several. A sound that reaches
 * over the edge of a run is cut there. Tracks without a sound are left out.
 */
export function cutSounds(
  document: DocumentView,
  runs: readonly Run[],
  files: CutFiles,
): CutTrack<CutSound>[] {
  return document.list('track').flatMap((track) => {
    const sounds = runs.flatMap((run) =>
      document.childrenOf('clip', track.id).flatMap((clip) => soundIn(document, run, track, clip, files)),
    );
    const lanes = lanesOf(sounds.sort((a, b) => a.record.start - b.record.start));
    return lanes.map((items, index) => ({
      name: index === 0 ? track.name : `${track.name} ${index + 1}`,
      isEnabled: !track.isMuted,
      items,
      transitions: [],
    }));
  });
}

function soundIn(document: DocumentView, run: Run, track: Track, clip: Clip, files: CutFiles): CutSound[] {
  const { rate } = document.project();
  const media = document.require('media', clip.mediaId);
  const sound = soundOf(media);
  const from = Math.max(clip.startFrame, run.startFrame);
  const to = Math.min(clip.startFrame + clip.lengthFrames, run.endFrame);
  if (!sound || to <= from) return [];
  const start = run.outputStart + from - run.startFrame;
  const samples = clip.sourceInSamples + framesToSamples(from - clip.startFrame, rate, sound.sampleRate);
  const first = samplesToFrames(samples, rate, sound.sampleRate);
  return [
    {
      uid: { kind: 'sound', clipId: clip.id },
      name: media.name,
      isEnabled: true,
      record: { start: frames(start), end: frames(start + to - from) },
      source: { start: first, end: frames(first + to - from) },
      media: files.ofProject(media),
      markers: [],
      gainDb: track.gainDb + clip.gainDb,
      sourceInSamples: samples,
    },
  ];
}

import type { SoundClip } from '@shared/compositor/hostProtocol';
import type { DocumentView } from '@shared/document/document';
import type { SequenceShot } from '@shared/shots/sequence';
import type { Frames } from '@shared/time/frames';
import { framesToSamples } from '@shared/time/frames';

/** A run of shots that follow each other in the film, and where it begins in what is exported, in frames. */
interface Run {
  readonly startFrame: number;
  readonly endFrame: number;
  readonly outputStart: number;
}

/**
 * The sounds that are heard under the given shots, moved to where those shots stand in the export. Sounds of muted
 * tracks are left out; a sound that reaches over the edge of a run is cut there.
 * @param shots in film order
 */
export function filmSoundClips(
  document: DocumentView,
  shots: readonly SequenceShot[],
  mediaBase: string,
): SoundClip[] {
  const { rate } = document.project();
  const clips: SoundClip[] = [];
  for (const run of runsOf(shots)) {
    for (const track of document.list('track')) {
      if (track.isMuted) continue;
      for (const clip of document.childrenOf('clip', track.id)) {
        const media = document.require('media', clip.mediaId);
        const sound = media.content.type === 'image' ? null : media.content.sound;
        const start = Math.max(clip.startFrame, run.startFrame);
        const end = Math.min(clip.startFrame + clip.lengthFrames, run.endFrame);
        if (!sound || end <= start) continue;
        clips.push({
          url: `${mediaBase}${clip.mediaId}?rendition=original`,
          startFrame: run.outputStart + start - run.startFrame,
          lengthFrames: (end - start) as Frames,
          sourceInSamples:
            clip.sourceInSamples + framesToSamples(start - clip.startFrame, rate, sound.sampleRate),
          sampleRate: sound.sampleRate,
          gainDb: track.gainDb + clip.gainDb,
        });
      }
    }
  }
  return clips;
}

function runsOf(shots: readonly SequenceShot[]): Run[] {
  const runs: Run[] = [];
  let outputStart = 0;
  for (const { startFrame, endFrame } of shots) {
    const last = runs.at(-1);
    if (last && last.endFrame === startFrame) runs[runs.length - 1] = { ...last, endFrame };
    else runs.push({ startFrame, endFrame, outputStart });
    outputStart += endFrame - startFrame;
  }
  return runs;
}

import type { DocumentView } from '../document/document';
import type { ShotId } from '../document/ids';
import type { Media } from '../document/records';
import { type Run, runsOf } from '../shots/runs';
import { lengthOfShots, pickShots, selectSequence } from '../shots/sequence';
import { frames } from '../time/frames';
import { isDropFrameRate } from '../time/timecode';
import { type CutFile, CutFiles, type CutPlace } from './cutFiles';
import type { CutSettings } from './cutSettings';
import { cutShots } from './cutShots';
import { cutSounds } from './cutSounds';
import type { CutMarker, CutTimeline } from './cutTimeline';

export interface BuiltCut {
  readonly cut: CutTimeline;
  /** What lies in the media folder beside it. */
  readonly files: readonly CutFile[];
  /** Media it refers to whose files are not there: an editing program shows them offline. */
  readonly missing: readonly Media[];
}

/**
 * The film, or the part of it made of some of its shots, as an editing program sees it.
 * @param shotIds null = all; ones that the film does not have are left out
 */
export function buildCut(
  document: DocumentView,
  shotIds: readonly ShotId[] | null,
  settings: Pick<CutSettings, 'pictures'>,
  place: CutPlace,
): BuiltCut {
  const { name, rate, frameSize, startFrame, isDropFrame } = document.project();
  const shots = pickShots(selectSequence(document).shots, shotIds);
  const runs = runsOf(shots);
  const files = new CutFiles(place, rate);
  const { items, transitions } = cutShots(document, shots, settings, files);
  const cut: CutTimeline = {
    name,
    rate,
    isDropFrame: isDropFrame && isDropFrameRate(rate),
    startFrame,
    frameSize: { width: frameSize.width, height: frameSize.height },
    lengthFrames: lengthOfShots(shots),
    videoTracks: [{ name: 'Boards', isEnabled: true, items, transitions }],
    audioTracks: cutSounds(document, runs, files),
    markers: markersOf(document, runs),
  };
  return { cut, files: files.files, missing: files.missing };
}

/** The film's markers, where what they stand on is in the cut. */
function markersOf(document: DocumentView, runs: readonly Run[]): CutMarker[] {
  return runs.flatMap(({ startFrame, endFrame, outputStart }) =>
    document
      .list('marker')
      .filter(({ frame }) => frame >= startFrame && frame < endFrame)
      .map(({ frame, lengthFrames, name, notes, colour }) => {
        const start = outputStart + frame - startFrame;
        const end = Math.min(start + lengthFrames, outputStart + endFrame - startFrame);
        return { name, notes, colour, at: { start: frames(start), end: frames(end) } };
      })
      .sort((a, b) => a.at.start - b.at.start),
  );
}

import { frames } from '@shared/time/frames';
import { formatRunningTime, formatTimecode } from '@shared/time/timecode';
import type { TimelineHit } from '@shared/timeline/hitTest';
import { clipInsetPx, rowHeights, shotsRowTop, type TimelineLayout } from '@shared/timeline/layout';
import type { TimelineModel } from '@shared/timeline/model';
import type { TimelineView } from '@shared/timeline/view';
import type { GroupFacts } from './clipGroupWords';

/** What a thing on the lanes says in full, below it. */
export interface LaneTipContent {
  /** px in the lanes: where it points, and its own top. */
  readonly x: number;
  readonly top: number;
  readonly title: string;
  readonly note: string;
  readonly problems: GroupFacts['problems'];
}

/** Wider shots and sounds say on themselves what they are, px. */
const leastWidthWithWords = 96;
const gapPx = 4;
const mostNote = 160;

export interface LaneFacts {
  readonly model: TimelineModel;
  readonly view: TimelineView;
  readonly layout: TimelineLayout;
  readonly mediaName: (mediaId: string) => string;
}

/** What a marker, or a shot or sound too narrow for its own words, says to a resting pointer; null = nothing. */
export function laneTip(hit: TimelineHit, x: number, facts: LaneFacts): LaneTipContent | null {
  const { model, view } = facts;
  const isNarrow = (lengthFrames: number): boolean =>
    lengthFrames * view.pixelsPerFrame < leastWidthWithWords;
  const runs = (lengthFrames: number): string => formatRunningTime(frames(lengthFrames), model.rate);
  switch (hit.type) {
    case 'marker': {
      const { name, frame, notes } = hit.marker;
      const at = formatTimecode(frames(model.filmStart + frame), model.rate, model.isDropFrame);
      return tip(x, rowHeights.ruler, name === '' ? 'Marker' : name, notes === '' ? at : `${at} · ${notes}`);
    }
    case 'shot': {
      const { label, shot, scene } = hit.entry;
      if (!isNarrow(shot.lengthFrames)) return null;
      const title = [label, shot.size, runs(shot.lengthFrames)].filter(Boolean).join(' · ');
      return tip(x, shotsRowTop + rowHeights.shots, title, shot.action || scene.heading);
    }
    case 'clip': {
      if (!isNarrow(hit.clip.lengthFrames)) return null;
      const top = facts.layout.tracksTop - facts.layout.scrollY + (hit.trackIndex + 1) * rowHeights.track;
      return tip(x, top - clipInsetPx, facts.mediaName(hit.clip.mediaId), runs(hit.clip.lengthFrames));
    }
    default:
      return null;
  }
}

function tip(x: number, bottom: number, title: string, note: string): LaneTipContent {
  const short = note.length > mostNote ? `${note.slice(0, mostNote).trimEnd()}…` : note;
  return { x, top: bottom + gapPx, title, note: short, problems: [] };
}

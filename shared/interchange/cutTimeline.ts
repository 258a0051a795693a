import type { Shot } from '../document/records';
import type { FrameRange, Frames } from '../time/frames';
import type { Rate } from '../time/rate';
import type { CutUid } from './cutUid';

/**
 * The film as an editing program sees it: tracks of clips on a common clock. It is what is written as OTIO, xmeml,
 * FCPXML or EDL, and what a cut that comes back is read into.
 *
 * All times are whole frames at `rate`. Record times (where something stands in the cut) count from the first frame of
 * the cut, which has the timecode `startFrame`. Source times count from the first frame of the media, also where the
 * media runs at a rate of its own.
 */
export interface CutTimeline {
  /** The film's name, as written: any letters. */
  readonly name: string;
  readonly rate: Rate;
  /** Timecode is written drop-frame; only where the rate has it. */
  readonly isDropFrame: boolean;
  /** Timecode of the cut's first frame, in frames. */
  readonly startFrame: Frames;
  /** Pixels; null = the file that was read does not say. */
  readonly frameSize: CutSize | null;
  /** Nothing stands behind it. */
  readonly lengthFrames: Frames;
  /** From the lowest. Where the picture is our own film there is one. */
  readonly videoTracks: readonly CutTrack<CutPicture>[];
  readonly audioTracks: readonly CutTrack<CutSound>[];
  /** Of the whole cut, sorted by time. Those on clips are with the clips. */
  readonly markers: readonly CutMarker[];
}

export interface CutSize {
  readonly width: number;
  readonly height: number;
}

export interface CutTrack<Item extends CutItem> {
  readonly name: string;
  /** A muted track of sounds, a hidden one of pictures: false. */
  readonly isEnabled: boolean;
  /** Sorted by record start; they never overlap. What is between them is empty. */
  readonly items: readonly Item[];
  /** Sorted by time. Items stand as if there were none: a transition takes no time. */
  readonly transitions: readonly CutTransition[];
}

/** What pictures and sounds have in common. */
export interface CutItem {
  /** What it was made from in the project; null = it was not, or a program has lost it. */
  readonly uid: CutUid | null;
  /** As the program shows it on its timeline. */
  readonly name: string;
  readonly isEnabled: boolean;
  /** Where it stands in the cut. Its edges are the cuts, also under a transition. */
  readonly record: FrameRange;
  /**
   * What is used of the media, without what transitions use besides. As long as `record`, but where a program that was
   * read from changed the speed. Of a still any range is the same picture.
   */
  readonly source: FrameRange;
  /** null = none is named: a generator, a title, a nested cut. */
  readonly media: CutMedia | null;
  /** Sorted by time. */
  readonly markers: readonly CutMarker[];
}

/** A shot, or a board of it that is a clip of its own. */
export interface CutPicture extends CutItem {
  readonly texts: CutTexts;
  /** As "#d98f5c"; null = none in particular. */
  readonly colour: string | null;
}

export interface CutSound extends CutItem {
  /** Of clip and track together; 0 = as recorded. */
  readonly gainDb: number;
  /** First sample used, at the media's own sample rate: finer than `source`, which is rounded to frames. null = not known. */
  readonly sourceInSamples: number | null;
}

/** What is said of a shot, plain texts with line breaks; empty = nothing. */
export interface CutTexts {
  /** "12" */
  readonly scene: string;
  /** "12A" */
  readonly shot: string;
  readonly action: string;
  /** "MINA: Always.", a line of the text for each. */
  readonly dialogue: string;
  readonly notes: string;
}

export type CutTransitionType = NonNullable<Shot['transitionIn']>['type'];

/** A change from one item to the one behind it, over a time around their cut. */
export interface CutTransition {
  /** One that a program calls otherwise is read as a dissolve. */
  readonly type: CutTransitionType;
  /** As the program calls it: "Cross Dissolve". */
  readonly name: string;
  /** The edge between the two items, in record time. */
  readonly cut: Frames;
  /** Frames before the cut, in which the item behind it shows already: it has that much media before `source`. */
  readonly before: number;
  /** Frames behind the cut, in which the item before it still shows. */
  readonly after: number;
}

/** A file that items are made from. Items of one file share the object. */
export interface CutMedia {
  /** Unique in the cut and the same at every writing; letters, digits, `_`, `-`, not first a digit. */
  readonly key: string;
  readonly kind: 'still' | 'video' | 'sound';
  /** File name with its ending; of one that was read, what the program calls it. */
  readonly name: string;
  /**
   * Where it lies: an absolute path of this machine, or one from the folder of the cut's own file, with forward slashes;
   * as read: `file:` addresses are paths already. null = nowhere that is known.
   */
  readonly path: string | null;
  /** At the cut's rate; null = a still, or not known. */
  readonly lengthFrames: number | null;
  /** Its own; null = a still or a sound, or not known. */
  readonly rate: Rate | null;
  /** Timecode of its first frame at the cut's rate. Ours have none: 0. */
  readonly startFrame: Frames;
  readonly size: CutSize | null;
  readonly sound: { readonly channels: number; readonly sampleRate: number } | null;
}

export interface CutMarker {
  readonly name: string;
  readonly notes: string;
  /** As "#e8a54b"; null = none in particular. */
  readonly colour: string | null;
  /** In record time of the cut, also of one on a clip. `end` = `start` for one that marks a single frame. */
  readonly at: FrameRange;
}

import type { DocumentView } from '../document/document';
import type { IdOf, Kind, RecordOf, Shot } from '../document/records';
import { isShotOmitted } from '../shots/sequence';
import { type Frames, frames, samplesToFrames } from '../time/frames';
import { isSameRate, type Rate } from '../time/rate';
import { type Rescale, rescale, rescaleRun, rescaleStart } from '../time/rescale';
import { isDropFrameRate } from '../time/timecode';

/** What stays when the rate changes: how long everything takes, or how many frames it has. */
export type RateKeep = 'seconds' | 'frames';

/** New fields of a record. */
export interface RateUpdate<K extends Kind = Kind> {
  readonly kind: K;
  readonly id: IdOf<K>;
  readonly fields: Partial<RecordOf<K>>;
}

/** Kinds that a change of rate can round, with how many of them it does. */
export type RoundedCounts = Readonly<
  Record<'shot' | 'board' | 'cameraKeyframe' | 'clip' | 'marker' | 'dialogueLine', number>
>;

export interface RateChange {
  readonly updates: readonly RateUpdate[];
  readonly rounded: RoundedCounts;
  /** Length of the film before and after, in frames of the rate of that time. */
  readonly lengthBefore: Frames;
  readonly lengthAfter: Frames;
}

/**
 * Everything that counts in frames, at another rate. With `seconds` every cut of the film and every moment in a shot is put on
 * the frame nearest to it; the film keeps its length but for one rounding. With `frames` pictures keep their frames, so that
 * the film runs faster or slower; sounds keep their seconds.
 */
export function changeRate(document: DocumentView, to: Rate, keep: RateKeep): RateChange {
  const { rate: from } = document.project();
  const change = new Changes(document, keep === 'frames' ? rescale(to, to) : rescale(from, to));
  change.project(from, to);
  change.film();
  change.inShots();
  change.sounds(rescale(from, to), keep);
  return change.result();
}

class Changes {
  readonly #document: DocumentView;
  readonly #scale: Rescale;
  readonly #updates: RateUpdate[] = [];
  readonly #rounded = { shot: 0, board: 0, cameraKeyframe: 0, clip: 0, marker: 0, dialogueLine: 0 };
  readonly #lengths = new Map<string, Frames>();
  #before = 0;
  #after = 0;

  constructor(document: DocumentView, scale: Rescale) {
    this.#document = document;
    this.#scale = scale;
  }

  project(from: Rate, to: Rate): void {
    const { id, startFrame, isDropFrame } = this.#document.project();
    if (isSameRate(from, to)) return;
    this.#put('project', id, {
      rate: to,
      startFrame: rescaleStart(startFrame, { from, to, isDropFrame }),
      isDropFrame: isDropFrame && isDropFrameRate(to),
    });
  }

  /** Shots, and what lies in the film's time. Omitted shots have no place in it: each is rounded by itself. */
  film(): void {
    const shown: Shot[] = [];
    for (const scene of this.#document.list('scene')) {
      for (const shot of this.#document.childrenOf('shot', scene.id)) {
        if (isShotOmitted(shot, scene))
          this.#lengths.set(shot.id, atLeastOne(this.#scale.at(shot.lengthFrames)));
        else shown.push(shot);
      }
    }
    const lengths = rescaleRun(
      shown.map(({ lengthFrames }) => lengthFrames),
      this.#scale,
    );
    for (const [index, { id }] of shown.entries()) this.#lengths.set(id, lengths[index] as Frames);
    this.#before = shown.reduce((sum, { lengthFrames }) => sum + lengthFrames, 0);
    this.#after = lengths.reduce<number>((sum, length) => sum + length, 0);
    for (const { id, frame, lengthFrames } of this.#document.list('marker')) {
      this.#count('marker', frame, frame + lengthFrames);
      const start = this.#scale.at(frame);
      this.#put('marker', id, {
        frame: start,
        lengthFrames: frames(this.#scale.at(frame + lengthFrames) - start),
      });
    }
  }

  inShots(): void {
    for (const shot of this.#document.list('shot')) {
      this.#shot(shot);
      this.#moments('cameraKeyframe', this.#document.childrenOf('cameraKeyframe', shot.id));
      this.#moments('board', this.#document.childrenOf('board', shot.id));
    }
    for (const { id, content } of this.#document.list('layer')) {
      if (content.type !== 'clip') continue;
      this.#put('layer', id, { content: { ...content, inFrames: this.#scale.at(content.inFrames) } });
    }
    for (const { id, span } of this.#document.list('dialogueLine')) {
      if (!span) continue;
      const [start, end] = [span.offsetFrames, span.offsetFrames + span.lengthFrames];
      this.#count('dialogueLine', start, end);
      const offsetFrames = this.#scale.at(start);
      const lengthFrames = atLeastOne(this.#scale.at(end) - offsetFrames);
      this.#put('dialogueLine', id, { span: { offsetFrames, lengthFrames } });
    }
    for (const { id, frame } of this.#document.list('comment')) {
      if (frame !== null) this.#put('comment', id, { frame: this.#scale.at(frame) });
    }
  }

  #shot({ id, lengthFrames, sourceInFrames, transitionIn }: Shot): void {
    this.#count('shot', lengthFrames);
    const length = this.#lengths.get(id) as Frames;
    const sourceIn = this.#scale.at(sourceInFrames);
    this.#put('shot', id, {
      lengthFrames: length,
      sourceInFrames: sourceIn,
      transitionIn: transitionIn && {
        ...transitionIn,
        lengthFrames: this.#scale.at(transitionIn.lengthFrames),
      },
    });
    for (const take of this.#document.childrenOf('take', id)) {
      const isCovering =
        take.sourceInFrames <= sourceInFrames &&
        sourceInFrames + lengthFrames <= take.sourceInFrames + take.lengthFrames;
      const start = this.#scale.at(take.sourceInFrames);
      const end = Math.max(
        this.#scale.at(take.sourceInFrames + take.lengthFrames),
        isCovering ? sourceIn + length : 0,
      );
      this.#put('take', take.id, {
        sourceInFrames: start,
        // A take that covered its shot still does, though both were rounded.
        lengthFrames: atLeastOne(end - start),
        mediaInFrames: this.#scale.at(take.mediaInFrames),
      });
    }
  }

  /** Sorted records that lie on a frame each of a shot's own time. Two that meet are put one frame apart: none is lost. */
  #moments<K extends 'cameraKeyframe' | 'board'>(kind: K, records: readonly RecordOf<K>[]): void {
    let next = Number.NEGATIVE_INFINITY;
    for (const { id, frame } of records as readonly RecordOf<'cameraKeyframe' | 'board'>[]) {
      this.#count(kind, frame);
      const moved = frames(Math.max(this.#scale.at(frame), next));
      next = moved + 1;
      this.#updates.push({ kind, id, fields: { frame: moved } } as RateUpdate);
    }
  }

  /** Sounds keep their seconds whatever pictures keep. None begins before the one ahead of it has ended. */
  sounds(seconds: Rescale, keep: RateKeep): void {
    for (const track of this.#document.list('track')) {
      let free = Number.NEGATIVE_INFINITY;
      const clips = this.#document.childrenOf('clip', track.id);
      clips.forEach((clip, index) => {
        const end = clip.startFrame + clip.lengthFrames;
        const start = Math.max(this.#scale.at(clip.startFrame), free);
        const following = clips[index + 1];
        const room = following ? this.#scale.at(following.startFrame) - start : Number.POSITIVE_INFINITY;
        const length = keep === 'seconds' ? this.#scale.at(end) - start : seconds.at(clip.lengthFrames);
        if (keep === 'seconds') this.#count('clip', clip.startFrame, end);
        else if (seconds.isRounded(clip.lengthFrames)) this.#rounded.clip += 1;
        const kept = Math.min(length, Math.max(1, room), this.#soundLeft(clip, seconds.to));
        this.#put('clip', clip.id, { startFrame: frames(start), lengthFrames: atLeastOne(kept) });
        free = start + atLeastOne(kept);
      });
    }
  }

  /** Frames that the media has from the clip's first sample on; a clip that reached its end still does not run past it. */
  #soundLeft({ mediaId, sourceInSamples, lengthFrames }: RecordOf<'clip'>, to: Rate): number {
    const { content } = this.#document.require('media', mediaId);
    if (content.type === 'image' || !content.sound) return Number.POSITIVE_INFINITY;
    const { sampleRate, sampleCount } = content.sound;
    const left = (rate: Rate) =>
      samplesToFrames(Math.max(0, sampleCount - sourceInSamples), rate, sampleRate);
    // One that ran past it before was meant to.
    return lengthFrames > left(this.#document.project().rate) ? Number.POSITIVE_INFINITY : left(to);
  }

  #count(kind: keyof RoundedCounts, ...values: readonly number[]): void {
    if (values.some((value) => this.#scale.isRounded(value))) this.#rounded[kind] += 1;
  }

  #put<K extends Kind>(kind: K, id: IdOf<K>, fields: Partial<RecordOf<K>>): void {
    this.#updates.push({ kind, id, fields } as unknown as RateUpdate);
  }

  result(): RateChange {
    return {
      updates: this.#updates,
      rounded: this.#rounded,
      lengthBefore: frames(this.#before),
      lengthAfter: frames(this.#after),
    };
  }
}

const atLeastOne = (value: number): Frames => frames(Math.max(1, value));

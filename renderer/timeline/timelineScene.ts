import type { MediaId } from '@shared/document/ids';
import { type ClipGroup, type ClipSpan, clipGroupOf } from '@shared/timeline/clipGroups';
import { type Gesture, type GestureContext, ready } from '@shared/timeline/gestures/gesture';
import { type JobBracket, jobBrackets } from '@shared/timeline/jobBrackets';
import { layoutTimeline, type TimelineLayout } from '@shared/timeline/layout';
import { emptyTimelineModel, selectTimelineModel, soundOf, type TimelineModel } from '@shared/timeline/model';
import Konva from 'konva';
import { currentPictures } from '../picture/pictures';
import { areClipGroupsShown, currentClipGroups, followClipPacking } from '../state/clipPacking';
import { currentDocument, documentStore, isOtherProject } from '../state/documentStore';
import { jobStore } from '../state/jobStore';
import { isMediaOffline, mediaStateStore } from '../state/mediaState';
import { currentShotId, sessionStore } from '../state/sessionStore';
import { keepTimelineInFilm, pageTimelineTo, resizeTimeline, timelineViewStore } from '../state/timelineView';
import { ClipGroupFacts } from './clipGroupFacts';
import type { GroupFacts } from './clipGroupWords';
import { drawClipGroups } from './draw/drawClipGroups';
import type { TimelineDrawing } from './draw/drawing';
import { drawJobs, drawJobsRow } from './draw/drawJobs';
import { drawMarkers } from './draw/drawMarkers';
import { type DropPreview, drawOverlay, type OverlayDrawing } from './draw/drawOverlay';
import { drawRuler } from './draw/drawRuler';
import { drawShots } from './draw/drawShots';
import { drawSoundHint, drawSounds, type SoundFacts } from './draw/drawSounds';
import { drawTakeCuts } from './draw/drawTakeCuts';
import { forgetTextMeasures } from './draw/text';
import { readTheme, type TimelineTheme } from './draw/theme';
import { TimelineShotFacts } from './shotFacts';
import { Waveforms } from './waveforms';

/**
 * The timeline's picture: two Konva layers, rows below and all that moves by itself above, each one shape that draws
 * what is in view straight from the records. Thousands of nodes would have to be kept in step; a function need not.
 */
export class TimelineScene {
  readonly #stage: Konva.Stage;
  readonly #rows = new Konva.Layer({ listening: false });
  readonly #overlay = new Konva.Layer({ listening: false });
  readonly #theme: TimelineTheme;
  readonly #shotFacts = new TimelineShotFacts(() => this.redrawRows());
  /** Price and problems of shots that would go out together. */
  readonly groupFacts = new ClipGroupFacts(() => this.redrawRows());
  #waveforms = this.#newWaveforms();
  readonly #stops: (() => void)[] = [];
  #heightPx = 0;
  #gesture: Gesture = ready;
  #drop: DropPreview | null = null;
  #hoveredEdge: OverlayDrawing['hoveredEdge'] = null;
  #hoveredCut: string | null = null;
  #drawnShotId: string | null = null;

  constructor(container: HTMLDivElement) {
    this.#theme = readTheme(container);
    this.#stage = new Konva.Stage({ container, width: 1, height: 1, listening: false });
    this.#rows.add(this.#shape((context) => this.#drawRows(context)));
    this.#overlay.add(this.#shape((context) => this.#drawOverlay(context)));
    this.#stage.add(this.#rows, this.#overlay);
    this.#follow();
  }

  #shape(draw: (context: CanvasRenderingContext2D) => void): Konva.Shape {
    return new Konva.Shape({
      listening: false,
      perfectDrawEnabled: false,
      // Konva's wrapper has no roundRect and costs a call for each call; what it wraps is scaled to device pixels already.
      sceneFunc: (context) => draw(context._context),
    });
  }

  #newWaveforms(): Waveforms {
    return new Waveforms(() => this.redrawRows());
  }

  #follow(): void {
    this.#stops.push(
      documentStore.subscribe((state, before) => {
        if (isOtherProject(state, before)) {
          this.#waveforms.dispose();
          this.#waveforms = this.#newWaveforms();
          this.#shotFacts.forgetAll();
          this.groupFacts.forgetAll();
          this.#followPictures();
        }
        const isOther = state.document !== before.document || state.isLoaded !== before.isLoaded;
        if (isOther || state.revision !== before.revision) {
          keepTimelineInFilm();
          this.redraw();
        }
      }),
      timelineViewStore.subscribe(() => {
        this.#shotFacts.noteMove();
        this.groupFacts.noteMove();
        this.redraw();
      }),
      jobStore.subscribe(() => this.redrawRows()),
      followClipPacking(() => this.redrawRows()),
      mediaStateStore.subscribe(() => {
        this.#shotFacts.noteOtherMedia();
        this.redrawRows();
      }),
      sessionStore.subscribe((state, before) => {
        if (state.selection !== before.selection) this.redraw();
        if (state.playhead === before.playhead) return;
        if (state.isPlaying || !this.#isLeading) pageTimelineTo(state.playhead);
        if (currentShotId() !== this.#drawnShotId) this.redrawRows();
        this.redrawOverlay();
      }),
    );
    this.#followPictures();
    // Texts are measured with the fonts that are there. Others come when a text first needs them, Japanese ones in parts.
    const onFonts = (): void => {
      forgetTextMeasures();
      this.redraw();
    };
    document.fonts.addEventListener('loadingdone', onFonts);
    this.#stops.push(() => document.fonts.removeEventListener('loadingdone', onFonts));
  }

  #stopPictures: (() => void) | null = null;

  #followPictures(): void {
    this.#stopPictures?.();
    this.#stopPictures =
      currentPictures()?.thumbnails.subscribe(() => {
        if (this.#shotFacts.noteMade()) this.redrawRows();
      }) ?? null;
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
    this.#stopPictures?.();
    this.#waveforms.dispose();
    this.#shotFacts.dispose();
    this.groupFacts.dispose();
    this.#stage.destroy();
  }

  /** px */
  resize(width: number, height: number): void {
    this.#heightPx = height;
    for (const layer of [this.#rows, this.#overlay]) {
      if (layer.getCanvas().getPixelRatio() !== window.devicePixelRatio) {
        layer.getCanvas().setPixelRatio(window.devicePixelRatio);
      }
    }
    this.#stage.size({ width: Math.max(1, width), height: Math.max(1, height) });
    resizeTimeline(width);
    this.redraw();
  }

  get model(): TimelineModel {
    const { document, isOutlined } = documentStore.getState();
    return isOutlined ? selectTimelineModel(document) : emptyTimelineModel;
  }

  get layout(): TimelineLayout {
    return layoutTimeline(this.model, this.#heightPx, timelineViewStore.getState().scrollY);
  }

  #brackets: {
    readonly jobs: unknown;
    readonly sequence: unknown;
    readonly value: readonly JobBracket[];
  } | null = null;

  #jobBrackets(): readonly JobBracket[] {
    const { jobs } = jobStore.getState();
    const { sequence } = this.model;
    if (this.#brackets?.jobs !== jobs || this.#brackets.sequence !== sequence)
      this.#brackets = { jobs, sequence, value: jobBrackets(jobs, sequence) };
    return this.#brackets.value;
  }

  /** How the film would go out; null while that is not shown. What jobs under way cover is theirs. */
  #clipGroups(): GestureContext['clipGroups'] {
    const clipGroups = areClipGroupsShown() ? currentClipGroups() : null;
    if (!clipGroups) return null;
    const brackets = this.#jobBrackets();
    const isCovered = (group: ClipGroup): boolean =>
      brackets.some(({ startFrame, endFrame }) => startFrame < group.endFrame && endFrame > group.startFrame);
    return {
      ...clipGroups,
      shown: brackets.length === 0 ? clipGroups.groups : clipGroups.groups.filter((each) => !isCovered(each)),
    };
  }

  /** The timeline as gestures see it. */
  get gestureContext(): GestureContext {
    const { selection, playhead, isSnapping } = sessionStore.getState();
    return {
      document: currentDocument(),
      model: this.model,
      view: timelineViewStore.getState().view,
      layout: this.layout,
      playhead,
      selection,
      isSnapping,
      clipGroups: this.#clipGroups(),
    };
  }

  #isLeading = false;

  /** Does what brings the playhead elsewhere from within the lanes: the eye is there, and the view stays. */
  lead(act: () => void): void {
    this.#isLeading = true;
    try {
      act();
    } finally {
      this.#isLeading = false;
    }
  }

  showGesture(gesture: Gesture): void {
    if (gesture === this.#gesture) return;
    const changesRows = isInRows(gesture) || isInRows(this.#gesture);
    this.#gesture = gesture;
    if (changesRows) this.redrawRows();
    this.redrawOverlay();
  }

  showDrop(drop: DropPreview | null): void {
    if (drop === this.#drop) return;
    this.#drop = drop;
    this.redrawOverlay();
  }

  showHoveredEdge(edge: OverlayDrawing['hoveredEdge']): void {
    if (edge === null && this.#hoveredEdge === null) return;
    this.#hoveredEdge = edge;
    this.redrawOverlay();
  }

  /** @param shotId the shot before which the handle of a clip's cut is under the pointer */
  showHoveredCut(shotId: string | null): void {
    if (shotId === this.#hoveredCut) return;
    this.#hoveredCut = shotId;
    this.redrawOverlay();
  }

  redraw(): void {
    this.redrawRows();
    this.redrawOverlay();
  }

  /** Draws with the next frame, however often it is called before. */
  redrawRows(): void {
    this.#rows.batchDraw();
  }

  redrawOverlay(): void {
    this.#overlay.batchDraw();
  }

  #drawing(): TimelineDrawing {
    const { selection, playhead } = sessionStore.getState();
    return {
      model: this.model,
      view: timelineViewStore.getState().view,
      layout: this.layout,
      theme: this.#theme,
      selection: new Set(selection),
      playhead,
      currentShotId: currentShotId(),
      gesture: this.#gesture,
    };
  }

  #drawRows(context: CanvasRenderingContext2D): void {
    const drawing = this.#drawing();
    this.#drawnShotId = drawing.currentShotId;
    drawSounds(context, drawing, this.#soundFacts);
    drawSoundHint(context, drawing, drawing.layout);
    drawShots(context, drawing, this.#shotFacts);
    drawJobsRow(context, drawing);
    const clipGroups = this.#clipGroups();
    if (clipGroups) {
      const { shown } = clipGroups;
      const isHeld = drawing.gesture.type === 'moveClipCut';
      const facts = ({ shots }: ClipGroup): GroupFacts | null => {
        const ids = shots.map(({ shotId }) => shotId);
        return isHeld ? this.groupFacts.now(ids) : this.groupFacts.of(ids);
      };
      const groupOf = (span: ClipSpan): ClipGroup => clipGroupOf(currentDocument(), clipGroups.packing, span);
      drawClipGroups(context, drawing, { shown, facts, groupOf });
    }
    drawJobs(context, drawing, this.#jobBrackets());
    drawRuler(context, drawing);
    drawMarkers(context, drawing);
  }

  #drawOverlay(context: CanvasRenderingContext2D): void {
    const drawing = { ...this.#drawing(), drop: this.#drop, hoveredEdge: this.#hoveredEdge };
    if (documentStore.getState().isLoaded)
      drawTakeCuts(context, drawing, currentDocument(), this.#hoveredCut);
    drawOverlay(context, drawing, this.#shotFacts, this.#soundFacts);
  }

  readonly #soundFacts: SoundFacts = {
    name: (mediaId) => currentDocument().get('media', mediaId as MediaId)?.name ?? 'Missing sound',
    sampleRate: (mediaId) =>
      soundOf(currentDocument().get('media', mediaId as MediaId))?.sampleRate ?? 48_000,
    peaks: (mediaId) => (isMediaOffline(mediaId as MediaId) ? 'missing' : this.#waveforms.get(mediaId)),
  };
}

/** Gestures that show in the rows themselves: what moves is dimmed there, what is trimmed moves its neighbours. */
function isInRows({ type }: Gesture): boolean {
  return ['moveShots', 'trimShot', 'moveCut', 'moveClips', 'trimClip', 'moveMarkers', 'moveClipCut'].includes(
    type,
  );
}

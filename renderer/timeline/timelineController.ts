import type { MediaId } from '@shared/document/ids';
import {
  type Gesture,
  type GestureEffect,
  type PointerInput,
  ready,
  type Step,
} from '@shared/timeline/gestures/gesture';
import { cancel, drag, isCaptured, press, release } from '@shared/timeline/gestures/machine';
import { hitTest, type TimelineHit } from '@shared/timeline/hitTest';
import { clipInsetPx, rowHeights, shotsRowTop } from '@shared/timeline/layout';
import { endOfClip } from '@shared/timeline/model';
import { autoScrollSpeed } from '@shared/timeline/view';
import { packingRun } from '../state/clipPacking';
import { currentDocument, documentStore } from '../state/documentStore';
import { raiseNotice } from '../state/notices';
import { runCommand } from '../state/runCommand';
import { select, sessionStore, setPlayhead } from '../state/sessionStore';
import { panTimeline, scrollTracks, timelineViewStore, zoomTimeline } from '../state/timelineView';
import { groupWords } from './clipGroupWords';
import { shotHeight, shotTop } from './draw/shotBox';
import { laneTipStore } from './LaneTip';
import { type LaneTipContent, laneTip } from './laneTips';
import { nameMarker } from './nameMarker';
import type { TimelineScene } from './timelineScene';

/** As for other hints of the window, ms. */
const tipDelayMs = 450;

const isMac = (): boolean => window.ekonte.platform === 'darwin';

/**
 * Between the pointer and the gestures: turns DOM events into steps of the machine in shared/timeline/gestures and does
 * what the steps say. Owns the gesture in progress, the cursor and scrolling at the edges.
 */
export class TimelineController {
  readonly #host: HTMLElement;
  readonly #scene: TimelineScene;
  readonly #stops: (() => void)[] = [];
  #gesture: Gesture = ready;
  #input: PointerInput = { x: 0, y: 0, isExtending: false, isToggling: false, isPanning: false };
  #pointerId: number | null = null;
  #scrolling = 0;
  /** What was playing when Space went down: a drag with Space held is no wish to play. */
  #spaceHeld: { readonly isPlaying: boolean; readonly playhead: number } | null = null;
  #stopSettling: (() => void) | null = null;

  constructor(host: HTMLElement, scene: TimelineScene) {
    this.#host = host;
    this.#scene = scene;
    this.#listen(host, 'pointerdown', (event) => this.#onDown(event));
    this.#listen(host, 'pointermove', (event) => this.#onMove(event));
    this.#listen(host, 'pointerup', (event) => this.#onUp(event));
    this.#listen(host, 'pointercancel', () => this.#cancel());
    this.#listen(host, 'lostpointercapture', () => this.#onLost());
    this.#listen(host, 'pointerleave', () => {
      this.#scene.showHoveredEdge(null);
      this.#scene.showHoveredCut(null);
      this.#hideTip();
    });
    this.#listen(host, 'dblclick', (event) => this.#onDoubleClick(event));
    this.#listen(host, 'wheel', (event) => this.#onWheel(event), { passive: false });
    // Chromium on Linux and Windows would begin its own scrolling on a middle press.
    this.#listen(host, 'mousedown', (event) => event.button === 1 && event.preventDefault());
    this.#listenWindow('keydown', (event) => this.#onKeyDown(event));
    this.#listenWindow('keyup', (event) => {
      if (event.code === 'Space') this.#spaceHeld = null;
    });
    this.#stops.push(
      sessionStore.subscribe((state, before) => {
        if (state.isSnapping !== before.isSnapping && isCaptured(this.#gesture)) this.#dragOn();
      }),
    );
  }

  #listen<K extends keyof HTMLElementEventMap>(
    target: HTMLElement,
    type: K,
    listener: (event: HTMLElementEventMap[K]) => void,
    options?: AddEventListenerOptions,
  ): void {
    target.addEventListener(type, listener, options);
    this.#stops.push(() => target.removeEventListener(type, listener, options));
  }

  /** Before anything else in the window hears of it. */
  #listenWindow(type: 'keydown' | 'keyup', listener: (event: KeyboardEvent) => void): void {
    window.addEventListener(type, listener, { capture: true });
    this.#stops.push(() => window.removeEventListener(type, listener, { capture: true }));
  }

  dispose(): void {
    cancelAnimationFrame(this.#scrolling);
    this.#hideTip();
    this.#stopSettling?.();
    for (const stop of this.#stops) stop();
  }

  /** What lies under an event of the window. */
  hitAt(event: { readonly clientX: number; readonly clientY: number }): TimelineHit {
    const { model, view, layout, playhead, document, clipGroups } = this.#scene.gestureContext;
    return hitTest(model, view, layout, playhead, this.#pointOf(event), {
      document,
      clipGroups: clipGroups?.shown,
    });
  }

  #pointOf(event: { readonly clientX: number; readonly clientY: number }): { x: number; y: number } {
    const box = this.#host.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  #inputOf(event: PointerEvent): PointerInput {
    return {
      ...this.#pointOf(event),
      isExtending: event.shiftKey,
      isToggling: isMac() ? event.metaKey : event.ctrlKey,
      isPanning: event.button === 1 || this.#spaceHeld !== null,
    };
  }

  #hideTip(): void {
    clearTimeout(this.#tipTimer);
    laneTipStore.setState({ tip: null });
  }

  #onDown(event: PointerEvent): void {
    this.#hideTip();
    // On a Mac, Control and a click is the other button.
    const isOtherButton = event.button > 1 || (event.button === 0 && event.ctrlKey && isMac());
    if (isOtherButton || this.#pointerId !== null) return;
    this.#pointerId = event.pointerId;
    this.#host.setPointerCapture(event.pointerId);
    this.#host.focus({ preventScroll: true });
    this.#input = this.#inputOf(event);
    if (this.#input.isPanning && this.#spaceHeld) {
      const { isPlaying, playhead } = this.#spaceHeld;
      sessionStore.setState({ isPlaying });
      if (!isPlaying) setPlayhead(playhead);
    }
    this.#take(press(this.#input, this.#scene.gestureContext));
    this.#showCursor(event);
  }

  #onMove(event: PointerEvent): void {
    if (this.#pointerId === null) {
      this.#hover(event);
      return;
    }
    if (event.pointerId !== this.#pointerId) return;
    this.#input = { ...this.#inputOf(event), isPanning: this.#input.isPanning };
    this.#dragOn();
    this.#showCursor(event);
    this.#scrollAtEdges();
  }

  #dragOn(): void {
    this.#take(drag(this.#gesture, this.#input, this.#scene.gestureContext));
  }

  #onUp(event: PointerEvent): void {
    if (event.pointerId !== this.#pointerId) return;
    this.#pointerId = null;
    this.#take(release(this.#gesture, this.#scene.gestureContext));
    this.#hover(event);
  }

  #onLost(): void {
    if (this.#pointerId !== null) this.#cancel();
  }

  #cancel(): void {
    this.#pointerId = null;
    this.#take(cancel(this.#gesture));
  }

  #onKeyDown(event: KeyboardEvent): void {
    if (event.code === 'Space' && !event.repeat) {
      const { isPlaying, playhead } = sessionStore.getState();
      this.#spaceHeld = { isPlaying, playhead };
    }
    if (event.code !== 'Escape' || this.#gesture.type === 'ready') return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (this.#pointerId !== null && this.#host.hasPointerCapture(this.#pointerId)) {
      const pointerId = this.#pointerId;
      this.#cancel();
      this.#host.releasePointerCapture(pointerId);
    } else this.#cancel();
  }

  #take({ gesture, effects }: Step): void {
    const before = this.#gesture;
    this.#gesture = gesture;
    const edits = effects.filter((effect) => effect.type === 'run').map((effect) => this.#run(effect));
    for (const effect of effects) this.#scene.lead(() => this.#do(effect));
    if (edits.length > 0) this.#settle(before, Promise.all(edits));
    else if (!this.#stopSettling || gesture.type !== 'ready') {
      this.#stopSettling?.();
      this.#scene.showGesture(gesture);
    }
  }

  #run({ command, args }: Extract<GestureEffect, { type: 'run' }>): Promise<unknown> {
    return runCommand(command, args);
  }

  #do(effect: GestureEffect): void {
    switch (effect.type) {
      case 'seek':
        if (this.#gesture.type === 'scrub') sessionStore.setState({ isPlaying: false });
        if (!sessionStore.getState().isPlaying) setPlayhead(effect.frame);
        break;
      case 'select':
        if (effect.isFocusing && !sessionStore.getState().isPlaying) select(effect.ids);
        else sessionStore.setState({ selection: effect.ids });
        break;
      case 'pan':
        panTimeline(effect.byX);
        if (effect.byY !== 0) this.#scrollBy(effect.byY);
        break;
      case 'refuse':
        raiseNotice({ tone: 'warning', message: effect.message });
        break;
      case 'run':
        break;
      default:
        effect satisfies never;
    }
  }

  /** Until the edit is there, what was dragged stays where it was let go: nothing jumps back for a moment. */
  #settle(shown: Gesture, edits: Promise<unknown>): void {
    this.#stopSettling?.();
    this.#scene.showGesture(shown);
    const { revision } = documentStore.getState();
    const stop = documentStore.subscribe((state) => {
      if (state.revision !== revision) finish();
    });
    const finish = (): void => {
      if (this.#stopSettling !== finish) return;
      this.#stopSettling = null;
      stop();
      this.#scene.showGesture(this.#gesture);
    };
    this.#stopSettling = finish;
    void edits.then(finish);
  }

  #scrollBy(px: number): void {
    const { scrollY, maxScrollY } = this.#scene.layout;
    scrollTracks(Math.min(Math.max(0, scrollY + px), maxScrollY));
  }

  #onWheel(event: WheelEvent): void {
    this.#hideTip();
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    if (event.ctrlKey || event.metaKey) {
      // A pinch comes as many small steps, a wheel as few large ones.
      const step = Math.min(Math.max(event.deltaY * unit, -60), 60);
      zoomTimeline(Math.exp(-step * 0.007), this.#pointOf(event).x);
    } else if (event.altKey) this.#scrollBy(event.deltaY * unit);
    else {
      const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
      panTimeline((sideways ? event.deltaX : event.deltaY) * unit);
    }
    if (this.#pointerId !== null) this.#dragOn();
  }

  #scrollAtEdges(): void {
    if (this.#scrolling !== 0) return;
    let last = performance.now();
    const step = (): void => {
      this.#scrolling = 0;
      if (!isCaptured(this.#gesture) || this.#gesture.type === 'pan') return;
      const now = performance.now();
      const speed = autoScrollSpeed(this.#input.x, timelineViewStore.getState().view.widthPx);
      if (speed === 0) return;
      panTimeline((speed * (now - last)) / 1000);
      last = now;
      this.#dragOn();
      this.#scrolling = requestAnimationFrame(step);
    };
    this.#scrolling = requestAnimationFrame(step);
  }

  #onDoubleClick(event: MouseEvent): void {
    const hit = this.hitAt(event);
    if (hit.type === 'marker') nameMarker(hit.marker.id);
    if (hit.type !== 'shot') return;
    select([hit.entry.shot.id]);
    sessionStore.setState({ workspace: 'stage' });
  }

  #tipTimer: ReturnType<typeof setTimeout> | undefined;

  /** What is under a resting pointer says in full what there is no room for. */
  #hint(hit: TimelineHit, x: number): void {
    clearTimeout(this.#tipTimer);
    const show = (): void => laneTipStore.setState({ tip: this.#tipOf(hit, x) });
    if (laneTipStore.getState().tip) show();
    else this.#tipTimer = setTimeout(show, tipDelayMs);
  }

  #tipOf(hit: TimelineHit, x: number): LaneTipContent | null {
    if (hit.type === 'clipGroup' || hit.type === 'clipGroupEdge') {
      const { shots, label } = hit.group;
      const facts = this.#scene.groupFacts.now(shots.map(({ shotId }) => shotId));
      return {
        x,
        top: shotsRowTop + 4,
        title: groupWords(label, shots.length, facts),
        note: `As ${packingRun().model.name} makes it`,
        problems: facts?.problems ?? [],
      };
    }
    return laneTip(hit, x, {
      model: this.#scene.model,
      view: timelineViewStore.getState().view,
      layout: this.#scene.layout,
      mediaName: (id) => currentDocument().get('media', id as MediaId)?.name ?? 'Missing sound',
    });
  }

  #hover(event: PointerEvent): void {
    const hit = this.hitAt(event);
    this.#scene.showHoveredCut(hit.type === 'takeCut' ? hit.cut.after.shot.id : null);
    this.#hint(hit, this.#pointOf(event).x);
    this.#host.style.cursor = cursorOver(hit);
    const { layout } = this.#scene;
    if (hit.type === 'shotEdge') {
      const frame = hit.edge === 'head' ? hit.entry.startFrame : hit.entry.endFrame;
      this.#scene.showHoveredEdge({ frame, side: hit.edge, top: shotTop, height: shotHeight });
    } else if (hit.type === 'clipEdge') {
      const frame = hit.edge === 'head' ? hit.clip.startFrame : endOfClip(hit.clip);
      const top = layout.tracksTop - layout.scrollY + hit.trackIndex * rowHeights.track;
      this.#scene.showHoveredEdge({
        frame,
        side: hit.edge,
        top: top + clipInsetPx,
        height: rowHeights.track - 2 * clipInsetPx,
      });
    } else if (hit.type === 'clipGroupEdge') {
      const frame = hit.edge === 'head' ? hit.group.startFrame : hit.group.endFrame;
      const top = rowHeights.ruler + 3;
      this.#scene.showHoveredEdge({ frame, side: hit.edge, top, height: rowHeights.jobs - 5 });
    } else this.#scene.showHoveredEdge(null);
  }

  #showCursor(event: PointerEvent): void {
    this.#scene.showHoveredEdge(null);
    this.#host.style.cursor = cursorDuring(this.#gesture) ?? cursorOver(this.hitAt(event));
  }
}

function cursorOver(hit: TimelineHit): string {
  switch (hit.type) {
    case 'shotEdge':
    case 'clipEdge':
    case 'clipGroupEdge':
    case 'takeCut':
    case 'boardCut':
    case 'playhead':
      return 'col-resize';
    case 'marker':
      return 'pointer';
    default:
      return 'default';
  }
}

function cursorDuring(gesture: Gesture): string | null {
  switch (gesture.type) {
    case 'ready':
    case 'pressed':
      return null;
    case 'pan':
    case 'moveShots':
      return 'grabbing';
    case 'moveClips':
      return gesture.isBlocked ? 'not-allowed' : 'grabbing';
    case 'trimShot':
    case 'trimClip':
    case 'moveCut':
    case 'moveMarkers':
    case 'scrub':
    case 'moveTakeCut':
      return 'col-resize';
    case 'moveClipCut':
      return gesture.obstacle ? 'not-allowed' : 'col-resize';
    case 'marquee':
      return 'crosshair';
    default:
      return gesture satisfies never;
  }
}

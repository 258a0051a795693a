import { type Diff, reverseDiff } from '@shared/document/diff';
import type { ShotId } from '@shared/document/ids';
import type { Committed } from '@shared/rpc/table';
import { plan } from '@shared/testing/runCommands';
import { smallFilm } from '@shared/testing/smallFilm';
import { frames } from '@shared/time/frames';
import { type TimelineView, viewMarginPx, xOfFrame } from '@shared/timeline/view';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  applyCommitted,
  currentDocument,
  currentSequence,
  type DocumentState,
  documentStore,
  isOtherProject,
  isWritable,
} from './documentStore';
import { forgetProjectScope } from './projectScope';
import { currentShotId, initialSession, selectedOf, sessionStore, setPlayhead } from './sessionStore';
import {
  keepTimelineInFilm,
  placeNewTimeline,
  placeTimeline,
  resizeTimeline,
  timelinePlace,
  timelineViewStore,
} from './timelineView';

beforeEach(() => {
  documentStore.setState({ document: smallFilm(), isOutlined: true, isLoaded: true, revision: 1 });
});

afterEach(() => {
  sessionStore.setState(initialSession, true);
  documentStore.setState({ isLoaded: false, revision: 0 });
});

/** As the worker tells of an edit, whoever made it. */
function commit(diff: Diff, source: Committed['source'] = 'user'): void {
  const revision = documentStore.getState().revision + 1;
  const history = { undoLabel: null, redoLabel: null };
  applyCommitted({ revision, diff, label: '', source, selection: null, history });
}

const edit = (command: string, args: object): Diff => plan(currentDocument(), command, args).diff;
const playhead = (): number => sessionStore.getState().playhead;
const lastFrame = (): number => currentSequence().lengthFrames - 1;
const last = () => currentSequence().shots.at(-1)?.shot.id as ShotId;

test.each(['shot.setLength', 'shot.delete'])('%s takes the playhead along to the last frame', (command) => {
  setPlayhead(lastFrame());
  const before = playhead();
  commit(edit(command, { shotIds: [last()], ...(command === 'shot.setLength' ? { lengthFrames: 3 } : {}) }));
  expect(lastFrame()).toBeLessThan(before);
  expect(playhead()).toBe(lastFrame());
  expect(currentShotId()).toBe(last());
});

test('so does taking back what had made the film longer', () => {
  const longer = edit('shot.setLength', { shotIds: [last()], lengthFrames: 500 });
  commit(longer);
  setPlayhead(lastFrame());
  commit(reverseDiff(longer), 'undo');
  expect(playhead()).toBe(lastFrame());
});

test('without a shot it stands at the start; inside the film it stays where it is', () => {
  setPlayhead(5);
  commit(edit('shot.delete', { shotIds: [last()] }));
  expect(playhead()).toBe(5);
  commit(edit('shot.delete', { shotIds: currentSequence().shots.map(({ shot }) => shot.id) }));
  expect(playhead()).toBe(0);
});

test('whoever hears of the commit finds the playhead inside the film', () => {
  setPlayhead(lastFrame());
  const seen: boolean[] = [];
  const stop = documentStore.subscribe(() => seen.push(playhead() <= lastFrame()));
  commit(edit('shot.delete', { shotIds: [last()] }));
  stop();
  expect(seen).toEqual([true]);
});

test('a film that plays comes to its new end by itself', () => {
  sessionStore.setState({ playhead: frames(lastFrame()), isPlaying: true });
  const before = playhead();
  commit(edit('shot.delete', { shotIds: [last()] }));
  expect(playhead()).toBe(before);
});

test('the timeline goes to the film where all that it showed is gone, and else stays', () => {
  const view = (): TimelineView => timelineViewStore.getState().view;
  commit(edit('shot.setLength', { shotIds: [last()], lengthFrames: 2_000 }));
  timelineViewStore.setState({ view: { startFrame: lastFrame() - 10, pixelsPerFrame: 20, widthPx: 800 } });
  setPlayhead(lastFrame());
  const before = view();
  keepTimelineInFilm();
  expect(view()).toBe(before);
  commit(edit('shot.delete', { shotIds: [last()] }));
  keepTimelineInFilm();
  const x = xOfFrame(view(), playhead());
  expect(x).toBeGreaterThan(0);
  expect(x).toBeLessThan(800);
});

test('a project is seen whole, in any width, or where it was left; another one is not looked at there', () => {
  const shownFrames = (): number => {
    const { view } = timelineViewStore.getState();
    return (view.widthPx - 2 * viewMarginPx) / view.pixelsPerFrame;
  };
  forgetProjectScope();
  resizeTimeline(800);
  placeNewTimeline();
  expect(timelinePlace()).toBeNull();
  resizeTimeline(1_600);
  expect(shownFrames()).toBeCloseTo(lastFrame() + 1);
  const left = { startFrame: 12, pixelsPerFrame: 30 };
  placeTimeline(left);
  placeNewTimeline();
  resizeTimeline(400);
  expect(timelinePlace()).toEqual(left);
  forgetProjectScope();
  expect(timelinePlace()).toBeNull();
  placeNewTimeline();
  expect(shownFrames()).toBeCloseTo(lastFrame() + 1);
});

test('a project whose folder has moved is the same one; another, or none, is not', () => {
  const state = (location: string, mediaBase: string) =>
    ({ ...documentStore.getState(), opened: { location, mediaBase } }) as unknown as DocumentState;
  const before = state('Films', 'ekonte://media/a/');
  expect(isOtherProject(state('Elsewhere', 'ekonte://media/a/'), before)).toBe(false);
  expect(isOtherProject(state('Films', 'ekonte://media/b/'), before)).toBe(true);
  expect(isOtherProject({ ...before, opened: null }, before)).toBe(true);
});

test('a film may be changed once it is there, and is not open for reading only', () => {
  const open = (isLoaded: boolean, opened: { readonly isReadOnly: boolean } | null): boolean => {
    documentStore.setState({ isLoaded, opened: opened as DocumentState['opened'] });
    return isWritable();
  };
  expect([open(true, { isReadOnly: false }), open(true, { isReadOnly: true })]).toEqual([true, false]);
  expect([open(false, { isReadOnly: false }), open(false, null)]).toEqual([false, false]);
});

test('selected ids of one kind come in the order of selection, as the same array until the selection changes', () => {
  const selection = ['sht_00000002', 'clp_00000001', 'sht_00000001', 'strange'];
  sessionStore.setState({ selection });
  expect(selectedOf('shot')).toEqual(['sht_00000002', 'sht_00000001']);
  expect(selectedOf('clip')).toEqual(['clp_00000001']);
  expect(selectedOf('layer')).toEqual([]);
  const before = selectedOf('shot');
  sessionStore.setState({ isLooping: true });
  expect(selectedOf('shot')).toBe(before);
  sessionStore.setState({ selection: ['sht_00000001'] });
  expect(selectedOf('shot')).toEqual(['sht_00000001']);
  expect(selectedOf('clip')).toEqual([]);
});

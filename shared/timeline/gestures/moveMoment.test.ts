import { describe, expect, it } from 'vitest';
import { planCommand } from '../../commands/command';
import { findCommand } from '../../commands/registry';
import type { Document } from '../../document/document';
import { idFactory } from '../../document/factories';
import { boardsOf } from '../../shots/boards';
import { buildFilm, contextOf, pointer, rowY, shotId } from '../filmBuilder.testing';
import { hitTest } from '../hitTest';
import { type Gesture, type GestureContext, ready } from './gesture';
import { cancel, drag, press, release } from './machine';

let made = 0;
function edit(document: Document, command: string, args: unknown): Document {
  const definition = findCommand(command);
  if (!definition) throw new Error(`There is no command ${command}.`);
  const newId = idFactory(() => `new${String(made++).padStart(8, '0')}`);
  document.apply(planCommand(definition, document, args, { newId, nowMs: 0 }).diff);
  return document;
}

/** Shots of 24, 48, 24 and 96 frames at 4 px a frame; the second has boards at 0, 24 and 36. */
function film(): Document {
  const document = buildFilm();
  edit(document, 'board.add', { shotId: shotId(1), mode: 'blank' });
  edit(document, 'board.add', { shotId: shotId(1), mode: 'blank' });
  edit(document, 'marker.add', { frame: 10, name: 'Wind' });
  return edit(document, 'marker.add', { frame: 60, name: 'Rain' });
}

const lengths = (document: Document) =>
  boardsOf(document, document.require('shot', shotId(1))).map(({ lengthFrames }) => lengthFrames);
const markers = (document: Document) => document.list('marker').map(({ frame }) => frame);
const at = (frame: number, y: number) => pointer(frame * 4, y);

/** Presses, drags and lets go; what is to be run is run. */
function dragged(
  document: Document,
  from: [frame: number, y: number],
  to: [frame: number, y: number],
  overrides: Partial<GestureContext> = {},
): Document {
  const context = contextOf(document, { isSnapping: false, ...overrides });
  let gesture: Gesture = press(at(...from), context).gesture;
  gesture = drag(gesture, at(...to), context).gesture;
  for (const effect of release(gesture, context).effects)
    if (effect.type === 'run') edit(document, effect.command, effect.args);
  return document;
}

const markerY = 15;

describe('the cut between two boards', () => {
  it.each([
    [48, 54, [30, 6, 12]],
    [60, 70, [24, 22, 2]],
    [48, 200, [35, 1, 12]],
    [48, 0, [1, 35, 12]],
    [60, 0, [24, 1, 23]],
  ])('at %i is dragged to %i and held between its neighbours', (from, to, expected) => {
    expect(lengths(dragged(film(), [from, rowY.shots], [to, rowY.shots]))).toEqual(expected);
  });

  it('is drawn to the playhead', () => {
    const overrides = { isSnapping: true, playhead: 50 as GestureContext['playhead'] };
    expect(lengths(dragged(film(), [48, rowY.shots], [51, rowY.shots], overrides))).toEqual([26, 10, 12]);
  });

  it('has no zone of its own where shots are narrow', () => {
    const document = film();
    const { model, layout } = contextOf(document);
    const view = { startFrame: 0, pixelsPerFrame: 0.2, widthPx: 1200 };
    expect(hitTest(model, view, layout, 0, { x: 48 * 0.2, y: rowY.shots }).type).toBe('shot');
  });

  it('Escape leaves no trace', () => {
    const document = film();
    const context = contextOf(document);
    const pressed = press(at(48, rowY.shots), context).gesture;
    const gesture = drag(pressed, at(55, rowY.shots), context).gesture;
    expect(gesture.type).toBe('moveCut');
    expect(cancel(gesture).gesture).toBe(ready);
    expect(cancel(gesture).effects.some(({ type }) => type === 'run')).toBe(false);
  });
});

describe('markers', () => {
  it('are taken in the lower part of the ruler, the playhead in the upper', () => {
    const { model, view, layout } = contextOf(film());
    expect(hitTest(model, view, layout, 10, { x: 40, y: markerY }).type).toBe('marker');
    expect(hitTest(model, view, layout, 10, { x: 40, y: 4 }).type).toBe('playhead');
    expect(hitTest(model, view, layout, 0, { x: 60, y: markerY }).type).toBe('ruler');
  });

  it('one is dragged, and all that are selected with it', () => {
    expect(markers(dragged(film(), [10, markerY], [25, markerY]))).toEqual([25, 60]);
    const document = film();
    const selection = document.list('marker').map(({ id }) => id);
    expect(markers(dragged(document, [60, markerY], [30, markerY], { selection }))).toEqual([0, 50]);
  });

  it('a press selects it, a click goes there', () => {
    const context = contextOf(film());
    const { gesture, effects } = press(at(10, markerY), context);
    expect(effects).toEqual([{ type: 'select', ids: [context.model.markers[0]?.id], isFocusing: false }]);
    expect(release(gesture, context).effects).toEqual([{ type: 'seek', frame: 10 }]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planCommand } from '../../commands/command';
import { findCommand } from '../../commands/registry';
import type { Document } from '../../document/document';
import { idFactory } from '../../document/factories';
import { checkInvariants } from '../../document/invariants';
import { selectSequence } from '../../shots/sequence';
import { type Frames, frames } from '../../time/frames';
import {
  buildFilm,
  clipId,
  contextOf,
  type FilmPlan,
  pointer,
  rowY,
  sceneId,
  shotId,
  trackId,
} from '../filmBuilder.testing';
import { layoutTimeline } from '../layout';
import { panView } from '../view';
import { type Gesture, type GestureContext, type PointerInput, ready, type Step } from './gesture';
import { cancel, drag, press, release } from './machine';

/** A window without a picture: pointer events go in, edits are really planned and applied. */
class Driver {
  readonly document: Document;
  context: GestureContext;
  gesture: Gesture = ready;
  readonly edits: { command: string; args: unknown }[] = [];
  readonly refusals: string[] = [];
  #ids = 0;

  constructor(plan: FilmPlan = {}, overrides: Partial<GestureContext> = {}) {
    this.document = buildFilm(plan);
    this.context = contextOf(this.document, overrides);
  }

  #take({ gesture, effects }: Step): void {
    this.gesture = gesture;
    for (const effect of effects) {
      switch (effect.type) {
        case 'seek':
          this.context = { ...this.context, playhead: frames(Math.max(0, Math.round(effect.frame))) };
          break;
        case 'select':
          this.context = { ...this.context, selection: effect.ids };
          break;
        case 'pan':
          this.context = { ...this.context, view: panView(this.context.view, effect.byX, 10_000) };
          break;
        case 'run':
          this.#run(effect.command, effect.args);
          break;
        case 'refuse':
          this.refusals.push(effect.message);
          break;
      }
    }
  }

  #run(command: string, args: unknown): void {
    this.edits.push({ command, args });
    const definition = findCommand(command);
    if (!definition) throw new Error(`There is no command ${command}.`);
    const newId = idFactory(() => {
      this.#ids += 1;
      return `new${String(this.#ids).padStart(8, '0')}`;
    });
    this.document.apply(planCommand(definition, this.document, args, { newId, nowMs: 0 }).diff);
    expect(checkInvariants(this.document)).toEqual([]);
    const { view, playhead, selection, isSnapping } = this.context;
    this.context = contextOf(this.document, { view, playhead, selection, isSnapping });
  }

  down(x: number, y: number, keys: Partial<PointerInput> = {}): this {
    this.#take(press(pointer(x, y, keys), this.context));
    return this;
  }

  move(x: number, y: number, keys: Partial<PointerInput> = {}): this {
    this.#take(drag(this.gesture, pointer(x, y, keys), this.context));
    return this;
  }

  up(): this {
    this.#take(release(this.gesture, this.context));
    return this;
  }

  escape(): this {
    this.#take(cancel(this.gesture));
    return this;
  }

  get order(): string {
    return selectSequence(this.document)
      .shots.map(({ shot, scene }) => `${Number(shot.id.slice(4))}@${Number(scene.id.slice(4))}`)
      .join(' ');
  }

  get lengths(): number[] {
    return selectSequence(this.document).shots.map(({ shot }) => shot.lengthFrames);
  }

  clip(index: number): { start: Frames; length: Frames; track: string; sourceIn: number } {
    const clip = this.document.require('clip', clipId(index));
    return {
      start: clip.startFrame,
      length: clip.lengthFrames,
      track: clip.trackId,
      sourceIn: clip.sourceInSamples / 2000,
    };
  }
}

// Shots of the default film: 0 at 0-96 px, 1 at 96-288 px, 2 at 288-384 px, 3 (scene 1) at 384-768 px.
const y = rowY.shots;

describe('scrubbing', () => {
  it('puts the playhead on the frame under the pointer at once, and follows', () => {
    const driver = new Driver().down(41, rowY.ruler);
    expect(driver.context.playhead).toBe(10);
    driver.move(203, 400);
    expect(driver.context.playhead).toBe(50);
    driver.up();
    expect(driver.gesture).toBe(ready);
    expect(driver.edits).toEqual([]);
  });

  it('does not make a grabbed playhead jump', () => {
    const driver = new Driver({}, { playhead: frames(50) }).down(205, rowY.ruler);
    expect(driver.context.playhead).toBe(50);
    expect(driver.move(245, rowY.ruler).context.playhead).toBe(60);
  });

  it('goes back on Escape', () => {
    const driver = new Driver({}, { playhead: frames(77) })
      .down(41, rowY.ruler)
      .move(300, rowY.ruler)
      .escape();
    expect(driver.context.playhead).toBe(77);
  });

  it('snaps to cuts with Shift', () => {
    const driver = new Driver().down(41, rowY.ruler).move(99, rowY.ruler, { isExtending: true });
    expect(driver.context.playhead).toBe(24);
  });
});

describe('selecting', () => {
  it.each([
    { what: 'one', start: [], x: 150, keys: {}, ids: [1] },
    { what: 'one of several', start: [0, 1], x: 150, keys: {}, ids: [1] },
    { what: 'one more', start: [0], x: 150, keys: { isToggling: true }, ids: [0, 1] },
    { what: 'one less', start: [0, 1], x: 150, keys: { isToggling: true }, ids: [0] },
    { what: 'up to one', start: [0], x: 500, keys: { isExtending: true }, ids: [1, 2, 3, 0] },
    { what: 'back to one', start: [3], x: 150, keys: { isExtending: true }, ids: [1, 2, 3] },
  ])('takes $what', ({ start, x, keys, ids }) => {
    const driver = new Driver({}, { selection: start.map(shotId) }).down(x, y, keys).up();
    expect(driver.context.selection).toEqual(ids.map(shotId));
  });

  it('lets go of all on a click beside everything', () => {
    expect(new Driver({}, { selection: [shotId(0)] }).down(1000, y).up().context.selection).toEqual([]);
  });

  it('takes what a rectangle touches, in both rows, and gives it back on Escape', () => {
    const driver = new Driver({ tracks: [[[10, 50]]] }, { selection: [shotId(3)] });
    driver.down(900, rowY.track(0)).move(150, y);
    expect(new Set(driver.context.selection)).toEqual(new Set([shotId(1), shotId(2), shotId(3), clipId(0)]));
    expect(driver.escape().context.selection).toEqual([shotId(3)]);
    expect(driver.edits).toEqual([]);
  });

  it('keeps the selection beside the rectangle with Ctrl', () => {
    const driver = new Driver({}, { selection: [shotId(0)] })
      .down(900, y, { isToggling: true })
      .move(500, y)
      .up();
    expect(driver.context.selection).toEqual([shotId(0), shotId(3)]);
  });
});

describe('moving shots', () => {
  it.each([
    { what: 'to the front', from: 300, to: 20, order: '2@0 0@0 1@0 3@1' },
    { what: 'one later', from: 20, to: 250, order: '1@0 0@0 2@0 3@1' },
    { what: 'to the end of its scene', from: 20, to: 370, order: '1@0 2@0 0@0 3@1' },
    { what: 'to the front of the next scene', from: 20, to: 400, order: '1@0 2@0 0@1 3@1' },
    { what: 'behind the film', from: 20, to: 1100, order: '1@0 2@0 3@1 0@1' },
    { what: 'before the film', from: 300, to: -60, order: '2@0 0@0 1@0 3@1' },
    { what: 'out of the next scene', from: 500, to: 330, order: '0@0 1@0 3@0 2@0' },
  ])('$what', ({ from, to, order }) => {
    const driver = new Driver().down(from, y).move(to, y).up();
    expect(driver.order).toBe(order);
    expect(driver.edits).toHaveLength(1);
  });

  it.each([
    { what: 'onto itself', from: 150, to: 200 },
    { what: 'before itself', from: 150, to: 100 },
    { what: 'behind the one before', from: 150, to: 90 },
  ])('does nothing $what', ({ from, to }) => {
    const driver = new Driver().down(from, y).move(to, y).up();
    expect(driver.edits).toEqual([]);
  });

  it('takes all selected shots along, in film order', () => {
    const driver = new Driver({}, { selection: [shotId(2), shotId(0)] }).down(20, y).move(1000, y).up();
    expect(driver.order).toBe('1@0 3@1 0@1 2@1');
    expect(driver.edits).toHaveLength(1);
  });

  it('leaves no trace on Escape, not even the selection of the press', () => {
    const before = new Driver().order;
    const driver = new Driver({}, { selection: [shotId(3)], playhead: frames(120) }).down(20, y);
    expect(driver.context.selection).toEqual([shotId(0)]);
    driver.move(600, y).escape();
    expect(driver.order).toBe(before);
    expect(driver.edits).toEqual([]);
    expect(driver.context).toMatchObject({ selection: [shotId(3)], playhead: 120 });
  });
});

describe('ripple trim', () => {
  it.each([
    { what: 'tail shorter', from: 286, to: 246, lengths: [24, 38, 24, 96], sourceIn: 0 },
    { what: 'tail longer', from: 286, to: 326, lengths: [24, 58, 24, 96], sourceIn: 0 },
    { what: 'head later', from: 98, to: 138, lengths: [24, 38, 24, 96], sourceIn: 10 },
    { what: 'head earlier', from: 98, to: 58, lengths: [24, 58, 24, 96], sourceIn: -10 },
    { what: 'tail to nothing', from: 286, to: 20, lengths: [24, 1, 24, 96], sourceIn: 0 },
    { what: 'head to nothing', from: 98, to: 900, lengths: [24, 1, 24, 96], sourceIn: 47 },
  ])('$what', ({ from, to, lengths, sourceIn }) => {
    const driver = new Driver().down(from, y).move(to, y).up();
    expect(driver.lengths).toEqual(lengths);
    expect(driver.document.require('shot', shotId(1)).sourceInFrames).toBe(sourceIn);
    expect(driver.edits).toHaveLength(1);
  });

  it('says when it can go no further', () => {
    const driver = new Driver().down(286, y).move(20, y);
    expect(driver.gesture).toMatchObject({ type: 'trimShot', isAtLimit: true, byFrames: -47 });
  });

  it('is drawn to the playhead, unless snapping is off', () => {
    const options = { playhead: frames(60) };
    expect(new Driver({}, options).down(286, y).move(244, y).up().lengths[1]).toBe(36);
    expect(new Driver({}, { ...options, isSnapping: false }).down(286, y).move(244, y).up().lengths[1]).toBe(
      38,
    );
  });

  it('does nothing when the edge comes back', () => {
    const driver = new Driver().down(286, y).move(200, y).move(286, y).up();
    expect(driver.edits).toEqual([]);
  });
});

describe('moving sounds', () => {
  const tracks = [
    [
      [0, 40],
      [100, 40],
    ],
    [[150, 20]],
  ] as const;
  const row0 = rowY.track(0);
  const row1 = rowY.track(1);

  it('moves in time', () => {
    const driver = new Driver({ tracks }).down(420, row0).move(520, row0).up();
    expect(driver.clip(1).start).toBe(125);
    expect(driver.edits).toHaveLength(1);
  });

  it('moves to another track', () => {
    const driver = new Driver({ tracks }).down(420, row0).move(420, row1).up();
    expect(driver.clip(1)).toMatchObject({ start: 100, track: trackId(1) });
  });

  it('does not begin before the film', () => {
    const driver = new Driver({ tracks }).down(20, row0).move(-400, row0).up();
    expect(driver.clip(0).start).toBe(0);
    expect(driver.edits).toEqual([]);
  });

  it('is drawn to a cut by either edge', () => {
    const start = new Driver({ tracks }).down(420, row0).move(405, row0).up();
    expect(start.clip(1).start).toBe(96);
    const tail = new Driver({ tracks })
      .down(420, row0)
      .move(420 + 206, row0)
      .up();
    // Its end is nearer to the end of the film at 192 than its start to the sound at 150.
    expect(tail.clip(1).start).toBe(152);
  });

  it('slips beside a sound that is in the way', () => {
    const driver = new Driver({ tracks })
      .down(420, row0)
      .move(420 - 65 * 4, row0)
      .up();
    expect(driver.clip(1).start).toBe(40);
  });

  it('refuses a place far inside another sound', () => {
    const long = [[[0, 240]], [[300, 40]]] as const;
    const driver = new Driver({ tracks: long }).down(1220, row1).move(400, row0);
    expect(driver.gesture).toMatchObject({ type: 'moveClips', isBlocked: true });
    driver.up();
    expect(driver.edits).toEqual([]);
    expect(driver.refusals).toHaveLength(1);
    expect(driver.clip(1).start).toBe(300);
  });

  it('moves several as one edit, also over each other', () => {
    const driver = new Driver({ tracks }, { selection: [clipId(0), clipId(1)], isSnapping: false });
    driver
      .down(420, row0)
      .move(420 + 4 * 30, row0)
      .up();
    expect([driver.clip(0).start, driver.clip(1).start]).toEqual([30, 130]);
    expect(driver.edits).toHaveLength(1);
  });
});

describe('trimming sounds', () => {
  // Of a sound of 240 frames.
  const tracks = [
    [
      [20, 40, 30],
      [100, 100, 0],
    ],
  ] as const;
  const row = rowY.track(0);

  it.each([
    { what: 'head later', from: 81, to: 121, start: 30, length: 30, sourceIn: 40 },
    {
      what: 'head earlier, to the start of the film',
      from: 81,
      to: -300,
      start: 0,
      length: 60,
      sourceIn: 10,
    },
    { what: 'tail shorter', from: 239, to: 199, start: 20, length: 30, sourceIn: 30 },
    { what: 'tail up to the next sound', from: 239, to: 700, start: 20, length: 80, sourceIn: 30 },
    { what: 'tail to one frame', from: 239, to: 0, start: 20, length: 1, sourceIn: 30 },
  ])('$what', ({ from, to, start, length, sourceIn }) => {
    const driver = new Driver({ tracks }, { isSnapping: false }).down(from, row).move(to, row).up();
    expect(driver.clip(0)).toMatchObject({ start, length, sourceIn });
    expect(driver.edits).toHaveLength(1);
  });

  it('stops where the media ends, and says so', () => {
    const driver = new Driver({ tracks }).down(799, row).move(2000, row);
    expect(driver.gesture).toMatchObject({ type: 'trimClip', limit: 'media', byFrames: 140 });
    expect(driver.up().clip(1).length).toBe(240);
  });

  it('stops where the media begins', () => {
    const driver = new Driver({ tracks: [[[100, 40, 15]]] }).down(401, row).move(0, row);
    expect(driver.gesture).toMatchObject({ limit: 'media', byFrames: -15 });
    expect(driver.up().clip(0)).toMatchObject({ start: 85, length: 55, sourceIn: 0 });
  });
});

describe('every gesture', () => {
  const plan: FilmPlan = {
    scenes: [[24, 48, 24], [96], [12, 12]],
    tracks: [
      [
        [20, 40, 30],
        [100, 100],
      ],
      [[0, 30, 100]],
    ],
  };
  const points = fc.record({ x: fc.integer({ min: -50, max: 1250 }), y: fc.integer({ min: 0, max: 259 }) });
  const keys = fc.record({ isExtending: fc.boolean(), isToggling: fc.boolean() });

  it('makes at most one edit, which the commands accept and which leaves the film sound', () => {
    fc.assert(
      fc.property(points, fc.array(points, { maxLength: 6 }), keys, (from, way, held) => {
        const driver = new Driver(plan).down(from.x, from.y, held);
        for (const to of way) driver.move(to.x, to.y);
        driver.up();
        expect(driver.edits.length).toBeLessThanOrEqual(1);
        expect(driver.gesture).toBe(ready);
      }),
    );
  });

  it('leaves no trace when thrown away at any moment', () => {
    fc.assert(
      fc.property(points, fc.array(points, { maxLength: 6 }), keys, (from, way, held) => {
        const driver = new Driver(plan, { selection: [shotId(1)], playhead: frames(33) });
        const before = JSON.stringify(driver.document.records());
        driver.down(from.x, from.y, held);
        for (const to of way) driver.move(to.x, to.y);
        driver.escape();
        expect(JSON.stringify(driver.document.records())).toBe(before);
        expect(driver.context).toMatchObject({ selection: [shotId(1)], playhead: 33 });
        expect(driver.gesture).toBe(ready);
      }),
    );
  });

  it('keeps hold of the same place while the view scrolls under the pointer', () => {
    const driver = new Driver().down(286, y);
    driver.context = { ...driver.context, view: { ...driver.context.view, startFrame: 10 } };
    driver.move(286, y, {}).move(290, y).up();
    expect(driver.lengths[1]).toBe(48 + 11);
  });
});

describe('panning', () => {
  it('moves the view against the pointer and touches nothing else', () => {
    const driver = new Driver({ scenes: [[2000]] });
    driver.context = { ...driver.context, layout: layoutTimeline(driver.context.model, 260, 0) };
    driver.down(500, y, { isPanning: true }).move(300, y).up();
    expect(driver.context.view.startFrame).toBe(50);
    expect(driver.context.selection).toEqual([]);
    expect(sceneId(0)).toBe(selectSequence(driver.document).shots[0]?.scene.id);
  });
});

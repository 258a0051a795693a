import { describe, expect, it } from 'vitest';
import type { GroupSettings } from '../../generation/groupShots';
import { requireModel } from '../../generation/models';
import { run } from '../../testing/runCommands';
import { clipGroupsOf } from '../clipGroups';
import { buildFilm, contextOf, pointer, rowY, shotId } from '../filmBuilder.testing';
import { hitTest } from '../hitTest';
import type { Gesture, GestureContext, Step } from './gesture';
import { drag, press, release } from './machine';

const model = requireModel('kling-3.0-omni');
/** Six shots of four seconds, packed three and three; a scene of two. One frame is 1 px. */
const film = buildFilm({
  scenes: [
    [96, 96, 96, 96, 96, 96],
    [48, 48],
  ],
});

function contextFor(document = film, settings: GroupSettings = {}): GestureContext {
  const clipGroups = clipGroupsOf(document, model, settings);
  return contextOf(document, {
    view: { startFrame: 0, pixelsPerFrame: 1, widthPx: 1200 },
    clipGroups: { ...clipGroups, shown: clipGroups.groups },
  });
}

function dragged(fromX: number, toX: number, context = contextFor()): { held: Gesture; let: Step } {
  const pressed = press(pointer(fromX, rowY.jobs), context);
  const held = drag(pressed.gesture, pointer(toX, rowY.jobs), context).gesture;
  return { held, let: release(held, context) };
}

const sizes = (context: GestureContext) => context.clipGroups?.groups.map(({ shots }) => shots.length);

function afterwards({ effects }: Step): number[] | undefined {
  const [effect] = effects;
  if (effect?.type !== 'run') return undefined;
  return sizes(contextFor(run(film, effect.command, effect.args).document));
}

describe('the cut between two clips', () => {
  it('is taken at the edges of brackets, the middle is the clip itself', () => {
    const { model: timeline, view, layout, clipGroups } = contextFor();
    const at = (x: number) =>
      hitTest(timeline, view, layout, 0, { x, y: rowY.jobs }, { clipGroups: clipGroups?.shown });
    expect(sizes(contextFor())).toEqual([3, 3, 2]);
    expect(at(286)).toMatchObject({ type: 'clipGroupEdge', edge: 'tail', group: { first: 0 } });
    expect(at(289)).toMatchObject({ type: 'clipGroupEdge', edge: 'head', group: { first: 3 } });
    expect(at(150)).toMatchObject({ type: 'clipGroup', group: { label: '1A-1C' } });
    expect(at(674)).toMatchObject({ type: 'clipGroupEdge', edge: 'tail', group: { first: 6 } });
    expect(at(900)).toEqual({ type: 'jobs' });
    expect(hitTest(timeline, view, layout, 0, { x: 150, y: rowY.jobs })).toEqual({ type: 'jobs' });
  });

  it.each([
    ['between two clips, earlier', 286, 200, undefined, 'seconds'],
    ['between two clips, later', 289, 380, undefined, 'seconds'],
    ['the end of a scene, earlier: what is left out is a clip', 574, 480, [3, 2, 1, 2], null],
    ['the end of a scene, later', 574, 640, undefined, 'scene'],
    ['the beginning of a scene, later', 578, 622, [3, 3, 1, 1], null],
    ['the beginning of a scene, earlier', 578, 470, undefined, 'scene'],
    ['the beginning of the film, later', 2, 100, [1, 2, 3, 2], null],
    ['the end of the film, earlier', 670, 620, [3, 3, 1, 1], null],
    ['no further than the film', 670, 1100, undefined, null],
  ] as const)('%s', (_name, from, to, expected, obstacle) => {
    const { held, let: released } = dragged(from, to);
    expect(held).toMatchObject({ type: 'moveClipCut', obstacle: obstacle && { type: obstacle } });
    expect(afterwards(released)).toEqual(expected);
    if (!expected) expect(released).toEqual({ gesture: { type: 'ready' }, effects: [] });
  });

  it('moves from shot to shot, each with its mark, in one edit', () => {
    const split = contextFor(
      run(film, 'shot.setClipJoins', { joins: { [shotId(2)]: 'start', [shotId(3)]: 'start' } }).document,
    );
    expect(sizes(split)).toEqual([2, 1, 3, 2]);
    const { held, let: released } = dragged(190, 110, split);
    expect(held).toMatchObject({
      to: 1,
      parts: [
        { first: 0, end: 1 },
        { first: 1, end: 3 },
      ],
    });
    expect(released.effects).toEqual([
      {
        type: 'run',
        command: 'shot.setClipJoins',
        args: { joins: { [shotId(1)]: 'start', [shotId(2)]: 'join' }, label: 'Move Clip Cut' },
      },
    ]);
    // All the way: the two are one clip.
    const joined = dragged(190, 4, split);
    expect(joined.held).toMatchObject({ to: 0, parts: [{ first: 0, end: 3 }] });
    expect(joined.let.effects).toMatchObject([{ args: { joins: { [shotId(2)]: 'join' } } }]);
  });

  it('says so where every shot is to go alone', () => {
    const { held, let: released } = dragged(94, 190, contextFor(film, { grouping: 'single' }));
    expect(held).toMatchObject({ obstacle: { type: 'single' } });
    expect(released.effects).toEqual([]);
  });

  it('a click selects the shots of a clip', () => {
    const { let: released } = dragged(150, 150);
    expect(released.effects).toEqual([
      { type: 'select', ids: [shotId(0), shotId(1), shotId(2)], isFocusing: true },
    ]);
  });
});

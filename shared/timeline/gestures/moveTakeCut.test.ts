import { describe, expect, it } from 'vitest';
import { Document } from '../../document/document';
import type { RecordOf } from '../../document/records';
import { run } from '../../testing/runCommands';
import { testMedia, testTake, testVideo } from '../../testing/smallFilm';
import { frames } from '../../time/frames';
import { buildFilm, contextOf, pointer, rowY, shotId } from '../filmBuilder.testing';
import { hitTest } from '../hitTest';
import { cancel, drag, press, release } from './machine';

/** Two shots of a second from one clip of 96 frames, the cut found at 50. One frame is 4 px. */
function film(): Document {
  const media = testMedia('clip', testVideo);
  const part = (name: string, index: number, mediaIn: number, length: number): RecordOf<'take'> => ({
    ...testTake(name, 'A', 'clip'),
    shotId: shotId(index),
    jobId: 'job_clip00001' as never,
    mediaInFrames: frames(mediaIn),
    lengthFrames: frames(length),
  });
  const base = buildFilm({ scenes: [[24, 24, 24]] });
  const takes = [part('one', 0, 0, 50), part('two', 1, 50, 46)];
  const shots = base
    .list('shot')
    .map((shot) => ({ ...shot, activeTakeId: takes.find((take) => take.shotId === shot.id)?.id ?? null }));
  return new Document([base.project(), media, ...base.list('scene'), ...shots, ...takes]);
}

const middle = rowY.shots;

describe('the handle at a cut in a clip', () => {
  it('lies over the edges of its two shots, in the middle of the row; elsewhere they are trimmed', () => {
    const document = film();
    const { model, view, layout } = contextOf(document);
    const at = (x: number, y: number) => hitTest(model, view, layout, 0, { x, y }, { document }).type;
    expect([92, 96, 100].map((x) => at(x, middle))).toEqual(['takeCut', 'takeCut', 'takeCut']);
    expect(at(97, middle - 20)).toBe('shotEdge');
    // The third shot has no take of the clip.
    expect(at(193, middle)).toBe('shotEdge');
    expect(
      hitTest(model, { ...view, pixelsPerFrame: 0.5 }, layout, 0, { x: 12, y: middle }, { document }).type,
    ).toBe('shotEdge');
  });

  it('is one edit; under the hand stands the frame that the shot would begin with', () => {
    const document = film();
    const context = contextOf(document);
    const pressed = press(pointer(96, middle), context);
    const held = drag(pressed.gesture, pointer(96 + 3 * 4, middle), context);
    expect(held).toMatchObject({
      gesture: { type: 'moveTakeCut', byFrames: 3 },
      effects: [{ type: 'seek', frame: 27 }],
    });
    const { effects } = release(held.gesture, context);
    const [edit] = effects;
    if (edit?.type !== 'run') throw new Error('No edit was made.');
    const after = run(document, edit.command, edit.args).document;
    const takes = [0, 1].map((index) => after.childrenOf('take', shotId(index))[0]);
    expect(takes.map((take) => [take?.mediaInFrames, take?.lengthFrames])).toEqual([
      [0, 53],
      [53, 43],
    ]);
    expect(after.list('shot').map(({ lengthFrames }) => lengthFrames)).toEqual([24, 24, 24]);
  });

  it.each([
    ['earlier', -1_000, -49],
    ['later', 1_000, 45],
  ])('goes %s until a take has one frame left', (_name, byPx, byFrames) => {
    const context = contextOf(film());
    const { gesture } = press(pointer(96, middle), context);
    expect(drag(gesture, pointer(96 + byPx, middle), context).gesture).toMatchObject({
      byFrames,
      isAtLimit: true,
    });
  });

  it('let go where it was, given up, or with another take shown by then: no edit', () => {
    const document = film();
    const context = contextOf(document, { playhead: frames(5) });
    const { gesture } = press(pointer(96, middle), context);
    const held = drag(gesture, pointer(108, middle), context).gesture;
    const back = drag(held, pointer(96, middle), context).gesture;
    expect(release(back, context).effects).toEqual([{ type: 'seek', frame: 5 }]);
    expect(cancel(held).effects).toContainEqual({ type: 'seek', frame: 5 });
    const other = run(document, 'take.setActive', { shotId: shotId(1), takeId: null }).document;
    expect(release(held, contextOf(other)).effects.map(({ type }) => type)).toEqual(['seek']);
  });
});

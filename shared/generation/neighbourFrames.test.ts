import { describe, expect, it } from 'vitest';
import type { Document } from '../document/document';
import type { ShotId } from '../document/ids';
import { run } from '../testing/runCommands';
import { smallFilm, testId } from '../testing/smallFilm';
import { frames } from '../time/frames';
import { planForKling } from './kling/planKling';
import {
  framesAgain,
  hasNeighbourFrames,
  type NeighbourFrames,
  neighbourFrames,
  neighbourSettings,
} from './neighbourFrames';
import type { FrameChoice } from './request';

const [A, B, C, D, E] = ['A', 'B', 'C', 'D', 'E'].map((name) => testId('shot', name));

const found = (document: Document, shotId = B): NeighbourFrames =>
  neighbourFrames(document, shotId as never) as NeighbourFrames;

describe('frames of neighbours', () => {
  it('are those where the shots touch: of the take that is shown, else of the board', () => {
    const film = smallFilm();
    expect(found(film, C)).toEqual({
      first: {
        label: '1B',
        source: { type: 'shotFrame', shotId: B, frame: 71, takeId: testId('take', 'b1') },
      },
      last: null,
      hasBoard: false,
    });
    expect(found(film, A)).toEqual({
      first: null,
      last: {
        label: '1B',
        source: { type: 'shotFrame', shotId: B, frame: 0, takeId: testId('take', 'b1') },
      },
      hasBoard: true,
    });
    // 1A has no take, 1C no picture at all.
    expect(found(film, B)).toEqual({
      first: { label: '1A', source: { type: 'shotFrame', shotId: A, frame: 47, takeId: null } },
      last: null,
      hasBoard: true,
    });
  });

  it('count in the time of the neighbour, from where it was trimmed', () => {
    const { document: film } = run(smallFilm(), 'timeline.rippleTrim', {
      shotId: B,
      edge: 'head',
      byFrames: 10,
    });
    expect(film.require('shot', B as never)).toMatchObject({ sourceInFrames: 10, lengthFrames: 62 });
    expect(found(film, A).last?.source.frame).toBe(10);
    expect(found(film, C).first?.source.frame).toBe(71);
  });

  it('leave out what is omitted, and never come from another scene', () => {
    const { document: film } = run(smallFilm(), 'shot.edit', {
      shotIds: [B],
      fields: { status: 'omitted' },
    });
    expect(found(film, C).first?.label).toBe('1A');
    expect(neighbourFrames(film, B as never)).toBeNull();
    expect(found(film, D)).toMatchObject({ first: null, last: null });
    expect([A, B, C, D, E].map((id) => hasNeighbourFrames(film, id as never))).toEqual([
      false,
      false,
      true,
      false,
      false,
    ]);
  });
});

describe('a shot made anew between its neighbours', () => {
  const plan = (model: string, frames: NeighbourFrames, shotId = B) =>
    planForKling(smallFilm(), [shotId as never], { model, ...neighbourSettings(frames) }, 'full');
  const both = (): NeighbourFrames => ({
    first: found(smallFilm(), B).first,
    last: found(smallFilm(), A).last,
    hasBoard: true,
  });

  it('asks for one shot with both frames', () => {
    const { request, problems } = plan('kling-3.0-omni', both());
    expect(request).toMatchObject({
      shots: [{ label: '1B' }],
      plannedBy: 'us',
      firstFrame: { shotId: A, frame: 47, takeId: null },
      lastFrame: { shotId: B, frame: 0, takeId: testId('take', 'b1') },
    });
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('begins with its own board where nothing comes before it', () => {
    const { request } = plan('kling-3.0-omni', found(smallFilm(), A), A);
    expect(request.firstFrame).toMatchObject({ shotId: A, frame: 0, takeId: null });
    expect(request.lastFrame).toMatchObject({ shotId: B, frame: 0 });
    expect(neighbourSettings({ first: null, last: null, hasBoard: false })).toMatchObject({
      firstFrame: 'none',
      lastFrame: 'none',
    });
  });

  it('says in words when the model takes no last frame, with a mend', () => {
    const { problems } = plan('kling-3.0-turbo', both());
    expect(problems.filter(({ severity }) => severity === 'error')).toMatchObject([
      {
        code: 'noLastFrame',
        message: 'Kling 3.0 Turbo takes no last frame.',
        mend: { title: 'Without the last frame', action: { type: 'dropFrame', which: 'last' } },
      },
    ]);
  });
});

describe('frames of a run that is asked for again', () => {
  const ofTake = {
    type: 'shotFrame',
    shotId: testId('shot', 'B'),
    frame: frames(71),
    takeId: testId('take', 'b1'),
  } as const;
  const ofBoard = {
    type: 'shotFrame',
    shotId: testId('shot', 'A'),
    frame: frames(12),
    takeId: null,
  } as const;
  const again = (film: Document, shotId: ShotId, firstFrame: FrameChoice, lastFrame: FrameChoice) =>
    framesAgain(film, { firstFrame, lastFrame }, found(film, shotId));
  const without = (command: string, args: object): Document => run(smallFilm(), command, args).document;

  it('are those that were given, while they are there, wherever their shots stand now', () => {
    expect(again(smallFilm(), C as never, ofTake, ofBoard)).toEqual({
      firstFrame: ofTake,
      lastFrame: ofBoard,
      lost: [],
    });
    expect(again(smallFilm(), C as never, 'board', 'none')).toEqual({
      firstFrame: 'board',
      lastFrame: 'none',
      lost: [],
    });
  });

  it('are taken anew from the neighbour where a take is gone', () => {
    const film = without('take.delete', { takeIds: [testId('take', 'b1')] });
    expect(again(film, C as never, ofTake, 'none')).toMatchObject({
      firstFrame: { shotId: B, frame: 71, takeId: null },
      lost: [],
    });
  });

  it('are named where nothing stands there any more', () => {
    const film = without('shot.delete', { shotIds: [A, B] });
    expect(again(film, C as never, ofTake, ofBoard)).toEqual({
      firstFrame: 'none',
      lastFrame: 'none',
      lost: ['the picture of the first frame', 'the picture of the last frame'],
    });
  });
});

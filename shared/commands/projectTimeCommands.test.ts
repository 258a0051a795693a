import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reverseDiff } from '../document/diff';
import { Document } from '../document/document';
import { createBoard, createCameraKeyframe, createMarker } from '../document/factories';
import type { AnyRecord } from '../document/records';
import { changeRate } from '../edits/changeRate';
import { selectSequence } from '../shots/sequence';
import { fullFilm } from '../testing/fullFilm';
import { plan, run } from '../testing/runCommands';
import { smallFilm, testId } from '../testing/smallFilm';
import { frames } from '../time/frames';
import { namedRates, parseRate } from '../time/rate';
import { PlanRefusal } from './command';

const rate = (text: string) => parseRate(text);
const lengths = (film: Document) => film.list('shot').map(({ lengthFrames }) => lengthFrames);
const withRecords = (...records: AnyRecord[]) => new Document([...smallFilm().records(), ...records]);
const contentOf = (film: Document) => JSON.stringify(film.records());

describe('another frame rate', () => {
  test('keeping seconds, everything is put on the nearest frame', () => {
    const film = withRecords(
      createMarker({ id: testId('marker', 'one'), frame: frames(24), lengthFrames: frames(12) }),
      createCameraKeyframe({
        id: testId('cameraKeyframe', 'mid'),
        shotId: testId('shot', 'B'),
        frame: frames(36),
      }),
      createBoard({ id: testId('board', 'b'), shotId: testId('shot', 'B'), frame: frames(12) }),
    );
    const { document } = run(film, 'project.setRate', { rate: rate('30') });
    expect(document.project().rate).toEqual(rate('30'));
    const byName = (name: string) => document.require('shot', testId('shot', name)).lengthFrames;
    expect(['A', 'B', 'C', 'D', 'E'].map(byName)).toEqual([60, 90, 30, 120, 13]);
    expect(document.require('marker', testId('marker', 'one'))).toMatchObject({
      frame: 30,
      lengthFrames: 15,
    });
    expect(document.require('cameraKeyframe', testId('cameraKeyframe', 'mid')).frame).toBe(45);
    expect(document.require('board', testId('board', 'b')).frame).toBe(15);
    expect(document.require('clip', testId('clip', 'second'))).toMatchObject({
      startFrame: 125,
      lengthFrames: 75,
    });
    expect(document.require('take', testId('take', 'b1')).lengthFrames).toBe(30);
  });

  test('a named move spans its shot again', () => {
    const { document } = run(smallFilm(), 'project.setRate', { rate: rate('25') });
    const shot = document.require('shot', testId('shot', 'A'));
    expect(shot).toMatchObject({ lengthFrames: 50, move: { name: 'panLeft' } });
    expect(document.childrenOf('cameraKeyframe', shot.id).map(({ frame }) => frame)).toEqual([0, 49]);
  });

  test('keeping frames, pictures keep theirs and sounds their seconds', () => {
    const { document } = run(smallFilm(), 'project.setRate', { rate: rate('12'), keep: 'frames' });
    expect(lengths(document)).toEqual(lengths(smallFilm()));
    expect(document.require('clip', testId('clip', 'first'))).toMatchObject({
      startFrame: 0,
      lengthFrames: 30,
    });
    const faster = run(smallFilm(), 'project.setRate', { rate: rate('48'), keep: 'frames' }).document;
    // 120 frames would reach into the next sound at 100.
    expect(faster.require('clip', testId('clip', 'first'))).toMatchObject({
      startFrame: 0,
      lengthFrames: 100,
    });
  });

  test('keyframes and boards that meet stay one frame apart', () => {
    const keyframe = (name: string, frame: number) =>
      createCameraKeyframe({
        id: testId('cameraKeyframe', name),
        shotId: testId('shot', 'B'),
        frame: frames(frame),
      });
    const board = (name: string, frame: number) =>
      createBoard({ id: testId('board', name), shotId: testId('shot', 'B'), frame: frames(frame) });
    const film = withRecords(
      keyframe('k1', 10),
      keyframe('k2', 11),
      keyframe('k3', 12),
      board('b1', 0),
      board('b2', 1),
    );
    const { document } = run(film, 'project.setRate', { rate: rate('12') });
    const framesOf = (kind: 'cameraKeyframe' | 'board') =>
      document.childrenOf(kind, testId('shot', 'B')).map(({ frame }) => frame);
    expect(framesOf('cameraKeyframe')).toEqual([5, 6, 7]);
    expect(framesOf('board')).toEqual([0, 1]);
  });

  test('a take that covered its shot still does', () => {
    const film = smallFilm();
    const shot = film.require('shot', testId('shot', 'B'));
    const take = { ...film.require('take', testId('take', 'b1')), lengthFrames: shot.lengthFrames };
    film.apply({ added: [], removed: [], updated: [{ kind: 'take', id: take.id, from: {}, to: take }] });
    for (const { rate: to } of namedRates.filter(({ name }) => name !== '24')) {
      const { document } = run(film, 'project.setRate', { rate: to });
      const [after, covering] = [document.require('shot', shot.id), document.require('take', take.id)];
      expect(covering.sourceInFrames + covering.lengthFrames).toBeGreaterThanOrEqual(
        after.sourceInFrames + after.lengthFrames,
      );
    }
  });

  test('the start timecode reads the same; drop-frame goes where there is none', () => {
    const start = run(run(smallFilm(), 'project.setRate', { rate: rate('29.97') }).document, 'project.edit', {
      fields: { startFrame: 107_892, isDropFrame: true },
    }).document;
    const after = run(start, 'project.setRate', { rate: rate('25') }).document.project();
    expect(after).toMatchObject({ startFrame: 90_000, isDropFrame: false });
    expect(() => plan(smallFilm(), 'project.edit', { fields: { isDropFrame: true } })).toThrow(PlanRefusal);
  });

  test('the same rate is refused', () => {
    expect(() => plan(smallFilm(), 'project.setRate', { rate: { num: 48, den: 2 } })).toThrow(PlanRefusal);
  });

  test('what is told beforehand is what happens, and undo leads back to the byte', () => {
    const anyRate = fc.constantFrom(
      ...namedRates.filter(({ name }) => name !== '24').map((named) => named.rate),
    );
    fc.assert(
      fc.property(anyRate, fc.constantFrom('seconds' as const, 'frames' as const), (to, keep) => {
        const film = fullFilm();
        const told = changeRate(film, to, keep);
        const { document, edit } = run(film, 'project.setRate', { rate: to, keep });
        expect(selectSequence(film).lengthFrames).toBe(told.lengthBefore);
        expect(selectSequence(document).lengthFrames).toBe(told.lengthAfter);
        document.apply(reverseDiff(edit.diff));
        expect(contentOf(document)).toBe(contentOf(film));
      }),
    );
  });

  test('says how many things are rounded', () => {
    expect(changeRate(smallFilm(), rate('48'), 'seconds').rounded).toEqual({
      shot: 0,
      board: 0,
      cameraKeyframe: 0,
      clip: 0,
      marker: 0,
      dialogueLine: 0,
    });
    expect(changeRate(smallFilm(), rate('25'), 'seconds').rounded).toMatchObject({
      shot: 1,
      cameraKeyframe: 1,
      clip: 2,
    });
  });
});

describe('another frame size', () => {
  const tall = { width: 1080, height: 1920 };
  const back = (film: Document) => film.require('layer', testId('layer', 'back')).transform;

  test.each([
    ['place', { x: 0.5, y: 0.5, scale: 1 }],
    ['fit', { x: 0.5, y: 0.5, scale: 1 }],
    ['fill', { x: 0.5, y: 0.5, scale: (1920 / 1080) * (1920 / 1080) }],
  ])('from wide to tall, %s', (keep, expected) => {
    const { document } = run(smallFilm(), 'project.setFrameSize', { frameSize: tall, keep });
    expect(document.project().frameSize).toEqual(tall);
    const { x, y, scale } = back(document);
    expect([x, y]).toEqual([expected.x, expected.y]);
    expect(scale).toBeCloseTo(expected.scale, 9);
  });

  test('only the ratio moves anything', () => {
    const { edit } = run(smallFilm(), 'project.setFrameSize', {
      frameSize: { width: 3840, height: 2160 },
      keep: 'fill',
    });
    expect(edit.diff.updated.map(({ kind }) => kind)).toEqual(['project']);
  });

  test('a corner of the old frame stays a corner of the picture, and the camera goes along', () => {
    const film = smallFilm();
    const id = testId('layer', 'mina');
    const moved = run(film, 'layer.setTransform', {
      layers: [{ layerId: id, transform: { ...film.require('layer', id).transform, x: 0, y: 0 } }],
    });
    const wide = run(moved.document, 'project.setFrameSize', {
      frameSize: { width: 1920, height: 804 },
      keep: 'fit',
    });
    // The old frame stands in the middle of the new one, 804 pixels high.
    const left = 0.5 - (804 * (1920 / 1080)) / 1920 / 2;
    expect(wide.document.require('layer', id).transform.x).toBeCloseTo(left, 9);
    expect(wide.document.require('layer', id).transform.y).toBeCloseTo(0, 9);
  });

  test('there and back leads to the start', () => {
    for (const keep of ['fit', 'fill'] as const) {
      const there = run(fullFilm(), 'project.setFrameSize', { frameSize: tall, keep }).document;
      const home = run(there, 'project.setFrameSize', {
        frameSize: { width: 1920, height: 1080 },
        keep: keep === 'fit' ? 'fill' : 'fit',
      }).document;
      for (const layer of fullFilm().list('layer')) {
        const { transform } = home.require('layer', layer.id);
        expect(transform.x).toBeCloseTo(layer.transform.x, 9);
        expect(transform.y).toBeCloseTo(layer.transform.y, 9);
        expect(transform.scale).toBeCloseTo(layer.transform.scale, 9);
      }
    }
  });

  test.each([
    [{ width: 1921, height: 1080 }],
    [{ width: 0, height: 1080 }],
    [{ width: 100_000, height: 1080 }],
  ])('%j is refused', (frameSize) => {
    expect(() => plan(smallFilm(), 'project.setFrameSize', { frameSize })).toThrow();
  });
});

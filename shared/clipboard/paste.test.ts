import { describe, expect, test } from 'vitest';
import { PlanRefusal } from '../commands/command';
import type { Document } from '../document/document';
import type { RecordOf } from '../document/records';
import { isTakeStale, shotInputsHash } from '../generation/inputsHash';
import { layerStrokes, layersOfLink } from '../layers/linkedLayers';
import { boardsOf } from '../shots/boards';
import { selectSequence } from '../shots/sequence';
import { foreignFilm } from '../testing/foreignFilm';
import { fullFilm } from '../testing/fullFilm';
import { run } from '../testing/runCommands';
import { testId } from '../testing/smallFilm';
import { copy, made, paste } from './testing/pasting';

const theirs = <K extends Parameters<typeof testId>[0]>(kind: K, name: string) =>
  testId(kind, name).replace('_', '_their');

describe('shots', () => {
  test('in their own film: all that is in them again, behind the chosen one, nothing else doubled', () => {
    const film = fullFilm();
    const result = paste(film, copy(film, 'shot', testId('shot', 'A'), testId('shot', 'C')), {
      afterShotId: testId('shot', 'D'),
    });
    expect(result.edit.label).toBe('Paste 2 Shots');
    const shots = made(result, 'shot');
    expect(result.edit.selection).toEqual(shots.map(({ id }) => id));
    const order = selectSequence(result.document).shots.map(({ shot }) => shot.id);
    const at = order.indexOf(testId('shot', 'D'));
    expect(order.slice(at + 1, at + 3)).toEqual(shots.map(({ id }) => id));
    for (const kind of ['media', 'element', 'look', 'voice', 'customField', 'scene'] as const)
      expect([kind, made(result, kind).length]).toEqual([kind, 0]);
    const count = (kind: 'board' | 'layer' | 'cameraKeyframe' | 'dialogueLine' | 'comment' | 'take') =>
      film.childrenOf(kind, testId('shot', 'A')).length + film.childrenOf(kind, testId('shot', 'C')).length;
    for (const kind of ['board', 'layer', 'cameraKeyframe', 'dialogueLine', 'comment', 'take'] as const)
      expect([kind, made(result, kind).length]).toEqual([kind, count(kind)]);
    expect(made(result, 'stroke')).toHaveLength(2);
    expect(shots[0]?.customFields).toEqual({ [testId('customField', 'camera')]: 'B cam' });
  });

  test('the picture of a pasted shot is that of the one it was copied from, so its takes are as good', () => {
    const film = fullFilm();
    for (const { shot } of selectSequence(film).shots) {
      const result = paste(film, copy(film, 'shot', shot.id));
      const [id] = result.edit.selection as [typeof shot.id];
      expect(shotInputsHash(result.document, id)).toBe(shotInputsHash(film, shot.id));
      const stale = (document: Document, shotId: string) =>
        document.childrenOf('take', shotId).map((take) => isTakeStale(document, take));
      expect(stale(result.document, id)).toEqual(stale(film, shot.id));
    }
  });

  test('the active take follows, and takes of one clip belong together and not to the first ones', () => {
    const film = fullFilm();
    const withTake = run(film, 'take.setActive', {
      shotId: testId('shot', 'A'),
      takeId: testId('take', 'jobA'),
    }).document;
    const result = paste(withTake, copy(withTake, 'shot', testId('shot', 'A'), testId('shot', 'E')));
    const [a] = made(result, 'shot');
    const take = result.document.get('take', a?.activeTakeId as RecordOf<'take'>['id']);
    expect([take?.shotId, take?.mediaId]).toEqual([a?.id, testId('media', 'waves')]);
    const jobs = new Set(made(result, 'take').flatMap(({ jobId }) => jobId ?? []));
    expect(jobs.size).toBe(1);
    expect(jobs.has('job_shared001')).toBe(false);
  });

  test('with locked numbers they get numbers like inserted ones; an omitted one comes back', () => {
    const locked = run(fullFilm(), 'project.lockNumbers', {}).document;
    const omitted = run(locked, 'shot.delete', { shotIds: [testId('shot', 'A')] }).document;
    const result = paste(omitted, copy(omitted, 'shot', testId('shot', 'A')), {
      afterShotId: testId('shot', 'A'),
    });
    const [shot] = made(result, 'shot');
    const inserted = run(omitted, 'shot.add', {
      sceneId: omitted.require('shot', testId('shot', 'A')).sceneId,
      index: 1,
    });
    const [other] = inserted.edit.diff.added;
    expect(shot?.status).toBe('draft');
    expect(shot?.number).toEqual(other?.kind === 'shot' ? other.number : undefined);
    expect(shot?.number).not.toBeNull();
  });

  test('into a film of another rate and frame: seconds and places stay, elements and fields are matched', () => {
    const [film, other] = [fullFilm(), foreignFilm()];
    const result = paste(other, copy(film, 'shot', testId('shot', 'A'), testId('shot', 'D')), {}, false);
    expect(made(result, 'element')).toEqual([]);
    expect(made(result, 'customField')).toEqual([]);
    const lengths = made(result, 'shot').map(({ lengthFrames }) => lengthFrames / 25);
    const before = ['A', 'D'].map((name) => film.require('shot', testId('shot', name)).lengthFrames / 24);
    lengths.forEach((seconds, index) => {
      expect(Math.abs(seconds - (before[index] ?? 0))).toBeLessThan(0.05);
    });
    expect(Object.keys(made(result, 'shot')[0]?.customFields ?? {})).toEqual([
      theirs('customField', 'camera'),
    ]);
    const [line] = made(result, 'dialogueLine').filter(({ span }) => span !== null);
    expect([line?.speakerId, line?.voiceId]).toEqual([theirs('element', 'mina'), theirs('voice', 'mina')]);
  });

  test('media the film lacks are shown as missing, and never at the place that was named', () => {
    const film = fullFilm();
    const sampled = testId('media', 'rush');
    const clip = run(film, 'sound.addClip', { mediaId: sampled, startFrame: 900 }).document;
    const [id] = clip.list('clip').filter(({ mediaId }) => mediaId === sampled);
    const fragment = copy(clip, 'clip', id?.id as string);
    const result = paste(foreignFilm(), fragment, { frame: 5_000 }, false);
    expect(made(result, 'media').map(({ storage }) => storage)).toEqual([
      { mode: 'linked', path: 'rush.wav', rootId: null, modifiedAtMs: null },
    ]);
  });
});

describe('scenes', () => {
  test('come behind the chosen one, with their shots in order', () => {
    const film = fullFilm();
    const [first] = film.list('scene');
    const result = paste(film, copy(film, 'scene', first?.id as string), { sceneId: first?.id });
    expect(result.edit.label).toBe('Paste Scene');
    const [scene] = made(result, 'scene');
    expect(result.document.list('scene')[1]).toBe(result.document.require('scene', scene?.id as never));
    expect(scene?.heading).toBe(first?.heading);
    const lengths = (id: string, document: Document) =>
      document.childrenOf('shot', id).map(({ lengthFrames }) => lengthFrames);
    expect(lengths(scene?.id as string, result.document)).toEqual(lengths(first?.id as string, film));
  });
});

describe('boards', () => {
  const lengthsIn = (document: Document, shotId: RecordOf<'shot'>['id']) =>
    boardsOf(document, document.require('shot', shotId)).map(({ lengthFrames }) => lengthFrames);

  test('make the shot longer by what they last; the others keep their lengths', () => {
    const film = fullFilm();
    const shotC = testId('shot', 'C');
    const before = lengthsIn(film, shotC);
    const fragment = copy(film, 'board', testId('board', 'first'));
    const between = paste(film, fragment, { shotId: shotC, boardId: testId('board', 'first') });
    expect(lengthsIn(between.document, shotC)).toEqual([before[0], before[0], before[1]]);
    const last = paste(film, fragment, { shotId: shotC });
    expect(lengthsIn(last.document, shotC)).toEqual([...before, before[0]]);
    const [board] = made(last, 'board');
    expect(made(last, 'layer').map(({ boardId, content }) => [boardId, content.type])).toEqual([
      [board?.id, 'drawing'],
    ]);
    expect(made(last, 'stroke')).toHaveLength(2);
  });

  test('into a shot of one board: what was drawn before is the first board', () => {
    const film = fullFilm();
    const shotA = testId('shot', 'A');
    const { lengthFrames } = film.require('shot', shotA);
    const result = paste(film, copy(film, 'board', testId('board', 'second')), { shotId: shotA });
    const [own, pasted] = lengthsIn(result.document, shotA);
    expect(own).toBe(lengthFrames);
    expect(pasted).toBe(lengthsIn(film, testId('shot', 'C'))[1]);
    expect(made(result, 'layer').map(({ content }) => content.type)).toEqual(['text', 'shape']);
  });
});

describe('layers', () => {
  test('go in front of all, on the board that is shown, unlocked', () => {
    const film = run(fullFilm(), 'layer.edit', {
      layerIds: [testId('layer', 'drawing')],
      fields: { isLocked: true },
    }).document;
    const shotId = testId('shot', 'C');
    const boardId = testId('board', 'second');
    const result = paste(film, copy(film, 'layer', testId('layer', 'drawing')), { shotId, boardId });
    const [layer] = made(result, 'layer');
    expect([layer?.boardId, layer?.isLocked]).toEqual([boardId, false]);
    expect(result.document.childrenOf('layer', shotId).at(-1)?.id).toBe(layer?.id);
    expect(layer && layerStrokes(result.document, layer)).toHaveLength(2);
  });

  test('a linked one goes on in its link while it shows the same; else those that come together are linked', () => {
    const film = fullFilm();
    const one = copy(film, 'layer', testId('layer', 'linkedD'));
    const both = copy(film, 'layer', testId('layer', 'linkedD'), testId('layer', 'linkedE'));
    const place = { shotId: testId('shot', 'A') };
    const linkId = film.require('layer', testId('layer', 'linkedD')).linkId;
    expect(made(paste(film, one, place), 'layer').map((layer) => layer.linkId)).toEqual([linkId]);
    const changed = run(film, 'layer.edit', {
      layerIds: [testId('layer', 'linkedD')],
      fields: { depth: 3 },
    }).document;
    expect(made(paste(changed, one, place), 'layer').map((layer) => layer.linkId)).toEqual([null]);
    const result = paste(changed, both, place);
    const [first, second] = made(result, 'layer');
    expect(first?.linkId).toBe(second?.linkId);
    expect(first?.linkId).not.toBe(linkId);
    expect(first?.linkId && layersOfLink(result.document, first.linkId)).toHaveLength(2);
  });

  test('a linked drawing whose strokes another layer keeps brings them along', () => {
    const linked = run(fullFilm(), 'layer.link', {
      layerId: testId('layer', 'drawing'),
      shotIds: [testId('shot', 'A')],
    }).document;
    const other = linked
      .childrenOf('layer', testId('shot', 'A'))
      .find(({ content }) => content.type === 'drawing');
    const fragment = copy(linked, 'layer', other?.id as string);
    const result = paste(foreignFilm(), fragment, { shotId: theirs('shot', 'B') }, false);
    expect(made(result, 'stroke')).toHaveLength(2);
  });

  test('without a shot to go into they are refused in words', () => {
    const film = fullFilm();
    expect(() => paste(film, copy(film, 'layer', testId('layer', 'title')))).toThrow(PlanRefusal);
  });
});

describe('elements', () => {
  const mina = testId('element', 'mina');

  test('in their own film become copies with looks and voices', () => {
    const film = fullFilm();
    const result = paste(film, copy(film, 'element', mina));
    expect(made(result, 'element').map(({ name }) => name)).toEqual([
      `${film.require('element', mina).name} copy`,
    ]);
    expect(made(result, 'look')).toHaveLength(film.childrenOf('look', mina).length);
    expect(made(result, 'voice')).toHaveLength(1);
    const again = paste(result.document, copy(film, 'element', mina));
    expect(made(again, 'element').map(({ name }) => name)).toEqual([
      `${film.require('element', mina).name} copy 2`,
    ]);
  });

  test('elsewhere: one of that name gets what it lacks; with all there, nothing is done', () => {
    const [lookId] = fullFilm()
      .childrenOf('look', mina)
      .map(({ id }) => id);
    const named = run(fullFilm(), 'element.editLook', { lookId, fields: { name: 'Default' } }).document;
    const film = run(named, 'element.addLook', { elementId: mina, name: 'Raincoat' }).document;
    const result = paste(foreignFilm(named), copy(film, 'element', mina), {}, false);
    expect(made(result, 'element')).toEqual([]);
    expect(made(result, 'look').map(({ elementId, name }) => [elementId, name])).toEqual([
      [theirs('element', 'mina'), 'Raincoat'],
    ]);
    expect(() => paste(result.document, copy(film, 'element', mina), {}, false)).toThrow(/already/);
  });

  test('elsewhere without one of that name: all of it', () => {
    const film = fullFilm();
    const other = run(foreignFilm(), 'element.delete', { elementId: theirs('element', 'mina') }).document;
    const result = paste(other, copy(film, 'element', mina), {}, false);
    expect(made(result, 'element').map(({ id }) => id)).toEqual(result.edit.selection);
    expect(made(result, 'voice')[0]?.sampleMediaId).toBe(
      made(result, 'media').find(({ name }) => name === 'sample')?.id,
    );
  });
});

describe('sounds', () => {
  test('keep their distances, begin at the playhead, and go behind what is in the way', () => {
    const film = fullFilm();
    const clips = film.list('clip');
    const fragment = copy(film, 'clip', ...clips.map(({ id }) => id));
    const free = paste(film, fragment, { frame: 5_000 });
    const starts = made(free, 'clip').map(({ startFrame }) => startFrame);
    const first = Math.min(...clips.map(({ startFrame }) => startFrame));
    expect(starts).toEqual(clips.map(({ startFrame }) => startFrame - first + 5_000));
    const blocked = paste(film, fragment, { frame: first });
    expect(Math.min(...made(blocked, 'clip').map(({ startFrame }) => startFrame))).toBeGreaterThan(first);
  });

  test('find their track by name, or bring it along', () => {
    const film = fullFilm();
    const [clip] = film.list('clip');
    const fragment = copy(film, 'clip', clip?.id as string);
    const named = paste(foreignFilm(), fragment, { frame: 9_000 }, false);
    expect(made(named, 'track')).toEqual([]);
    const renamed = foreignFilm();
    const all = renamed
      .list('track')
      .reduce(
        (document, { id }) =>
          run(document, 'sound.editTrack', { trackId: id, fields: { name: 'Other' } }).document,
        renamed,
      );
    expect(made(paste(all, fragment, { frame: 9_000 }, false), 'track')).toHaveLength(1);
  });
});

describe('lines', () => {
  test('come behind the others; timed where nobody speaks, else not', () => {
    const film = fullFilm();
    const fragment = copy(film, 'dialogueLine', testId('dialogueLine', 'timed'));
    const same = paste(film, fragment, { shotId: testId('shot', 'D') });
    expect(made(same, 'dialogueLine').map(({ span }) => span)).toEqual([null]);
    const long = run(film, 'shot.setLength', { shotIds: [testId('shot', 'A')], lengthFrames: 96 }).document;
    const other = paste(long, fragment, { shotId: testId('shot', 'A') });
    expect(made(other, 'dialogueLine').map(({ span }) => span?.offsetFrames)).toEqual([12]);
    expect(other.document.childrenOf('dialogueLine', testId('shot', 'A')).at(-1)?.text).toBe('戻ってこい!');
  });
});

describe('cut', () => {
  test.each([
    ['shot', testId('shot', 'A'), 'Cut Shot'],
    ['scene', testId('scene', 'two'), 'Cut Scene'],
    ['board', testId('board', 'first'), 'Cut Board'],
    ['layer', testId('layer', 'title'), 'Cut Layer'],
    ['element', testId('element', 'mina'), 'Cut Element'],
    ['dialogueLine', testId('dialogueLine', 'timed'), 'Cut Line'],
  ] as const)('of a %s', (kind, id, label) => {
    const { document, edit } = run(fullFilm(), 'edit.cut', { what: { kind, ids: [id] } });
    expect(edit.label).toBe(label);
    expect(document.has(kind, id)).toBe(false);
  });

  test('and pasted again, a shot shows what it showed', () => {
    const film = fullFilm();
    const shotId = testId('shot', 'C');
    const fragment = copy(film, 'shot', shotId);
    const gone = run(film, 'edit.cut', { what: { kind: 'shot', ids: [shotId] } }).document;
    const result = paste(gone, fragment);
    const [id] = result.edit.selection as [typeof shotId];
    expect(shotInputsHash(result.document, id)).toBe(shotInputsHash(film, shotId));
  });
});

test('lines of a text become a shot each', () => {
  const { document, edit } = run(fullFilm(), 'shot.addFromText', {
    lines: ['The lamp goes dark.', '港に船が着く。'],
    afterShotId: testId('shot', 'A'),
  });
  expect(edit.selection?.map((id) => document.require('shot', id as never).action)).toEqual([
    'The lamp goes dark.',
    '港に船が着く。',
  ]);
});

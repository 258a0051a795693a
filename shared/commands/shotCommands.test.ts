import { describe, expect, test } from 'vitest';
import { Document, MissingRecordError } from '../document/document';
import { createProject } from '../document/factories';
import { selectSequence } from '../shots/sequence';
import { plan, run } from '../testing/runCommands';
import { smallFilm, testId } from '../testing/smallFilm';
import { PlanRefusal } from './command';

const id = (name: string) => testId('shot', name);
const scene = (name: string) => testId('scene', name);

/** Names of the shots in film order, scenes apart; `+` = one that was made. */
function order(document: Document): string {
  return document
    .list('scene')
    .map((entry) =>
      document
        .childrenOf('shot', entry.id)
        .map((shot) => (shot.id.includes('made') ? '+' : shot.id[4]))
        .join(''),
    )
    .join(' ');
}

describe('new shots', () => {
  test.each([
    [{}, 'ABC DE+'],
    [{ sceneId: scene('one') }, 'ABC+ DE'],
    [{ sceneId: scene('one'), index: 0 }, '+ABC DE'],
    [{ sceneId: scene('one'), index: 2 }, 'AB+C DE'],
    [{ index: 99 }, 'ABC DE+'],
  ])('%j', (args, expected) => {
    expect(order(run(smallFilm(), 'shot.add', args).document)).toBe(expected);
  });

  test('the first shot of a film brings its scene and is three seconds long', () => {
    const rate = { num: 30_000, den: 1_001 };
    const { document, edit } = run(new Document([createProject({ name: 'New', rate })]), 'shot.add', {});
    expect(document.list('scene')).toHaveLength(1);
    expect(document.list('shot')).toMatchObject([{ id: edit.selection?.[0], lengthFrames: 90 }]);
  });

  test('an id can be given, once', () => {
    const { document } = run(smallFilm(), 'shot.add', { id: id('new') });
    expect(document.has('shot', id('new'))).toBe(true);
    expect(() => plan(document, 'shot.add', { id: id('new') })).toThrow(PlanRefusal);
  });

  test('from media: pictures for three seconds, videos for their length, sounds not at all', () => {
    const args = {
      mediaIds: [testId('media', 'sky'), testId('media', 'waves')],
      sceneId: scene('one'),
      index: 1,
    };
    const { document, edit } = run(smallFilm(), 'shot.addFromMedia', args);
    expect(order(document)).toBe('A++BC DE');
    const made = edit.selection?.map((made) => document.list('shot').find((shot) => shot.id === made)) ?? [];
    expect(made.map((shot) => shot?.lengthFrames)).toEqual([72, 96]);
    const contents = made.map((shot) => document.childrenOf('layer', shot?.id ?? '')[0]?.content.type);
    expect(contents).toEqual(['image', 'clip']);
    const sound = { mediaIds: [testId('media', 'sea')] };
    expect(() => plan(smallFilm(), 'shot.addFromMedia', sound)).toThrow(PlanRefusal);
  });
});

describe('moving', () => {
  test.each<[string[], string, string | null, string]>([
    [['C'], 'one', 'A', 'CAB DE'],
    [['A'], 'one', null, 'BCA DE'],
    [['A'], 'one', 'C', 'BAC DE'],
    [['A'], 'one', 'B', 'ABC DE'],
    [['A', 'C'], 'two', 'E', 'B DACE'],
    // In film order, whatever order they were named in.
    [['E', 'A'], 'one', 'C', 'BAEC D'],
    [['A', 'B', 'C'], 'two', null, ' DEABC'],
  ])('%j to scene %s before %s', (names, target, beforeName, expected) => {
    const args = {
      shotIds: names.map(id),
      sceneId: scene(target),
      beforeShotId: beforeName === null ? null : id(beforeName),
    };
    expect(order(run(smallFilm(), 'shot.move', args).document)).toBe(expected);
  });

  test.each([
    [['A', 'B'], 'one', 'B', PlanRefusal],
    [['A'], 'one', 'D', PlanRefusal],
    [['Z'], 'nowhere', null, MissingRecordError],
  ])('%j to scene %s before %s is refused', (names, target, beforeName, error) => {
    const args = {
      shotIds: names.map(id),
      sceneId: scene(target),
      beforeShotId: beforeName === null ? null : id(beforeName),
    };
    expect(() => plan(smallFilm(), 'shot.move', args)).toThrow(error);
  });

  test('touches the moved shot only', () => {
    const { diff } = plan(smallFilm(), 'shot.move', {
      shotIds: [id('C')],
      sceneId: scene('one'),
      beforeShotId: id('A'),
    });
    expect(diff.updated.map((update) => update.id)).toEqual([id('C')]);
  });
});

describe('deleting and duplicating', () => {
  test('a shot goes with all that is its own', () => {
    const { document, edit } = run(smallFilm(), 'shot.delete', { shotIds: [id('A'), id('B'), id('A')] });
    expect(order(document)).toBe('C DE');
    for (const kind of ['layer', 'cameraKeyframe', 'dialogueLine', 'take'] as const) {
      expect(document.list(kind)).toEqual([]);
    }
    expect(document.list('media')).toHaveLength(4);
    expect(edit.label).toBe('Delete 2 Shots');
  });

  test('a scene goes with its shots', () => {
    expect(order(run(smallFilm(), 'scene.delete', { sceneId: scene('one') }).document)).toBe('DE');
  });

  test('a copy stands behind its original, with picture, camera and words, without takes', () => {
    const { document, edit } = run(smallFilm(), 'shot.duplicate', { shotIds: [id('A'), id('B')] });
    expect(order(document)).toBe('A+B+C DE');
    const [ofA, ofB] = edit.selection as [string, string];
    expect(document.childrenOf('layer', ofA)).toHaveLength(2);
    expect(document.childrenOf('cameraKeyframe', ofA)).toHaveLength(2);
    expect(document.childrenOf('dialogueLine', ofA)).toHaveLength(1);
    expect(document.childrenOf('take', ofB)).toEqual([]);
    expect(document.list('shot').find((shot) => shot.id === ofB)?.activeTakeId).toBeNull();
  });
});

describe('fields', () => {
  test('only those that differ are in the diff', () => {
    const args = { shotIds: [id('A'), id('B')], fields: { action: 'Runs', notes: '' } };
    const { diff } = plan(smallFilm(), 'shot.edit', args);
    expect(diff.updated).toEqual([
      { kind: 'shot', id: id('A'), from: { action: '' }, to: { action: 'Runs' } },
      { kind: 'shot', id: id('B'), from: { action: '' }, to: { action: 'Runs' } },
    ]);
  });

  test('where clips begin is set for several shots in one edit, and only where it differs', () => {
    const joins = { [id('A')]: 'auto', [id('B')]: 'start', [id('C')]: 'join' };
    const { diff } = plan(smallFilm(), 'shot.setClipJoins', { joins, label: 'Move Clip Cut' });
    expect(diff.updated).toEqual([
      { kind: 'shot', id: id('B'), from: { clipJoin: 'auto' }, to: { clipJoin: 'start' } },
      { kind: 'shot', id: id('C'), from: { clipJoin: 'auto' }, to: { clipJoin: 'join' } },
    ]);
    expect(() => plan(smallFilm(), 'shot.setClipJoins', { joins: { [id('Z')]: 'start' } })).toThrow();
    expect(() => plan(smallFilm(), 'shot.setClipJoins', { joins: { [id('A')]: 'middle' } })).toThrow();
    expect(() => plan(smallFilm(), 'shot.setClipJoins', { joins: { med_A: 'start' } })).toThrow();
  });

  test('a length moves what is behind', () => {
    const { document } = run(smallFilm(), 'shot.setLength', {
      shotIds: [id('A'), id('E')],
      lengthFrames: 20,
    });
    expect(selectSequence(document).shots.map(({ startFrame }) => startFrame)).toEqual([0, 20, 92, 116, 212]);
  });

  test('a lens keeps the picture at rest: keyframes keep their ratio to it', () => {
    const before = smallFilm().childrenOf('cameraKeyframe', id('A'));
    const { document } = run(smallFilm(), 'shot.setLens', { shotIds: [id('A')], lensMm: 70 });
    const after = document.childrenOf('cameraKeyframe', id('A'));
    expect(after.map(({ focalMm }) => focalMm)).toEqual(before.map(({ focalMm }) => focalMm * 2));
  });

  test('a lens that would take a keyframe out of bounds is refused in words', () => {
    const pose = { shotId: id('A'), frame: 0, pose: { focalMm: 5_000 } };
    const { document } = run(smallFilm(), 'camera.setKeyframe', pose);
    expect(() => plan(document, 'shot.setLens', { shotIds: [id('A')], lensMm: 100 })).toThrow(PlanRefusal);
  });
});

describe('dialogue', () => {
  test('lines stand in order, with a speaker there is', () => {
    const args = { shotId: id('A'), text: 'Wait.', speakerId: testId('element', 'mina') };
    const { document } = run(smallFilm(), 'dialogue.addLine', args);
    expect(document.childrenOf('dialogueLine', id('A')).map(({ text }) => text)).toEqual([
      'Always.',
      'Wait.',
    ]);
    const stranger = { ...args, speakerId: testId('element', 'nobody') };
    expect(() => plan(smallFilm(), 'dialogue.addLine', stranger)).toThrow(MissingRecordError);
  });

  test('a voice of the line’s own goes with its speaker, that of somebody else stays', () => {
    const mina = testId('element', 'mina');
    const voiceId = testId('voice', 'mina');
    let { document } = run(smallFilm(), 'voice.add', { elementId: mina, id: voiceId });
    document = run(document, 'dialogue.addLine', { shotId: id('A'), text: 'Wait.' }).document;
    for (const [at, line] of document.childrenOf('dialogueLine', id('A')).entries()) {
      const args = { dialogueLineId: line.id, fields: { speakerId: at === 0 ? mina : null } };
      document = run(document, 'dialogue.editLine', args).document;
    }
    const lines = document.childrenOf('dialogueLine', id('A'));
    for (const { id: dialogueLineId, speakerId } of lines) {
      document = run(document, 'dialogue.editLine', { dialogueLineId, fields: { voiceId } }).document;
      const other = { dialogueLineId, fields: { speakerId: speakerId === null ? mina : null } };
      document = run(document, 'dialogue.editLine', other).document;
    }
    expect(lines.map((line) => document.require('dialogueLine', line.id).voiceId)).toEqual([null, voiceId]);
  });
});

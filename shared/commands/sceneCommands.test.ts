import { describe, expect, test } from 'vitest';
import type { Document } from '../document/document';
import { boardsOf } from '../shots/boards';
import { fullFilm } from '../testing/fullFilm';
import { commandRunner, plan } from '../testing/runCommands';
import { testId } from '../testing/smallFilm';
import { PlanRefusal } from './command';

const run = commandRunner();
const scene = (name: string) => testId('scene', name);
const shot = (name: string) => testId('shot', name);

/** `ABC | DE`: the shots of each scene; copies are a dot. */
const lie = (document: Document): string =>
  document
    .list('scene')
    .map(({ id }) =>
      document
        .childrenOf('shot', id)
        .map((one) => /^sht_([A-E])-/.exec(one.id)?.[1] ?? '.')
        .join(''),
    )
    .join(' | ');

describe('scenes', () => {
  test.each([
    ['scene.delete', { sceneId: scene('one') }, 'DE'],
    ['scene.delete', { sceneId: scene('one'), shots: 'toNext' }, 'ABCDE'],
    ['scene.delete', { sceneId: scene('two'), shots: 'toPrevious' }, 'ABCDE'],
    ['scene.add', { index: 1 }, 'ABC |  | DE'],
    ['scene.add', { index: 0 }, ' | ABC | DE'],
    ['scene.duplicate', { sceneId: scene('one') }, 'ABC | ... | DE'],
    ['scene.mergeWithNext', { sceneId: scene('one') }, 'ABCDE'],
    ['scene.splitAtShot', { shotId: shot('B') }, 'A | BC | DE'],
    ['scene.addFromShots', { shotIds: [shot('D'), shot('B')] }, 'AC | BD | E'],
    ['scene.addFromShots', { shotIds: [shot('D'), shot('E')] }, 'ABC |  | DE'],
    ['scene.move', { sceneId: scene('two'), index: 0 }, 'DE | ABC'],
  ])('%s %j: %s', (command, args, expected) => {
    expect(lie(run(fullFilm(), command, args).document)).toBe(expected);
  });

  test.each([
    ['scene.delete', { sceneId: scene('one'), shots: 'toPrevious' }],
    ['scene.delete', { sceneId: scene('two'), shots: 'toNext' }],
    ['scene.mergeWithNext', { sceneId: scene('two') }],
    ['scene.splitAtShot', { shotId: shot('D') }],
  ])('%s %j cannot be', (command, args) => {
    expect(() => plan(fullFilm(), command, args)).toThrow(PlanRefusal);
  });

  test('scenes are put into an act and out of it; what is not named stays', () => {
    const sceneIds = [scene('one'), scene('two')];
    const groups = (film: Document) => film.list('scene').map(({ act, sequence }) => `${act}/${sequence}`);
    const put = run(fullFilm(), 'scene.setGroups', { sceneIds, fields: { act: ' Act 1 ', sequence: '嵐' } });
    expect(groups(put.document)).toEqual(['Act 1/嵐', 'Act 1/嵐']);
    const fields = { act: '' };
    expect(groups(run(put.document, 'scene.setGroups', { sceneIds, fields }).document)).toEqual([
      '/嵐',
      '/嵐',
    ]);
    expect(plan(fullFilm(), 'scene.setGroups', { sceneIds, fields }).label).toBe('Set Act');
  });

  test('an empty scene is kept, and so is one whose shots have all gone elsewhere', () => {
    const args = { shotIds: [shot('D'), shot('E')], sceneId: scene('one'), beforeShotId: null };
    expect(lie(run(fullFilm(), 'shot.move', args).document)).toBe('ABCDE | ');
  });

  test('a merged scene keeps what was written on both', () => {
    const write = (film: Document, name: string, fields: object) =>
      run(film, 'scene.edit', { sceneId: scene(name), fields }).document;
    const film = write(write(fullFilm(), 'one', { notes: 'Dusk.' }), 'two', {
      heading: 'INT. TOWER',
      notes: 'Lamp.',
    });
    const { document } = run(film, 'scene.mergeWithNext', { sceneId: scene('one') });
    expect(document.require('scene', scene('one'))).toMatchObject({
      heading: 'EXT. HARBOUR - DUSK',
      notes: 'Dusk.\nLamp.',
    });
  });

  test('with locked numbers a scene whose shots moved stays as omitted', () => {
    const locked = run(fullFilm(), 'project.lockNumbers', {}).document;
    const { document } = run(locked, 'scene.delete', { sceneId: scene('two'), shots: 'toPrevious' });
    expect(lie(document)).toBe('ABCDE | ');
    expect(document.require('scene', scene('two')).isOmitted).toBe(true);
  });
});

describe('lengths of several shots', () => {
  const shotIds = [shot('A'), shot('C'), shot('E')];
  const lengths = (document: Document) => shotIds.map((id) => document.require('shot', id).lengthFrames);

  test.each([
    ['shot.setLength', { lengthFrames: 30 }, [30, 30, 30]],
    ['shot.changeLength', { byFrames: 12 }, [60, 36, 22]],
    ['shot.changeLength', { byFrames: -20 }, [28, 4, 1]],
    ['shot.scaleLength', { factor: 2 }, [96, 48, 20]],
    ['shot.scaleLength', { factor: 0.01 }, [1, 1, 1]],
  ])('%s %j', (command, args, expected) => {
    expect(lengths(run(fullFilm(), command, { shotIds, ...args }).document)).toEqual(expected);
  });

  test('scaled, boards, camera and lines keep their share', () => {
    const { document } = run(fullFilm(), 'shot.scaleLength', { shotIds: [...shotIds, shot('D')], factor: 2 });
    const boards = boardsOf(document, document.require('shot', shot('C')));
    expect(boards.map(({ lengthFrames }) => lengthFrames)).toEqual([20, 28]);
    expect(document.childrenOf('cameraKeyframe', shot('A')).map(({ frame }) => frame)).toEqual([0, 95]);
    expect(document.childrenOf('dialogueLine', shot('D'))[0]?.span?.offsetFrames).toBe(24);
  });

  test('scaled to next to nothing, no board is lost', () => {
    const three = run(fullFilm(), 'board.add', { shotId: shot('C'), mode: 'blank' }).document;
    const { document } = run(three, 'shot.scaleLength', { shotIds: [shot('C')], factor: 0.05 });
    expect(document.childrenOf('board', shot('C')).map(({ frame }) => frame)).toEqual([0, 1, 2]);
  });
});

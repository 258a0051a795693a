import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { describeFolder, newProjectFolder, openTestProject } from './testing/projects';
import { startTestProject, type TestService } from './testing/service';

const events = ({ events: all }: TestService, name: string) =>
  all.filter(({ event }) => event === name).map(({ payload }) => payload);
const look = ({ call }: TestService) => call<{ state: string }>('place.lookAgain');

describe.runIf(process.platform !== 'win32')('an open project whose folder moves', () => {
  test('is followed when it is renamed: edits, versions and media go on there', async () => {
    const project = await startTestProject();
    await project.edit('shot.add');
    const renamed = join(dirname(project.path), 'Renamed.ekonte');
    renameSync(project.path, renamed);
    expect((await project.errorOf('edit.run', { command: 'shot.add', args: {}, selection: [] })).code).toBe(
      'projectMoved',
    );
    expect(await look(project)).toEqual({ state: 'here' });
    expect(events(project, 'project.moved')).toEqual([{ location: renamed, folderName: 'Renamed' }]);
    expect(await project.edit('shot.add')).toMatchObject({ revision: 2 });
    expect(await project.call('edit.undo')).toMatchObject({ revision: 3 });
    await project.call('snapshots.create', { name: 'There' });
    expect(existsSync(project.path)).toBe(false);
    expect(existsSync(join(renamed, 'snapshots'))).toBe(true);
    await project.service.dispose();
    expect(openTestProject(renamed).database.revision).toBe(3);
  });

  test('is not followed into a stranger, and the stranger is left alone', async () => {
    const project = await startTestProject();
    await project.edit('shot.add');
    rmSync(project.path, { recursive: true });
    cpSync(newProjectFolder(), project.path, { recursive: true });
    const before = describeFolder(project.path);
    expect(await look(project)).toEqual({ state: 'replaced' });
    expect(events(project, 'project.place')).toEqual([{ state: 'replaced', location: project.path }]);
    const requests: [string, unknown][] = [
      ['edit.run', { command: 'shot.add', args: {}, selection: [] }],
      ['edit.undo', null],
      ['history.goTo', { position: 0 }],
      ['session.save', { session: {} }],
      ['snapshots.create', { name: 'x' }],
    ];
    for (const [channel, request] of requests) {
      expect((await project.errorOf(channel, request)).code).toBe('projectMoved');
    }
    await project.service.dispose();
    expect(describeFolder(project.path)).toEqual(before);
  });

  test('can be saved as a copy after it was deleted, with its undo line', async () => {
    const project = await startTestProject();
    await project.edit('shot.add');
    await project.edit('shot.add');
    const records = await project.records();
    rmSync(project.path, { recursive: true });
    expect(await look(project)).toEqual({ state: 'gone' });
    const copy = join(dirname(project.path), 'Copy.ekonte');
    expect(await project.call('copy.saveAt', { path: copy, snapshotId: null })).toEqual({
      mediaCount: 0,
      missingMedia: 0,
    });
    const saved = openTestProject(copy).database;
    expect(saved.document.records()).toEqual(records);
    expect(saved.historyState().undoLabel).toBe('New Shot');
    expect(existsSync(project.path)).toBe(false);
  });

  test('goes on where the person found it: a copy on another disk', async () => {
    const project = await startTestProject();
    await project.edit('shot.add');
    const copy = join(dirname(project.path), 'elsewhere', 'Film.ekonte');
    mkdirSync(dirname(copy));
    cpSync(project.path, copy, { recursive: true });
    rmSync(project.path, { recursive: true });
    await look(project);
    expect(await project.call('place.followTo', { path: copy })).toEqual({ location: copy });
    expect(await project.edit('shot.add')).toMatchObject({ revision: 2 });
  });

  test('does not go on in another project', async () => {
    const project = await startTestProject();
    await project.edit('shot.add');
    const other = newProjectFolder();
    rmSync(project.path, { recursive: true });
    await look(project);
    const error = await project.errorOf('place.followTo', { path: other });
    expect(error).toMatchObject({ code: 'refused' });
    expect(await project.records()).toHaveLength(3);
  });

  test('is taken up again when it is back', async () => {
    const project = await startTestProject();
    await project.edit('shot.add');
    // Onto another level, where nobody looks but Linux.
    const away = join(dirname(project.path), 'away');
    cpSync(project.path, away, { recursive: true });
    rmSync(project.path, { recursive: true });
    expect(await look(project)).toEqual({ state: 'gone' });
    cpSync(away, project.path, { recursive: true });
    // The same name, another folder: a backup that was put back.
    expect(await look(project)).toEqual({ state: 'here' });
    expect(await project.edit('shot.add')).toMatchObject({ revision: 2 });
  });
});

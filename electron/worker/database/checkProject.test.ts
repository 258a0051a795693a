import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { newProjectFolder, openTestProject } from '../testing/projects';
import { checkProject } from './checkProject';
import { addShot } from './testing/edits';

/** A sound project with some edits behind and one ahead of where the history stands. */
function openWithHistory() {
  const path = newProjectFolder();
  const { database } = openTestProject(path);
  addShot(database);
  const shotId = addShot(database).diff.added.find(({ kind }) => kind === 'shot')?.id;
  addShot(database);
  database.undo();
  return { path, database, shotId: shotId ?? '' };
}

test('what is edited, undone and redone while a project is looked through is no problem of it', async () => {
  const { path, database } = openWithHistory();
  let isOver = false;
  const checking = checkProject(path).finally(() => {
    isOver = true;
  });
  for (let count = 0; !isOver; count += 1) {
    if (count % 3 === 0) database.undo();
    else if (count % 3 === 1) database.redo();
    else addShot(database);
    await nextTurn();
  }
  expect(await checking).toEqual([]);
});

test('a history that leads nowhere and a row that is no record are told', async () => {
  const { path, database, shotId } = openWithHistory();
  const { handle } = database;
  const entry = (position: number) =>
    handle.prepare<[number], string>('SELECT diff FROM history WHERE position = ?').pluck().get(position) ??
    '';
  const broken = entry(1).replaceAll('"shot"', '"nothing"');
  handle.prepare('UPDATE history SET diff = ? WHERE position = 1').run(broken);
  expect((await checkProject(path)).map(({ code }) => code)).toEqual(['historyDamaged']);

  handle.prepare(`UPDATE record SET json = '{}' WHERE id = ?`).run(shotId);
  const problems = await checkProject(path);
  expect(problems.filter(({ code }) => code === 'invalidRecord')).toEqual([
    { code: 'invalidRecord', recordId: shotId, message: `shot ${shotId} is not valid` },
  ]);
});

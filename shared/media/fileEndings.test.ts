import { expect, it } from 'vitest';
import { droppedScript, isProjectFile, isShotFile, isSoundFile } from './fileEndings';

it.each([
  ['pier.PNG', isShotFile],
  ['two.dots.mov', isShotFile],
  ['waves.opus', isSoundFile],
  ['Film.ekonte', isProjectFile],
  ['Film.EKONTEZ', isProjectFile],
])('%s is known by its ending, and is nothing else', (name, own) => {
  for (const is of [isShotFile, isSoundFile, isProjectFile]) expect(is({ name })).toBe(is === own);
});

it('a name without an ending, or that is one, is nothing', () => {
  for (const name of ['png', 'png.', '', 'folder']) expect(isShotFile({ name })).toBe(false);
});

it('a text among pictures does not keep them out', () => {
  const [script, picture] = [{ name: 'Film.FOUNTAIN' }, { name: 'pier.png' }];
  expect(droppedScript([script])).toBe(script);
  expect(droppedScript([picture])).toBeUndefined();
  expect(droppedScript([script, picture])).toBeUndefined();
  expect(droppedScript([])).toBeUndefined();
});

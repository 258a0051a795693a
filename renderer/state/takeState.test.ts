import { Document } from '@shared/document/document';
import type { Take } from '@shared/document/records';
import { shotInputParts, shotInputsHash } from '@shared/generation/inputsHash';
import { fullFilm } from '@shared/testing/fullFilm';
import { run } from '@shared/testing/runCommands';
import { testId, testTake } from '@shared/testing/smallFilm';
import { expect, it } from 'vitest';
import { isShotTakeStale } from './takeState';

/** The film with a fresh take that is shown, of a maker that is told words. */
function filmWithTake(shotId: Take['shotId'], name: string): Document {
  const film = fullFilm();
  const shot = film.require('shot', shotId);
  const take: Take = {
    ...testTake('fresh', name, 'waves'),
    inputsHash: shotInputsHash(film, shotId),
    inputParts: shotInputParts(film, shotId, true),
    sourceInFrames: shot.sourceInFrames,
    lengthFrames: shot.lengthFrames,
  };
  const others = film.records().filter(({ id }) => id !== shotId);
  return new Document([...others, { ...shot, activeTakeId: take.id }, take]);
}

const edits: readonly (readonly [string, string, string, object])[] = [
  ['a spoken line', 'A', 'dialogue.editLine', { dialogueLineId: '', fields: { text: 'Never.' } }],
  ['where a board begins', 'C', 'board.setFrame', { boardId: testId('board', 'second'), frame: 6 }],
  [
    'a stroke',
    'C',
    'stroke.delete',
    { layerId: testId('layer', 'drawing'), strokeIds: [testId('stroke', 'one')] },
  ],
];

it.each(edits)('an edit of %s is seen though it was asked before', (_name, shotName, command, args) => {
  const shotId = testId('shot', shotName);
  const film = filmWithTake(shotId, shotName);
  const line = film.childrenOf('dialogueLine', shotId)[0]?.id;
  const isStale = (): boolean => isShotTakeStale(film, film.require('shot', shotId));
  expect(isStale()).toBe(false);
  film.apply(
    run(film, command, 'dialogueLineId' in args ? { ...args, dialogueLineId: line } : args).edit.diff,
  );
  expect(isStale()).toBe(true);
});

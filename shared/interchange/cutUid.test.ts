import { expect, test } from 'vitest';
import { testId } from '../testing/smallFilm';
import { type CutUid, findUid, uidText } from './cutUid';

const shotId = testId('shot', 'A');
const boardId = testId('board', 'first');
const uids: readonly CutUid[] = [
  { kind: 'shot', shotId, boardId: null, shotFrame: null },
  { kind: 'shot', shotId, boardId, shotFrame: null },
  { kind: 'shot', shotId, boardId: null, shotFrame: -12 },
  { kind: 'shot', shotId, boardId, shotFrame: 0 },
  { kind: 'sound', clipId: testId('clip', 'first') },
];

test.each(uids)('a uid comes back from the text it is written as, and from within another one: %o', (uid) => {
  expect(findUid(uidText(uid))).toEqual(uid);
  expect(findUid(`港 checked\n${uidText(uid)} & more`)).toEqual(uid);
});

test.each(['', 'ekonte:', 'ekonte:../x', 'shot 12', 'ekonte:mrk_abcdefgh'])('"%s" bears none', (text) => {
  expect(findUid(text)).toBeNull();
});

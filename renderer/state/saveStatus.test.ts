import { describe, expect, test } from 'vitest';
import { type SaveFacts, saveStatus } from './saveStatus';

const calm: SaveFacts = {
  isReadOnly: false,
  pendingEdits: 0,
  worker: 'ready',
  place: 'here',
  unsaved: [],
  isTrying: false,
};
const full = { message: 'The disk is full.' };
const kindOf = (facts: Partial<SaveFacts>) => saveStatus({ ...calm, ...facts }).kind;

describe('"Saved" is said', () => {
  test('when nothing is under way, nothing is kept back and the project is where it belongs', () => {
    expect(kindOf({})).toBe('saved');
  });

  test.each<[string, Partial<SaveFacts>, string]>([
    ['an edit is under way', { pendingEdits: 1 }, 'saving'],
    ['the worker is starting again', { worker: 'restarting' }, 'saving'],
    ['an edit could not be saved', { unsaved: [full] }, 'notSaved'],
    ['… though another is under way', { unsaved: [full], pendingEdits: 2 }, 'notSaved'],
    ['… while it is tried again', { unsaved: [full], isTrying: true }, 'saving'],
    ['there is no worker', { worker: 'lost' }, 'notSaved'],
    ['the folder is gone', { place: 'gone' }, 'notSaved'],
    ['… and the worker is starting again', { place: 'gone', worker: 'restarting' }, 'notSaved'],
    ['a stranger is in its place', { place: 'replaced' }, 'notSaved'],
    ['it could not be taken up again', { place: 'closed', pendingEdits: 1 }, 'notSaved'],
    ['the project is only looked at', { isReadOnly: true, worker: 'restarting' }, 'readOnly'],
  ])('not when %s', (_, facts, kind) => {
    expect(kindOf(facts)).toBe(kind);
  });

  test('the reason is that of the last edit, with how many wait', () => {
    expect(saveStatus({ ...calm, unsaved: [{ message: 'First.' }, full] })).toEqual({
      kind: 'notSaved',
      reason: 'The disk is full.',
      count: 2,
    });
    expect(saveStatus({ ...calm, place: 'gone' })).toMatchObject({ count: 0 });
  });
});

import { expect, test } from 'vitest';
import { selectSequence } from '../shots/sequence';
import { run } from '../testing/runCommands';
import { smallFilm, testId } from '../testing/smallFilm';
import { mediaOfFilm } from './filmMedia';

const namesOf = (document = smallFilm(), labels?: readonly string[]): string[] => {
  const { shots } = selectSequence(document);
  const chosen = shots.filter(
    ({ shot }) => !labels || labels.some((name) => shot.id === testId('shot', name)),
  );
  return [...mediaOfFilm(document, chosen)].map((id) => document.require('media', id).name).sort();
};

test('what is seen and heard in the film, and in a part of it', () => {
  expect(namesOf()).toEqual(['mina', 'sea', 'sky', 'waves']);
  // B shows a take of the waves; the sea is heard under A to D.
  expect(namesOf(smallFilm(), ['B'])).toEqual(['sea', 'waves']);
  expect(namesOf(smallFilm(), ['E'])).toEqual([]);
});

test('nothing of a hidden layer or a muted track', () => {
  const hidden = run(smallFilm(), 'layer.edit', {
    layerIds: [testId('layer', 'mina'), testId('layer', 'back')],
    fields: { isHidden: true },
  }).document;
  const { document } = run(hidden, 'sound.editTrack', {
    trackId: testId('track', 'music'),
    fields: { isMuted: true },
  });
  expect(namesOf(document)).toEqual(['waves']);
});

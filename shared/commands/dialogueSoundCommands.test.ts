import { describe, expect, test } from 'vitest';
import type { Document } from '../document/document';
import type { Media } from '../document/records';
import { soundOfLine } from '../elements/lineSound';
import { fullFilm } from '../testing/fullFilm';
import { run } from '../testing/runCommands';
import { testId, testMedia } from '../testing/smallFilm';

/** A sound of so many frames at the film's 24 fps. */
const spoken = (name: string, frames: number): Media => ({
  ...testMedia(name, {
    type: 'sound',
    codec: 'pcm-s16',
    sound: { sampleRate: 24_000, channels: 1, sampleCount: frames * 1_000 },
  }),
});
const always = testId('dialogueLine', 'always');
const timed = testId('dialogueLine', 'timed');
const clipsOf = (document: Document) =>
  document
    .list('clip')
    .filter(({ dialogueLineId }) => dialogueLineId !== null)
    .map(({ dialogueLineId, startFrame, lengthFrames, trackId }) => [
      dialogueLineId,
      startFrame,
      lengthFrames,
      document.get('track', trackId)?.name,
    ]);
const speak = (before: Document, sounds: readonly (readonly [string, Media])[]) =>
  run(before, 'dialogue.placeSounds', {
    sounds: sounds.map(([dialogueLineId, media]) => ({ dialogueLineId, media })),
  }).document;

describe('spoken lines', () => {
  test('lie under their shots: timed ones at their time, others a moment after the cut', () => {
    // Shot A begins the film; D begins at frame 144, its line 12 frames later.
    const film = speak(fullFilm(), [
      [always, spoken('a', 30)],
      [timed, spoken('b', 40)],
    ]);
    expect(clipsOf(film)).toEqual([
      [always, 6, 30, 'Dialogue'],
      [timed, 156, 40, 'Dialogue'],
    ]);
    expect(film.get('dialogueLine', always)?.span).toEqual({ offsetFrames: 6, lengthFrames: 30 });
  });

  test('spoken again, a line has its new sound alone', () => {
    const film = speak(speak(fullFilm(), [[always, spoken('a', 30)]]), [[always, spoken('c', 10)]]);
    expect(clipsOf(film)).toEqual([[always, 6, 10, 'Dialogue']]);
  });

  test('where a sound lies already, another track is taken', () => {
    const film = speak(fullFilm(), [
      [always, spoken('a', 200)],
      [timed, spoken('b', 40)],
    ]);
    expect(clipsOf(film).map(([, , , track]) => track)).toEqual(['Dialogue', 'Dialogue 2']);
  });

  test('the same words in the same voice are one file', () => {
    const sound = spoken('a', 30);
    const film = speak(fullFilm(), [
      [always, sound],
      [timed, { ...sound, id: testId('media', 'again') }],
    ]);
    expect(film.list('media').filter(({ fingerprint }) => fingerprint === sound.fingerprint)).toHaveLength(1);
  });

  test('a line that is gone is a refusal', () => {
    expect(() => speak(fullFilm(), [[testId('dialogueLine', 'nowhere'), spoken('a', 30)]])).toThrow(
      'are gone',
    );
  });
});

describe('the sound of a line', () => {
  const used = { ...spoken('recording', 50) };
  const withMedia = (document: Document) => run(document, 'media.add', { media: [used] }).document;

  test('spoken, its words are kept: other words make it stale', () => {
    const film = run(fullFilm(), 'dialogue.placeSounds', {
      sounds: [{ dialogueLineId: always, media: spoken('a', 30), spokenText: 'Always.' }],
    }).document;
    const sound = (document: Document) => soundOfLine(document, document.require('dialogueLine', always));
    expect(sound(film)).toMatchObject({ kind: 'spoken', isStale: false });
    const changed = run(film, 'dialogue.editLine', { dialogueLineId: always, fields: { text: 'Never.' } });
    expect(sound(changed.document)).toMatchObject({ kind: 'spoken', isStale: true });
  });

  test('a recording takes the place of the scratch voice at its time, and is never stale', () => {
    const before = withMedia(speak(fullFilm(), [[always, spoken('a', 30)]]));
    const { document } = run(before, 'dialogue.useSound', { dialogueLineId: always, mediaId: used.id });
    expect(clipsOf(document)).toEqual([[always, 6, 50, 'Dialogue']]);
    expect(soundOfLine(document, document.require('dialogueLine', always))).toMatchObject({
      kind: 'recorded',
      isStale: false,
    });
  });
});

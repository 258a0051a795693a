import { Document } from '@shared/document/document';
import { createProject } from '@shared/document/factories';
import type { Media, Take } from '@shared/document/records';
import { testMedia, testTake, testVideo } from '@shared/testing/smallFilm';
import { frames } from '@shared/time/frames';
import { expect, it } from 'vitest';
import { heardTake, takeSound } from './takeSound';

const twoSeconds = { sampleRate: 44_100, channels: 2, sampleCount: 88_200 };

function soundOf(fields: Partial<Take>, sound: typeof twoSeconds | null = twoSeconds) {
  const media = testMedia('clip', { ...testVideo, sound } as Media['content']);
  const document = new Document([createProject({ name: 'Film' }), media]);
  return takeSound(document, { ...testTake('take', 'A', 'clip'), ...fields });
}

it.each([
  ['lies where its picture does', 0, 0, 24, [0, 48_000, 0]],
  ['begins in the middle of its file', 0, 12, 24, [0, 48_000, 24_000]],
  ['may begin before the shot’s own time', -12, 0, 24, [-24_000, 24_000, 0]],
  ['ends with its file', 0, 24, 96, [0, 48_000, 48_000]],
])('the sound of a take %s', (_, source, mediaIn, length, expected) => {
  const sound = soundOf({
    sourceInFrames: frames(source),
    mediaInFrames: frames(mediaIn),
    lengthFrames: frames(length),
  });
  expect([sound?.startSample, sound?.endSample, sound?.sourceInSample]).toEqual(expected);
});

it('there is none without a sound in the file, nor past its end', () => {
  expect(soundOf({}, null)).toBeNull();
  expect(soundOf({ mediaInFrames: frames(48) })).toBeNull();
});

it.each([
  ['the one that was chosen', 'b', 'a', 'b'],
  ['else the one that the shot shows', null, 'b', 'b'],
  ['else the first with a sound', null, 'c', 'a'],
  ['no longer the chosen one when it is not compared', 'gone', 'b', 'b'],
  ['nor a chosen one without sound', 'c', null, 'a'],
])('heard is %s', (_, chosenId, activeId, expected) => {
  const takes = ['a', 'b', 'c'].map((id) => ({ id, hasSound: id !== 'c' }));
  expect(heardTake<string>(takes, { chosenId, activeId })).toBe(expected);
});

it('nothing is heard where no take has a sound', () => {
  expect(heardTake([{ id: 'a', hasSound: false }], { chosenId: 'a', activeId: 'a' })).toBeNull();
});

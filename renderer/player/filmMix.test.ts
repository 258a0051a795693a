import { Draft } from '@shared/document/draft';
import { buildFilm } from '@shared/timeline/filmBuilder.testing';
import { expect, it } from 'vitest';
import { filmMix } from './filmMix';

it('a clip is as loud as it and its track are set; a muted track is silent', () => {
  const document = buildFilm({ tracks: [[[0, 24]], [[0, 24]]] });
  const [clip, muted] = filmMix(document).pieces();
  if (!clip || !muted) throw new Error('The film has two clips.');
  const mix = filmMix(document);
  const draft = new Draft(document);
  draft.update('clip', clip.clipId, { gainDb: -6 });
  draft.update('track', clip.trackId, { gainDb: -6 });
  draft.update('track', muted.trackId, { isMuted: true });
  document.apply(draft.toDiff());
  expect(mix.gain(clip)).toBeCloseTo(0.251, 3);
  expect(mix.gain(muted)).toBe(0);
});

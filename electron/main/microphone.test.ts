import { expect, it } from 'vitest';
import { MicrophoneGrants } from './microphone';

const media = (...types: (string | undefined)[]) => ({ permission: 'media', types });

it('the microphone is there while a person records, for the page that asked, and nothing else is', () => {
  const grants = new MicrophoneGrants<object>();
  const [page, other] = [{}, {}];
  expect(grants.covers(page, media('audio'))).toBe(false);
  grants.set(page, true);
  expect(grants.covers(page, media('audio'))).toBe(true);
  expect(grants.covers(other, media('audio'))).toBe(false);
  for (const types of [['video'], ['audio', 'video'], [], [undefined], ['unknown']])
    expect(grants.covers(page, media(...types))).toBe(false);
  for (const permission of ['display-capture', 'geolocation', 'speaker-selection', 'midi'])
    expect(grants.covers(page, { permission, types: ['audio'] })).toBe(false);
  grants.set(page, false);
  expect(grants.covers(page, media('audio'))).toBe(false);
});

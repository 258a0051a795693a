import type { MediaId } from '@shared/document/ids';
import type { MediaUsage } from '@shared/document/mediaUsage';
import type { Media } from '@shared/document/records';
import { byteText } from '@shared/media/byteText';
import { expect, test } from 'vitest';
import { listMedia, type MediaQuery, mediaFacts, mediaLength, mediaSummary } from './mediaItems';

const contents = {
  image: { type: 'image', width: 1920, height: 1080, hasAlpha: false },
  video: {
    type: 'video',
    width: 1280,
    height: 720,
    rate: { num: 24_000, den: 1_001 },
    frameCount: 48,
    codec: 'avc1.640028',
    sound: null,
  },
  sound: { type: 'sound', codec: 'flac', sound: { sampleRate: 44_100, channels: 2, sampleCount: 66_150 } },
} as const satisfies Record<string, Media['content']>;

const media = (name: string, type: keyof typeof contents, fields: Partial<Media> = {}): Media => ({
  kind: 'media',
  fingerprintOf: 'whole',
  id: `med_${name.replace(/\W/g, '').padEnd(8, '0')}` as MediaId,
  name,
  fingerprint: '0'.repeat(64),
  byteSize: 1_234_567,
  mimeType: 'image/png',
  importedAtMs: 0,
  storage: { mode: 'copied', path: `media/00/${'0'.repeat(64)}.png` },
  content: contents[type],
  ...fields,
});

const all = [
  media('wave 10.png', 'image', { importedAtMs: 3 }),
  media('Wave 2.png', 'image', { importedAtMs: 1 }),
  media('wind.flac', 'sound', { importedAtMs: 2 }),
  media('sea.mp4', 'video'),
  media('1A.mp4', 'video'),
];
const usage = new Map<MediaId, MediaUsage>([
  [all[0]?.id as MediaId, { layers: 2, clips: 0, looks: 0, takes: 0, voices: 0 }],
  [all[4]?.id as MediaId, { layers: 0, clips: 0, looks: 0, takes: 1, voices: 0 }],
]);

test.each([
  ['all but takes, by name as people count', {}, ['sea.mp4', 'Wave 2.png', 'wave 10.png', 'wind.flac']],
  ['newest first', { sort: 'newest' }, ['wave 10.png', 'wind.flac', 'Wave 2.png', 'sea.mp4']],
  ['by type', { sort: 'type' }, ['Wave 2.png', 'wave 10.png', 'sea.mp4', 'wind.flac']],
  ['pictures', { filter: 'image' }, ['Wave 2.png', 'wave 10.png']],
  ['sounds', { filter: 'sound' }, ['wind.flac']],
  ['what nothing uses', { filter: 'unused' }, ['sea.mp4', 'Wave 2.png', 'wind.flac']],
  ['all words, in any order', { text: ' PNG  wave' }, ['Wave 2.png', 'wave 10.png']],
  ['nothing', { text: 'harbour' }, []],
] as const)('lists %s', (_what, query, names) => {
  const full: MediaQuery = { text: '', filter: 'all', sort: 'name', ...query };
  expect(listMedia(all, usage, full).map(({ name }) => name)).toEqual(names);
});

test('lists what is missing, takes among it', () => {
  const [wave, , , , take] = all;
  const states = new Map([
    [wave?.id as MediaId, 'changed'],
    [take?.id as MediaId, 'missing'],
  ] as const);
  const query: MediaQuery = { text: '', filter: 'missing', sort: 'name' };
  expect(listMedia(all, usage, query, states).map(({ name }) => name)).toEqual(['1A.mp4', 'wave 10.png']);
});

test('lengths at the rate of the project', () => {
  const rate = { num: 24, den: 1 };
  expect(all.map((item) => mediaLength(item, rate))).toEqual([null, null, 36, 48, 48]);
});

test('facts in words', () => {
  expect(all.slice(1, 4).map(mediaFacts)).toEqual([
    '1920 × 1080',
    '44.1 kHz · stereo',
    '1280 × 720 · 23.976 fps',
  ]);
  expect(mediaFacts(media('a.svg', 'image', { mimeType: 'image/svg+xml' }))).toBe('Vector drawing');
  expect([0, 999, 1_000, 9_949, 999_999, 1_234_567, 12_345_678_901].map(byteText)).toEqual([
    '0 bytes',
    '999 bytes',
    '1.0 kB',
    '9.9 kB',
    '1000 kB',
    '1.2 MB',
    '12 GB',
  ]);
  const linked = media('sea.mp4', 'video', {
    storage: { mode: 'linked', path: '/films/sea.mp4', rootId: null, modifiedAtMs: null },
  });
  expect(mediaSummary(linked, undefined, { num: 24, den: 1 })).toBe(
    'sea.mp4\n1280 × 720 · 23.976 fps · 2+00\n1.2 MB · Not used\nLinked: /films/sea.mp4',
  );
});

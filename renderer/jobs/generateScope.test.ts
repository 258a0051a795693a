import { Document } from '@shared/document/document';
import { createProject, createScene, createShot } from '@shared/document/factories';
import type { MediaId, SceneId, ShotId, TakeId } from '@shared/document/ids';
import type { Media, Take } from '@shared/document/records';
import { shotInputsHash } from '@shared/generation/inputsHash';
import { frames } from '@shared/time/frames';
import { expect, it } from 'vitest';
import { shotsOfScope } from './generateScope';

const sceneId = 'scn_00000001' as SceneId;
const shotIds = ['A', 'B', 'C', 'D'].map((letter) => `sht_0000000${letter}` as ShotId);
const [bare, fresh, stale, inactive] = shotIds as [ShotId, ShotId, ShotId, ShotId];

const media: Media = {
  kind: 'media',
  fingerprintOf: 'whole',
  id: 'med_00000001' as MediaId,
  name: 'clip',
  fingerprint: 'a'.repeat(64),
  byteSize: 1,
  mimeType: 'video/mp4',
  importedAtMs: 0,
  storage: { mode: 'copied', path: `media/aa/${'a'.repeat(64)}.mp4` },
  content: {
    type: 'video',
    width: 1920,
    height: 1080,
    rate: { num: 24, den: 1 },
    frameCount: 24,
    codec: 'avc1',
    sound: null,
  },
};

/** Four shots: without a take, with a fresh one, with a stale one, and with a fresh one that is not shown. */
function film(): Document {
  const document = new Document([
    createProject({ name: 'Film' }),
    createScene({ id: sceneId, order: 'a0' }),
    media,
    ...shotIds.map((id, index) => createShot({ id, sceneId, order: `a${index}`, lengthFrames: frames(24) })),
  ]);
  const take = (shotId: ShotId): Take => ({
    kind: 'take',
    mediaInFrames: frames(0),
    jobId: null,
    note: '',
    id: `tak_${shotId.slice(4)}` as TakeId,
    shotId,
    mediaId: media.id,
    createdAtMs: 0,
    provider: 'local',
    model: 'compositor-1',
    preset: 'full',
    request: {},
    seed: null,
    cost: null,
    inputsHash: shotId === stale ? 'f'.repeat(64) : shotInputsHash(document, shotId),
    inputParts: null,
    sourceInFrames: frames(0),
    lengthFrames: frames(24),
  });
  const takes = [fresh, stale, inactive].map(take);
  const shown = takes.filter(({ shotId }) => shotId !== inactive);
  document.apply({
    added: takes,
    updated: shown.map(({ id, shotId }) => ({
      kind: 'shot',
      id: shotId,
      from: { activeTakeId: null },
      to: { activeTakeId: id },
    })),
    removed: [],
  });
  return document;
}

it.each([
  ['selected', [stale, bare], [bare, stale]],
  ['selected', [], []],
  ['stale', [fresh], [stale]],
  ['outdated', [fresh], [bare, stale, inactive]],
  ['all', [], shotIds],
] as const)('%s', (scope, selected, expected) => {
  expect(shotsOfScope(film(), scope, selected)).toEqual(expected);
});

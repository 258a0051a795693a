import { expect, test } from 'vitest';
import { frames } from '../time/frames';
import { Document } from './document';
import { createClip, createLayer, createLook } from './factories';
import type { ClipId, ElementId, LayerId, LookId, MediaId, ShotId, TrackId } from './ids';
import { isOnlyTake, selectMediaUsage, totalUses } from './mediaUsage';

const [sea, wind, idle] = ['med_sea00001', 'med_wind0001', 'med_idle0001'] as MediaId[] as [
  MediaId,
  MediaId,
  MediaId,
];
const layer = (id: string, mediaId: MediaId) =>
  createLayer({
    id: id as LayerId,
    shotId: 'sht_a0000001' as ShotId,
    order: 'a0',
    name: '',
    content: { type: 'image', mediaId },
  });

test('counts layers, clips and looks of each media, and follows the document', () => {
  const document = new Document([
    layer('lay_a0000001', sea),
    layer('lay_b0000001', sea),
    createLook({
      id: 'lok_a0000001' as LookId,
      elementId: 'elm_a0000001' as ElementId,
      order: 'a0',
      references: [sea, sea],
    }),
    createClip({
      id: 'clp_a0000001' as ClipId,
      trackId: 'trk_a0000001' as TrackId,
      mediaId: wind,
      startFrame: frames(0),
      lengthFrames: frames(1) as never,
    }),
  ]);
  const usage = selectMediaUsage(document);
  expect(usage).toEqual(
    new Map([
      [sea, { layers: 2, clips: 0, looks: 1, takes: 0, voices: 0 }],
      [wind, { layers: 0, clips: 1, looks: 0, takes: 0, voices: 0 }],
    ]),
  );
  expect([totalUses(usage.get(sea)), totalUses(usage.get(idle))]).toEqual([3, 0]);
  expect(selectMediaUsage(document)).toBe(usage);
  document.apply({ added: [], updated: [], removed: [layer('lay_b0000001', sea)] });
  expect(selectMediaUsage(document).get(sea)?.layers).toBe(1);
});

test.each([
  [undefined, false],
  [{ layers: 0, clips: 0, looks: 0, takes: 2, voices: 0 }, true],
  [{ layers: 1, clips: 0, looks: 0, takes: 2, voices: 0 }, false],
  [{ layers: 1, clips: 0, looks: 0, takes: 0, voices: 0 }, false],
])('%o is only a take: %s', (usage, expected) => {
  expect(isOnlyTake(usage)).toBe(expected);
});

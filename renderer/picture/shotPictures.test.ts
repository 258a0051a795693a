import { Document } from '@shared/document/document';
import { createProject, createScene, createShot } from '@shared/document/factories';
import type { RecordOf } from '@shared/document/records';
import { frames } from '@shared/time/frames';
import { describe, expect, it } from 'vitest';
import { isShotPictureKnown, selectShotPicture } from './shotPictures';

const sceneId = 'scn_00000001' as RecordOf<'scene'>['id'];
const shotId = 'sht_00000001' as RecordOf<'shot'>['id'];

function setUp() {
  const document = new Document([
    createProject({ name: 'Test' }),
    createScene({ id: sceneId, order: 'a0' }),
    createShot({ id: shotId, sceneId, order: 'a0', lengthFrames: frames(24) as never }),
  ]);
  const update = (to: Record<string, unknown>): void =>
    document.apply({
      added: [],
      removed: [],
      updated: [{ kind: 'shot', id: shotId, from: {}, to } as never],
    });
  return { document, update };
}

describe('selectShotPicture', () => {
  it('is one object until what is seen changes', () => {
    const { document, update } = setUp();
    const first = selectShotPicture(document, shotId);
    expect(selectShotPicture(document, shotId)).toBe(first);
    update({ notes: 'nothing of it is seen' });
    expect(selectShotPicture(document, shotId)).toBe(first);
    update({ lensMm: 50 });
    expect(selectShotPicture(document, shotId)).not.toBe(first);
    expect(selectShotPicture(document, shotId)?.restFocalMm).toBe(50);
  });

  it('is known once it was made, until something it is made from changes', () => {
    const { document, update } = setUp();
    expect(isShotPictureKnown(document, shotId)).toBe(false);
    selectShotPicture(document, shotId);
    expect(isShotPictureKnown(document, shotId)).toBe(true);
    expect(isShotPictureKnown(document, shotId, 'board')).toBe(false);
    update({ lensMm: 50 });
    expect(isShotPictureKnown(document, shotId)).toBe(false);
  });

  it('is null for a shot that is gone', () => {
    const { document } = setUp();
    expect(selectShotPicture(document, shotId)).not.toBeNull();
    document.apply({ added: [], updated: [], removed: [document.require('shot', shotId)] });
    expect(selectShotPicture(document, shotId)).toBeNull();
  });
});

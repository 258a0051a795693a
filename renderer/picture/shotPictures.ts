import { buildShotPicture } from '@shared/compositor/buildShotPicture';
import { pictureText, type ShotPicture } from '@shared/compositor/shotPicture';
import type { Document } from '@shared/document/document';
import type { ShotId } from '@shared/document/ids';
import type { Kind } from '@shared/document/records';

/** The kinds a shot's picture is made from. */
const sources: readonly Kind[] = [
  'project',
  'shot',
  'board',
  'layer',
  'stroke',
  'cameraKeyframe',
  'look',
  'media',
  'take',
];

interface Known {
  readonly versions: string;
  readonly text: string;
  readonly picture: ShotPicture;
}

const memo = new WeakMap<Document, Map<ShotId, Known>>();

/**
 * The picture of a shot as it stands now: the same object until something that is seen changes, so that it may be used
 * as a key. Null when there is no such shot.
 */
export function selectShotPicture(document: Document, shotId: ShotId): ShotPicture | null {
  const byShot = memo.get(document) ?? new Map<ShotId, Known>();
  memo.set(document, byShot);
  const versions = sources.map((kind) => document.version(kind)).join('|');
  const known = byShot.get(shotId);
  if (known?.versions === versions) return known.picture;
  if (!document.has('shot', shotId)) {
    byShot.delete(shotId);
    return null;
  }
  const built = buildShotPicture(document, shotId);
  const text = pictureText(built);
  const picture = known?.text === text ? known.picture : built;
  byShot.set(shotId, { versions, text, picture });
  return picture;
}

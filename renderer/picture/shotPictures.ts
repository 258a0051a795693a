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

/** `film`: as the film shows it. `board`: what is drawn, whatever take is shown, by the camera at rest. */
export type PictureView = 'film' | 'board';

const memo = new WeakMap<Document, Map<string, Known>>();

/**
 * The picture of a shot as it stands now: the same object until something that is seen changes, so that it may be used
 * as a key. Null when there is no such shot.
 */
export function selectShotPicture(
  document: Document,
  shotId: ShotId,
  view: PictureView = 'film',
): ShotPicture | null {
  const known = memo.get(document) ?? new Map<string, Known>();
  memo.set(document, known);
  const key = keyOf(shotId, view);
  const versions = versionsOf(document);
  const before = known.get(key);
  if (before?.versions === versions) return before.picture;
  if (!document.has('shot', shotId)) {
    known.delete(key);
    return null;
  }
  const built = view === 'film' ? buildShotPicture(document, shotId) : buildBoardPicture(document, shotId);
  const text = pictureText(built);
  const picture = before?.text === text ? before.picture : built;
  known.set(key, { versions, text, picture });
  return picture;
}

/** Whether `selectShotPicture` would answer from memory: making a picture hashes its drawings, which takes a while. */
export function isShotPictureKnown(document: Document, shotId: ShotId, view: PictureView = 'film'): boolean {
  return memo.get(document)?.get(keyOf(shotId, view))?.versions === versionsOf(document);
}

const keyOf = (shotId: ShotId, view: PictureView): string => (view === 'film' ? shotId : `${shotId} board`);

const versionsOf = (document: Document): string => sources.map((kind) => document.version(kind)).join('|');

function buildBoardPicture(document: Document, shotId: ShotId): ShotPicture {
  return { ...buildShotPicture(document, shotId, { ignoreTake: true }), keyframes: [], handheld: null };
}

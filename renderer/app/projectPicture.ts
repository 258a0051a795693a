import { currentPictures } from '../picture/pictures';
import { selectShotPicture } from '../picture/shotPictures';
import { call } from '../state/bridge';
import { currentSequence, documentStore } from '../state/documentStore';

/** px; the list of recent projects shows it at half of this. */
const width = 480;
/** A window that closes does not wait longer for its picture, ms. */
const limitMs = 1_200;

let savedRevision = -1;

/** A new project, or none, is shown: its picture is not the last one's. */
export function forgetProjectPicture(): void {
  savedRevision = -1;
}

/** Keeps a picture of the film's first shot for the list of recent projects, when the film has changed. Never fails. */
export async function saveProjectPicture(): Promise<void> {
  const { isLoaded, revision } = documentStore.getState();
  if (!isLoaded || revision === savedRevision) return;
  savedRevision = revision;
  const limit = new Promise<null>((resolve) => window.setTimeout(() => resolve(null), limitMs));
  try {
    const picture = await Promise.race([paintFirstShot(), limit]);
    if (picture) await call('recents.savePicture', { picture });
  } catch {
    // The list then shows the picture it has.
  }
}

/** A small JPEG of the first shot that shows something; null = none does. */
export async function paintFirstShot(): Promise<Uint8Array<ArrayBuffer> | null> {
  const { document } = documentStore.getState();
  const pictures = currentPictures();
  const shot = currentSequence().shots.find(
    ({ shot: { id } }) => document.childrenOf('layer', id).length > 0,
  )?.shot;
  const picture = shot && selectShotPicture(document, shot.id);
  if (!pictures || !picture) return null;
  const { frameSize } = document.project();
  const size = { width, height: Math.round((width * frameSize.height) / frameSize.width) };
  const frame = await pictures.painter.prepare({ picture, shotFrame: picture.sourceInFrames, size });
  const canvas = new OffscreenCanvas(size.width, size.height);
  const context = canvas.getContext('2d');
  if (!context) return null;
  frame.paint(context);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 });
  return new Uint8Array(await blob.arrayBuffer());
}

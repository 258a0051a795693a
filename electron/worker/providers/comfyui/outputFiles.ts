import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import type { WorkflowTemplate } from '@shared/generation/comfyui/template';
import { fileErrorOf } from '../../jobs/fileError';
import { SettledFailure } from '../provider';
import type { ComfyClient } from './comfyClient';
import type { ServerFile } from './messages';

/*
 * What a run has saved: which of it is taken, and how it comes to disk.
 */

const videoEndings: ReadonlySet<string> = new Set(['.mp4', '.webm', '.mov', '.mkv', '.m4v']);
const pictureEndings: ReadonlySet<string> = new Set(['.png', '.jpg', '.jpeg', '.webp']);

function endingOf({ filename }: ServerFile): string {
  const ending = extname(filename).toLowerCase();
  return videoEndings.has(ending) || pictureEndings.has(ending) ? ending : '.bin';
}

/** More than any sensible batch: what is beyond is left on the server. */
const mostPictures = 64;

/** The clip, or all pictures of a batch; at least one. @throws SettledFailure when there is nothing of the kind */
export function chooseFiles(
  files: readonly ServerFile[],
  template: WorkflowTemplate,
): readonly [ServerFile, ...ServerFile[]] {
  const endings = template.makes === 'video' ? videoEndings : pictureEndings;
  const fitting = files.filter((candidate) => endings.has(endingOf(candidate)));
  const [first, ...rest] = fitting.slice(0, template.makes === 'video' ? 1 : mostPictures);
  if (first) return [first, ...rest];
  const [other] = files;
  if (!other) {
    throw new SettledFailure(
      'notFound',
      `"${template.name}" ran and saved nothing: its result is to come from another node. Choose it in Workflow Templates.`,
      null,
    );
  }
  const wanted =
    template.makes === 'video' ? 'MP4, WebM or MOV: end the workflow with Save Video' : 'PNG, JPEG or WebP';
  throw new SettledFailure(
    'unsupported',
    `"${template.name}" saved ${other.filename}; Ekonte takes ${wanted}.`,
    null,
  );
}

/**
 * Brings a file of a run to disk, whole under its name; one that is there from before is taken.
 * @param stem its path without an ending
 * @throws what the download throws; CodedError of the disk
 */
export async function fetchFile(
  client: ComfyClient,
  file: ServerFile,
  stem: string,
  signal: AbortSignal,
): Promise<string> {
  // The name comes from the server: only its ending is used.
  const path = `${stem}${endingOf(file)}`;
  if (await isFile(path)) return path;
  const part = `${path}.part`;
  try {
    await mkdir(dirname(path), { recursive: true });
    const handle = await open(part, 'w');
    try {
      await client.download(file, async (piece) => void (await handle.write(piece)), signal);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw fileErrorOf(error, path);
  }
  return path;
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

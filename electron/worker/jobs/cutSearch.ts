import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type CutWindow, cutWindowSchema, cutWindowSpan } from '@shared/generation/splitTake';
import { nanoid } from 'nanoid';
import { z } from 'zod';
import type { LentFiles } from './lentFiles';
import type { RenderHostClient } from './renderHost';

export interface CutSearchOptions {
  readonly renderHost: Pick<RenderHostClient, 'lookForCuts'>;
  readonly lentFiles: LentFiles;
  /** Absolute path of a folder in the project's cache, for what the renderer writes. */
  readonly folder: string;
}

const answerSchema = z.array(cutWindowSchema).max(100);

/**
 * Has the compositor host look at the frames of a clip around planned cuts. Sample times are the file's own.
 * @returns one window a cut
 * @throws as RenderHostClient.lookForCuts, also when the clip cannot be decoded here
 */
export async function lookForCuts(
  path: string,
  cutSeconds: readonly number[],
  { renderHost, lentFiles, folder }: CutSearchOptions,
  signal: AbortSignal,
): Promise<CutWindow[]> {
  const answer = join(folder, `${nanoid()}.json`);
  await mkdir(folder, { recursive: true });
  try {
    await lentFiles.lend(path, (url) =>
      renderHost.lookForCuts({ url, windows: cutSeconds.map(cutWindowSpan) }, answer, { signal }),
    );
    return answerSchema.parse(JSON.parse(await readFile(answer, 'utf8')));
  } finally {
    await rm(answer, { force: true });
  }
}

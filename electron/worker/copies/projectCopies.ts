import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { WindowEvents } from '@shared/rpc/table';
import { folderExtension, folderName } from '../database/projectFolder';
import { fileNamePart } from '../fileNames';
import { type CopyReport, copyProject } from './copyProject';

interface CopyRequest {
  readonly databasePath: string;
  readonly projectFolder: string;
  readonly target: string;
  readonly withHistory: boolean;
  readonly withVersions?: boolean;
}

/** Copies of projects that are being made: they tell of their progress and can be called off. */
export class ProjectCopies {
  readonly #onProgress: (progress: WindowEvents['copy.progress']) => void;
  readonly #running = new Set<AbortController>();

  constructor(onProgress: (progress: WindowEvents['copy.progress']) => void) {
    this.#onProgress = onProgress;
  }

  /** @throws as copyProject */
  async make(request: CopyRequest): Promise<CopyReport> {
    const abort = new AbortController();
    this.#running.add(abort);
    try {
      return await copyProject({
        ...request,
        signal: abort.signal,
        onProgress: (done, total) => this.#onProgress({ done, total }),
      });
    } finally {
      this.#running.delete(abort);
      this.#onProgress({ ended: true });
    }
  }

  cancel(): void {
    for (const abort of this.#running) abort.abort();
  }
}

/** Beside the project: "Film copy.ekonte", "Film copy 2.ekonte" … `addition`: what tells it apart, in words. */
export function freeFolderBeside(projectFolder: string, addition: string): string {
  const words = fileNamePart(addition, 120);
  for (let count = 1; ; count += 1) {
    const name = [folderName(projectFolder), words, ...(count > 1 ? [count] : [])].join(' ');
    const path = join(dirname(projectFolder), name + folderExtension);
    if (!existsSync(path)) return path;
  }
}

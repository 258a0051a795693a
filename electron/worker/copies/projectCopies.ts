import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { WindowEvents } from '@shared/rpc/table';
import { folderExtension, folderName } from '../database/projectFolder';
import { fileNamePart } from '../fileNames';
import { ProgressMeter, Throttle } from '../jobs/progress';
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
  readonly #running = new Map<AbortController, Promise<unknown>>();

  constructor(onProgress: (progress: WindowEvents['copy.progress']) => void) {
    this.#onProgress = onProgress;
  }

  /** @throws as copyProject */
  async make(request: CopyRequest): Promise<CopyReport> {
    const abort = new AbortController();
    const now = (): number => performance.now();
    const throttle = new Throttle(now);
    const name = basename(request.target);
    let meter: ProgressMeter | null = null;
    const onProgress = (done: number, total: number): void => {
      meter ??= new ProgressMeter(total, now);
      if (done < total && !throttle.mayPass(name)) return;
      this.#onProgress({ name, done, total, secondsLeft: meter.measure(done).secondsLeft });
    };
    this.#onProgress({ name, done: 0, total: 0, secondsLeft: null });
    const copy = copyProject({ ...request, signal: abort.signal, onProgress });
    this.#running.set(abort, copy);
    try {
      return await copy;
    } finally {
      this.#running.delete(abort);
      this.#onProgress({ ended: true });
    }
  }

  cancel(): void {
    for (const abort of this.#running.keys()) abort.abort();
  }

  /** Calls off what is being made, and waits until nothing of it is left. */
  async dispose(): Promise<void> {
    this.cancel();
    await Promise.allSettled(this.#running.values());
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

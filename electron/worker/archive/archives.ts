import { basename } from 'node:path';
import { CodedError } from '@shared/rpc/result';
import type { Emit } from '../documentPort';
import { ProgressMeter } from '../jobs/progress';
import { type PackRequest, type PackSource, packProject } from './packProject';
import type { ArchiveWork, PackResult } from './thread/task.ts';
import { type UnpackReport, type UnpackRequest, unpackProject } from './unpackProject';

/**
 * Packing and unpacking as a window asks for it: one at a time, with progress, to be called off. A project may be closed
 * while it is packed: its database is copied first, and the files of media do not change.
 */
export class Archives {
  readonly #emit: Emit;
  #underWay: { readonly abort: AbortController; readonly ended: Promise<unknown> } | null = null;
  #copied: Promise<void> = Promise.resolve();

  constructor(emit: Emit) {
    this.#emit = emit;
  }

  /** @throws as packProject; CodedError `refused` while another is under way */
  pack(source: PackSource, request: PackRequest): Promise<PackResult> {
    let markCopied: () => void = () => undefined;
    const copied = new Promise<void>((resolve) => {
      markCopied = resolve;
    });
    const result = this.#run('pack', request.path, markCopied, (work) => packProject(source, request, work));
    this.#copied = Promise.race([copied, result.then(undefined, () => undefined)]).then(() => undefined);
    return result;
  }

  /** @throws as unpackProject; CodedError `refused` while another is under way */
  unpack(request: UnpackRequest): Promise<UnpackReport> {
    return this.#run(
      'unpack',
      request.archivePath,
      () => undefined,
      (work) => unpackProject(request, work),
    );
  }

  cancel(): void {
    this.#underWay?.abort.abort();
  }

  /** Resolves when nothing reads the database of the open project any more. */
  settled(): Promise<void> {
    return this.#copied;
  }

  async dispose(): Promise<void> {
    this.cancel();
    await this.#underWay?.ended;
  }

  async #run<T>(
    kind: 'pack' | 'unpack',
    path: string,
    onCopied: () => void,
    work: (work: ArchiveWork) => Promise<T>,
  ): Promise<T> {
    if (this.#underWay) {
      throw new CodedError(
        'refused',
        'Another project is being packed or unpacked. Wait for it, or cancel it.',
      );
    }
    const abort = new AbortController();
    const name = basename(path);
    let meter: ProgressMeter | undefined;
    const onProgress: ArchiveWork['onProgress'] = ({ done, total }) => {
      if (done === 0 || !meter) meter = new ProgressMeter(total, () => performance.now());
      const { secondsLeft } = meter.measure(done);
      this.#emit('archive.progress', { kind, name, done, total, secondsLeft });
    };
    const result = work({ signal: abort.signal, onProgress, onCopied });
    const ended = result.then(
      () => undefined,
      () => undefined,
    );
    this.#underWay = { abort, ended };
    onProgress({ done: 0, total: 0 });
    try {
      return await result;
    } finally {
      this.#underWay = null;
      this.#emit('archive.progress', { ended: true });
    }
  }
}

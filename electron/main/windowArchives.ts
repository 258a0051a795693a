import { basename } from 'node:path';
import type { RpcResult } from '@shared/rpc/result';
import type { PackedProject, UnpackedProject } from '@shared/rpc/table';
import type { BrowserWindow } from 'electron';
import { askArchive, askArchivePath, askUnpackPath } from './archiveDialogs';
import type { WorkerSupervisor } from './workerSupervisor';

/** What it needs of its window. */
export interface ArchiveWindow {
  readonly window: BrowserWindow;
  /** The project's folder; null while none is open. */
  readonly projectPath: string | null;
  readonly supervisor: Pick<WorkerSupervisor, 'call' | 'callInternal'>;
}

const nothing: RpcResult<null> = { ok: true, value: null };

/** Projects as one file, for one window: asks for the places, which no page sees, and remembers what came of it. */
export class WindowArchives {
  readonly #window: ArchiveWindow;
  /** Packed projects that were dropped or handed over by the system, oldest first. */
  readonly #offered: string[] = [];
  /** Archives and project folders made, by their id for the page. */
  readonly #made: string[] = [];
  #busy: 'pack' | 'unpack' | null = null;
  #underWay: Promise<void> = Promise.resolve();

  constructor(window: ArchiveWindow) {
    this.#window = window;
  }

  /** What is under way. */
  get busy(): 'pack' | 'unpack' | null {
    return this.#busy;
  }

  offer(archivePath: string): void {
    this.#offered.push(archivePath);
  }

  /** undefined = no archive or folder with this id was made here. */
  pathOf(archiveId: number): string | undefined {
    return this.#made[archiveId];
  }

  async pack(includeLinked: boolean): Promise<RpcResult<PackedProject | null>> {
    const { projectPath } = this.#window;
    if (projectPath === null)
      return { ok: false, error: { code: 'noProject', message: 'No project is open.' } };
    const target = await askArchivePath(this.#window.window, projectPath);
    if (target === null) return nothing;
    const result = await this.#during('pack', () =>
      this.#window.supervisor.callInternal('archive.packTo', { ...target, includeLinked }),
    );
    if (!result.ok) return result;
    return {
      ok: true,
      value: { ...result.value, archiveId: this.#remember(target.path), fileName: basename(target.path) },
    };
  }

  async unpackByDialog(): Promise<RpcResult<UnpackedProject | null>> {
    const archivePath = await askArchive(this.#window.window);
    return archivePath === null ? nothing : this.#unpack(archivePath);
  }

  async unpackOffered(): Promise<RpcResult<UnpackedProject | null>> {
    const archivePath = this.#offered.shift();
    return archivePath === undefined ? nothing : this.#unpack(archivePath);
  }

  /** Calls off what is under way; nothing of it is left when this resolves. */
  async stop(): Promise<void> {
    await this.#window.supervisor.call('archive.cancel', null);
    await this.#underWay;
  }

  async #unpack(archivePath: string): Promise<RpcResult<UnpackedProject | null>> {
    const folder = await askUnpackPath(this.#window.window, archivePath);
    if (folder === null) return nothing;
    const result = await this.#during('unpack', () =>
      this.#window.supervisor.callInternal('archive.unpackAt', { archivePath, folder }),
    );
    if (!result.ok) return result;
    return {
      ok: true,
      value: { ...result.value, archiveId: this.#remember(folder), folderName: basename(folder) },
    };
  }

  async #during<T>(busy: 'pack' | 'unpack', work: () => Promise<T>): Promise<T> {
    // A second one is refused by the worker, and the first goes on.
    if (this.#busy !== null) return work();
    this.#busy = busy;
    const result = work();
    this.#underWay = result.then(
      () => undefined,
      () => undefined,
    );
    try {
      return await result;
    } finally {
      this.#busy = null;
    }
  }

  #remember(path: string): number {
    this.#made.push(path);
    return this.#made.length - 1;
  }
}

import type { FromHost } from '@shared/compositor/hostProtocol';
import { StreamTarget, type StreamTargetChunk } from 'mediabunny';
import { TaskFailure } from './taskFailure';

/** Where messages of a task go; `transfer` gives buffers away instead of copying them. */
export type Send = (message: FromHost, transfer?: Transferable[]) => void;

/** Bytes handed to the worker and not yet said to be on disk; beyond it the task waits. */
const maxBytesUnderway = 16 * 1024 * 1024;
const chunkBytes = 1024 * 1024;

/** The file of one task: its bytes go to the worker, which says when they are on disk. */
export class TaskOutput {
  readonly target: StreamTarget;
  readonly #taskId: string;
  readonly #send: Send;
  readonly #signal: AbortSignal;
  /** Sizes of chunks not yet written, by position, in the order they were sent. */
  readonly #underway: { readonly position: number; readonly size: number }[] = [];
  #bytesUnderway = 0;
  #byteSize = 0;
  #wake: (() => void) | null = null;

  constructor(taskId: string, send: Send, signal: AbortSignal) {
    this.#taskId = taskId;
    this.#send = send;
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#wake?.(), { once: true });
    this.target = new StreamTarget(
      new WritableStream<StreamTargetChunk>({ write: (chunk) => this.#write(chunk) }),
      { chunked: true, chunkSize: chunkBytes },
    );
  }

  /** Bytes of the file so far: the end of what lies furthest back. */
  get byteSize(): number {
    return this.#byteSize;
  }

  /** The chunk at `position` is on disk. */
  written(position: number): void {
    const index = this.#underway.findIndex((chunk) => chunk.position === position);
    const [chunk] = index === -1 ? [] : this.#underway.splice(index, 1);
    this.#bytesUnderway -= chunk?.size ?? 0;
    this.#wake?.();
  }

  /** Bytes at the end of the file, for what is not written through `target`. */
  async append(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    for (let offset = 0; offset < bytes.byteLength; offset += chunkBytes) {
      const data = bytes.subarray(offset, offset + chunkBytes);
      await this.#write({ type: 'write', data, position: this.#byteSize });
    }
  }

  async #write({ data, position }: StreamTargetChunk): Promise<void> {
    while (this.#bytesUnderway > maxBytesUnderway && !this.#signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.#signal.aborted) throw new TaskFailure('cancelled', 'Cancelled.');
    const size = data.byteLength;
    this.#underway.push({ position, size });
    this.#bytesUnderway += size;
    this.#byteSize = Math.max(this.#byteSize, position + size);
    // A copy of its own, since the writer may reuse the buffer that this is a part of.
    const bytes = data.slice();
    this.#send({ type: 'write', taskId: this.#taskId, position, bytes }, [bytes.buffer]);
  }
}

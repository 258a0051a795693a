import { existsSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SegmentSpec } from '@shared/compositor/hostProtocol';
import { CodedError } from '@shared/rpc/result';
import { nanoid } from 'nanoid';
import { fileErrorOf } from './fileError';
import { inspectVideo, type VideoFacts } from './inspectVideo';
import { cancelledError, type RenderedFile, type RenderOptions } from './renderHost';
import { Slots } from './slots';

/** What the store needs of RenderHostClient. */
export interface SegmentRenderer {
  renderSegment(spec: SegmentSpec, path: string, options: RenderOptions): Promise<RenderedFile>;
}

export interface SegmentStoreOptions {
  /** `cache/segments` of the project. */
  readonly folder: string;
  readonly renderer: SegmentRenderer;
  readonly mediaBase: () => string;
  /** Reads a finished file back. */
  readonly inspect?: (path: string) => Promise<VideoFacts>;
  /** Segments rendered at once. */
  readonly parallel: number;
}

export type SegmentContent = Omit<SegmentSpec, 'mediaBase'>;

/**
 * Rendered shots by the hash of their content. A file under its final name is whole: it was written under another
 * one, made durable, read back, and then renamed.
 */
export class SegmentStore {
  readonly #options: SegmentStoreOptions;
  readonly #inspect: (path: string) => Promise<VideoFacts>;
  readonly #slots: Slots;
  readonly #underWay = new Map<string, Promise<unknown>>();

  constructor(options: SegmentStoreOptions) {
    this.#options = options;
    this.#inspect = options.inspect ?? inspectVideo;
    this.#slots = new Slots(options.parallel);
  }

  pathOf(hash: string): string {
    return join(this.#options.folder, `${hash}.mp4`);
  }

  has(hash: string): boolean {
    return existsSync(this.pathOf(hash));
  }

  /**
   * Sees to it that the segment is there; the same one is never rendered twice at once.
   * @param options.replace renders it even if it is there
   * @returns frames painted now; 0 when it was there already
   * @throws as RenderHostClient.renderSegment
   */
  async ensure(
    content: SegmentContent,
    hash: string,
    options: RenderOptions & { readonly replace?: boolean },
  ): Promise<{ composedFrames: number }> {
    let mustRender = options.replace ?? false;
    for (;;) {
      if (options.signal.aborted) throw cancelledError();
      if (!mustRender && this.has(hash)) return { composedFrames: 0 };
      const other = this.#underWay.get(hash);
      if (!other) break;
      // If the other one is cancelled or fails, it is our turn.
      await Promise.race([other.catch(() => undefined), aborted(options.signal)]);
      mustRender = false;
    }
    const work = this.#slots.use(options.signal, () => this.#render(content, hash, options));
    this.#underWay.set(hash, work);
    try {
      return await work;
    } finally {
      this.#underWay.delete(hash);
    }
  }

  /** Reads a segment back; one that is damaged is thrown away. @returns undefined when it is not there or was bad */
  async verified(hash: string, content: SegmentContent): Promise<VideoFacts | undefined> {
    if (!this.has(hash)) return undefined;
    try {
      const facts = await this.#inspect(this.pathOf(hash));
      checkSegment(facts, content);
      return facts;
    } catch {
      await rm(this.pathOf(hash), { force: true });
      return undefined;
    }
  }

  /** Throws away what a run that was cut off left half written. Call before anything is rendered. */
  async clearUnfinished(): Promise<void> {
    const { folder } = this.#options;
    const names = await readdir(folder).catch((): string[] => []);
    const unfinished = names.filter((name) => name.endsWith('.part'));
    await Promise.all(unfinished.map((name) => rm(join(folder, name), { force: true })));
  }

  async #render(
    content: SegmentContent,
    hash: string,
    options: RenderOptions,
  ): Promise<{ composedFrames: number }> {
    const { folder, renderer, mediaBase } = this.#options;
    const temporary = join(folder, `${hash}.${nanoid(8)}.part`);
    try {
      await mkdir(folder, { recursive: true });
      const spec = { ...content, mediaBase: mediaBase() };
      const rendered = await renderer.renderSegment(spec, temporary, options);
      checkSegment(await this.#inspect(temporary), content);
      await rename(temporary, this.pathOf(hash));
      await syncFolder(folder);
      return { composedFrames: rendered.composedFrames };
    } catch (error) {
      await rm(temporary, { force: true });
      throw fileErrorOf(error, temporary);
    }
  }
}

/** @throws CodedError `internal` when a file is not what was asked for */
export function checkSegment(facts: VideoFacts, content: SegmentContent): void {
  const { width, height, picture } = content;
  const isRight =
    facts.codec === 'avc' &&
    facts.frameCount === picture.lengthFrames &&
    facts.width === width &&
    facts.height === height;
  if (isRight) return;
  throw new CodedError(
    'internal',
    `The rendered clip is ${facts.width}×${facts.height} with ${facts.frameCount} frames of ${facts.codec ?? 'no codec'}; ` +
      `${width}×${height} with ${picture.lengthFrames} frames of H.264 were asked for.`,
  );
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** Makes a rename durable, where the system has that. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

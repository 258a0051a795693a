import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SegmentSpec, SoundSpec } from '@shared/compositor/hostProtocol';
import { CodedError } from '@shared/rpc/result';
import { framesToSeconds } from '@shared/time/frames';
import { nanoid } from 'nanoid';
import { requireAtPlace } from '../database/projectPlace';
import { syncFolder } from '../syncFolder';
import { fileErrorOf } from './fileError';
import { inspectSound, inspectVideo, type VideoFacts } from './inspectVideo';
import { cancelledError, type RenderedFile, type RenderOptions } from './renderHost';
import { Slots } from './slots';

/** What the store needs of RenderHostClient. */
export interface SegmentRenderer {
  renderSegment(spec: SegmentSpec, path: string, options: RenderOptions): Promise<RenderedFile>;
  renderSound(spec: SoundSpec, path: string, options: RenderOptions): Promise<RenderedFile>;
}

export interface SegmentStoreOptions {
  /** `cache/segments` of the project. */
  readonly folder: string;
  readonly renderer: SegmentRenderer;
  readonly mediaBase: () => string;
  /** Segments that the renderer has at once. */
  readonly parallel: number;
}

export type SegmentContent = Omit<SegmentSpec, 'mediaBase'>;

/**
 * Rendered shots, and sounds of films, by the hash of their content. A file under its final name is whole: it was
 * written under another one, made durable, read back, and then renamed.
 */
export class SegmentStore {
  readonly #options: SegmentStoreOptions;
  readonly #slots: Slots;
  readonly #underWay = new Map<string, Promise<unknown>>();

  constructor(options: SegmentStoreOptions) {
    this.#options = options;
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
   * @returns whether it was rendered now
   * @throws as RenderHostClient.renderSegment
   */
  ensure(
    content: SegmentContent,
    hash: string,
    options: RenderOptions & { readonly replace?: boolean },
  ): Promise<boolean> {
    const { renderer, mediaBase } = this.#options;
    return this.#ensure(hash, options, options.replace ?? false, (path) =>
      this.#slots.use(options.signal, async () => {
        await renderer.renderSegment({ ...content, mediaBase: mediaBase() }, path, options);
        checkSegment(await inspectVideo(path), content);
      }),
    );
  }

  /** Sees to it that a film's sound is there. @returns whether it was made now @throws as ensure */
  ensureSound(spec: SoundSpec, hash: string, options: RenderOptions): Promise<boolean> {
    return this.#ensure(hash, options, false, async (path) => {
      await this.#options.renderer.renderSound(spec, path, options);
      checkSound(await inspectSound(path), spec);
    });
  }

  /** Reads a segment back; one that is damaged is thrown away. @returns undefined when it is not there or was bad */
  verified(hash: string, content: SegmentContent): Promise<VideoFacts | undefined> {
    return this.#verified(hash, async (path) => {
      const facts = await inspectVideo(path);
      checkSegment(facts, content);
      return facts;
    });
  }

  /** The same for a film's sound. @returns whether it is there and good */
  async hasSound(hash: string, spec: SoundSpec): Promise<boolean> {
    const facts = await this.#verified(hash, async (path) => {
      const found = await inspectSound(path);
      checkSound(found, spec);
      return found;
    });
    return facts !== undefined;
  }

  /** Throws away what a run that was cut off left half written. Call before anything is rendered. */
  async clearUnfinished(): Promise<void> {
    const { folder } = this.#options;
    const names = await readdir(folder).catch((): string[] => []);
    const unfinished = names.filter((name) => name.endsWith('.part'));
    await Promise.all(unfinished.map((name) => rm(join(folder, name), { force: true })));
  }

  async #ensure(
    hash: string,
    { signal }: Pick<RenderOptions, 'signal'>,
    replace: boolean,
    make: (path: string) => Promise<void>,
  ): Promise<boolean> {
    let mustMake = replace;
    for (;;) {
      if (signal.aborted) throw cancelledError();
      if (!mustMake && this.has(hash)) return false;
      const other = this.#underWay.get(hash);
      if (!other) break;
      // If the other one is cancelled or fails, it is our turn.
      await Promise.race([other.catch(() => undefined), aborted(signal)]);
      mustMake = false;
    }
    const work = this.#make(hash, make);
    this.#underWay.set(hash, work);
    try {
      await work;
      return true;
    } finally {
      this.#underWay.delete(hash);
    }
  }

  async #make(hash: string, make: (path: string) => Promise<void>): Promise<void> {
    const { folder } = this.#options;
    const temporary = join(folder, `${hash}.${nanoid(8)}.part`);
    try {
      requireAtPlace(folder);
      await mkdir(folder, { recursive: true });
      await make(temporary);
      await rename(temporary, this.pathOf(hash));
      await syncFolder(folder);
    } catch (error) {
      await rm(temporary, { force: true });
      throw fileErrorOf(error, temporary);
    }
  }

  async #verified<Facts>(
    hash: string,
    inspect: (path: string) => Promise<Facts>,
  ): Promise<Facts | undefined> {
    if (!this.has(hash)) return undefined;
    try {
      return await inspect(this.pathOf(hash));
    } catch {
      await rm(this.pathOf(hash), { force: true });
      return undefined;
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

/** Samples of one AAC packet at 48 kHz, seconds: sound cannot end closer than this. */
const soundPacketSeconds = 1024 / 48_000;

/** @throws CodedError `internal` when sound is not AAC or not as long as its picture, to a frame or a packet */
export function checkSound(
  facts: VideoFacts['sound'],
  { rate, lengthFrames }: Pick<SoundSpec, 'rate'> & { readonly lengthFrames: number },
): void {
  const asked = framesToSeconds(lengthFrames, rate);
  const tolerance = Math.max(framesToSeconds(1, rate), soundPacketSeconds);
  if (facts?.codec === 'aac' && Math.abs(facts.durationSeconds - asked) <= tolerance) return;
  throw new CodedError(
    'internal',
    `The sound is ${facts?.durationSeconds.toFixed(3) ?? 0} s of ${facts?.codec ?? 'no codec'}; ${asked.toFixed(3)} s of AAC were asked for.`,
  );
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

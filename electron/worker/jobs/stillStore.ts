import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { StillSpec } from '@shared/compositor/hostProtocol';
import { compositorVersion, pictureContent } from '@shared/compositor/segmentHash';
import { sha256OfJson } from '@shared/compositor/sha256';
import { type StillFormat, stillExtensions } from '@shared/generation/stills/stillChoices';
import { CodedError } from '@shared/rpc/result';
import { nanoid } from 'nanoid';
import { requireAtPlace } from '../database/projectPlace';
import { syncFolder } from '../syncFolder';
import { fileErrorOf } from './fileError';
import { cancelledError, type RenderedFile, type RenderOptions } from './renderHost';

/** What the store needs of RenderHostClient. */
export interface StillRenderer {
  renderStill(spec: StillSpec, path: string, options: Pick<RenderOptions, 'signal'>): Promise<RenderedFile>;
}

export interface StillStoreOptions {
  /** `cache/segments` of the project: what lies there half written is cleared away with the segments'. */
  readonly folder: string;
  readonly renderer: StillRenderer;
  readonly mediaBase: () => string;
}

/** A frame of a shot as a picture file, without the address of the media. */
export type StillContent = Omit<StillSpec, 'mediaBase' | 'format'> & { readonly format: StillFormat };

/** Painted frames by the hash of their content; a file under its final name is whole. */
export class StillStore {
  readonly #options: StillStoreOptions;

  constructor(options: StillStoreOptions) {
    this.#options = options;
  }

  pathOf(content: StillContent): string {
    const { picture, width, height, format } = content;
    const hash = sha256OfJson({
      compositorVersion,
      picture: pictureContent(picture),
      width,
      height,
      format,
    });
    return join(this.#options.folder, `${hash}.${stillExtensions[format]}`);
  }

  /** Sees to it that the picture is there. @throws as RenderHostClient.renderStill */
  async ensure(content: StillContent, signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw cancelledError();
    const path = this.pathOf(content);
    if (existsSync(path)) return;
    const { folder, renderer, mediaBase } = this.#options;
    const temporary = `${path}.${nanoid(8)}.part`;
    try {
      requireAtPlace(folder);
      await mkdir(folder, { recursive: true });
      const { format, ...spec } = content;
      const order = { ...spec, format: `image/${format}` as const, mediaBase: mediaBase() };
      await renderer.renderStill(order, temporary, { signal });
      await checkPng(temporary, content);
      await rename(temporary, path);
      await syncFolder(folder);
    } catch (error) {
      await rm(temporary, { force: true });
      throw fileErrorOf(error, temporary);
    }
  }
}

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Reads back what can be told without decoding. @throws CodedError `internal` when a picture is not what was asked for */
async function checkPng(path: string, { format, width, height }: StillContent): Promise<void> {
  if (format !== 'png') return;
  const handle = await open(path, 'r');
  try {
    const head = Buffer.alloc(24);
    await handle.read(head, 0, head.length, 0);
    const isRight =
      head.subarray(0, 8).equals(pngSignature) &&
      head.readUInt32BE(16) === width &&
      head.readUInt32BE(20) === height;
    if (!isRight) throw new CodedError('internal', 'The renderer made another picture than was asked for.');
  } finally {
    await handle.close();
  }
}

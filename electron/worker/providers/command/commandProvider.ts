import { randomInt } from 'node:crypto';
import { mkdir, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import type { DocumentView } from '@shared/document/document';
import type { ShotId } from '@shared/document/ids';
import { buildRequest } from '@shared/generation/buildRequest';
import { presetSize } from '@shared/generation/localPreset';
import { type Program, programSchema } from '@shared/generation/program';
import { type ProgramRequest, programProtocol } from '@shared/generation/programProtocol';
import {
  frameChoiceSchema,
  type GenerationRequest,
  generationRequestSchema,
  type PictureSource,
} from '@shared/generation/request';
import { avoidWords } from '@shared/generation/shotWords';
import { usualParallelJobs } from '@shared/generation/usualParallelJobs';
import { CodedError } from '@shared/rpc/result';
import { z } from 'zod';
import { fileErrorOf } from '../../jobs/fileError';
import type { InputPictures } from '../inputPictures';
import { ownRunOptions, wholeParts } from '../ownRun';
import { plainJson } from '../plainJson';
import type {
  ClipFacts,
  ClipPlan,
  ClipTask,
  CollectedClip,
  ObservedWork,
  PlanOptions,
  Provider,
  ProviderDescription,
  ReportProgress,
} from '../provider';
import { requestPrompt } from '../requestPrompt';
import { runProgram } from './runProgram';

export interface CommandProviderOptions {
  readonly programs: () => readonly Program[];
  readonly pictures: InputPictures;
  /** Absolute path of `cache/programs` of the project: each job has a folder in it. */
  readonly folder: string;
  readonly lookInside: (path: string, wants: 'video' | 'image', signal: AbortSignal) => Promise<ClipFacts>;
}

/** What a person chose for a run. */
export const commandSettingsSchema = z.object({
  programId: z.string().max(100).optional(),
  seed: z.int().min(0).max(0x7fffffff).nullable().optional(),
  firstFrame: frameChoiceSchema.optional(),
  lastFrame: frameChoiceSchema.optional(),
  overrides: z.record(z.string(), z.string().max(20_000)).optional(),
  style: z.string().max(20_000).optional(),
});

const commandRequestSchema = z.object({
  program: programSchema.pick({ id: true, name: true, makes: true }),
  request: generationRequestSchema,
  prompt: z.string(),
  seed: z.int(),
  width: z.int(),
  height: z.int(),
});

/** Bytes; more is no clip of a shot. */
const outputCap = 8 * 2 ** 30;

/**
 * Clips and stills by any program on this machine. It is chosen by the person in a file dialog; a project can name one
 * of those by its id and nothing else, so that no project brings a program with it.
 */
export class CommandProvider implements Provider {
  readonly #options: CommandProviderOptions;
  /** What programs said is their result, by submission. */
  readonly #outputs = new Map<string, string>();

  constructor(options: CommandProviderOptions) {
    this.#options = options;
  }

  describe(): ProviderDescription {
    return {
      id: 'command',
      name: 'Program',
      parallelJobs: usualParallelJobs.command,
      runsElsewhere: false,
      needsRenderer: true,
      isPaid: false,
      readsWords: true,
    };
  }

  plan(document: DocumentView, shotIds: readonly ShotId[], { preset, settings }: PlanOptions): ClipPlan {
    const chosen = commandSettingsSchema.parse(settings ?? {});
    const program = this.#program(chosen.programId);
    const seed = chosen.seed ?? randomInt(0x7fffffff);
    const request = buildRequest(document, shotIds, {
      model: 'command',
      seed,
      ...ownRunOptions(program.makes, chosen),
    });
    const { id, name, makes } = program;
    return {
      request: plainJson({
        program: { id, name, makes },
        request,
        prompt: requestPrompt(request, new Map(request.elements.map(({ elementId }) => [elementId, null]))),
        seed,
        ...presetSize(request.frameSize, preset),
      }),
      model: program.name,
      estimate: null,
      parts: wholeParts(request),
    };
  }

  submit(): Promise<null> {
    return Promise.resolve(null);
  }

  async observe(task: ClipTask, report: ReportProgress, signal: AbortSignal): Promise<ObservedWork> {
    const asked = commandRequestSchema.parse(task.clip.request);
    // As it is set now: a program that was removed or moved since is not run.
    const program = this.#program(asked.program.id);
    const folder = this.#folderOf(task);
    const framesTotal = task.clip.parts.reduce((sum, { lengthFrames }) => sum + lengthFrames, 0);
    this.#outputs.delete(task.clip.submissionId);
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true }).catch((error: unknown) => {
      throw fileErrorOf(error, folder);
    });
    const request = await this.#request(task, asked, folder, signal);
    await runProgram({
      path: program.path,
      arguments: program.arguments,
      folder,
      request,
      signal,
      onLine: (line) => {
        if (line.type === 'output') this.#outputs.set(task.clip.submissionId, line.file);
        if (line.type !== 'progress') return;
        const share = Math.min(1, line.done / line.total);
        report(Math.round(share * framesTotal), framesTotal, { words: line.words ?? null });
      },
    });
    if (!this.#outputs.has(task.clip.submissionId)) {
      throw new CodedError(
        'refused',
        `"${program.name}" ended well and named no result. It says {"type":"output","file":…} when it has one.`,
      );
    }
    return { charged: null };
  }

  async collect(task: ClipTask, signal: AbortSignal): Promise<CollectedClip> {
    const asked = commandRequestSchema.parse(task.clip.request);
    const file = this.#outputs.get(task.clip.submissionId);
    if (file === undefined) throw new CodedError('notFound', 'The result of the program is gone. Try again.');
    const path = await outputPath(this.#folderOf(task), file);
    const facts = await this.#options.lookInside(path, asked.program.makes, signal);
    this.#outputs.delete(task.clip.submissionId);
    return {
      path,
      facts,
      seed: asked.seed,
      takeRequest: plainJson({
        program: asked.program.name,
        prompt: asked.prompt,
        avoid: avoidOf(asked.request),
        settings: task.clip.settings,
        seed: asked.seed,
        width: asked.width,
        height: asked.height,
      }),
    };
  }

  /** The signal has ended the program already. */
  async cancel(task: ClipTask): Promise<void> {
    await rm(this.#folderOf(task), { recursive: true, force: true }).catch(() => undefined);
  }

  #program(id: string | undefined): Program {
    const programs = this.#options.programs().filter(({ isEnabled }) => isEnabled);
    const program = id === undefined ? programs[0] : programs.find((candidate) => candidate.id === id);
    if (!program) {
      throw new CodedError(
        'refused',
        id === undefined
          ? 'No program is set. Choose one in Programs.'
          : 'This program is switched off or no longer in Programs.',
      );
    }
    return program;
  }

  #folderOf({ clip }: ClipTask): string {
    return join(this.#options.folder, clip.submissionId);
  }

  /** Writes the pictures into the folder and makes the words that go with them. */
  async #request(
    task: ClipTask,
    { request, prompt, seed, width, height, program }: z.output<typeof commandRequestSchema>,
    folder: string,
    signal: AbortSignal,
  ): Promise<ProgramRequest> {
    const put = async (name: string, source: PictureSource): Promise<string> => {
      const { bytes, mimeType } = await this.#options.pictures.load(source, signal);
      const ending = mimeType === 'image/jpeg' ? 'jpg' : mimeType === 'image/webp' ? 'webp' : 'png';
      await writeFile(join(folder, `${name}.${ending}`), bytes);
      return `${name}.${ending}`;
    };
    const all = (name: string, sources: readonly PictureSource[]): Promise<string[]> =>
      Promise.all(sources.map((source, index) => put(`${name}-${index + 1}`, source)));
    const [shot] = request.shots;
    if (!shot) throw new Error('A request without a shot.');
    return {
      protocol: programProtocol,
      action: 'generate',
      job: task.clip.submissionId,
      folder,
      output: program.makes,
      width,
      height,
      frames: shot.lengthFrames,
      framesPerSecond: { num: request.rate.num, den: request.rate.den },
      seconds: (shot.lengthFrames * request.rate.den) / request.rate.num,
      prompt,
      avoid: avoidWords(request, shot),
      seed,
      shot: {
        label: shot.label,
        size: shot.size,
        angle: shot.angle,
        lensMm: shot.lensMm,
        action: shot.action,
        camera: shot.camera,
      },
      dialogue: shot.dialogue.map(({ speakerName, language, accent, tone, text }) => ({
        speaker: speakerName,
        language,
        accent,
        tone,
        text,
      })),
      elements: await Promise.all(
        request.elements.map(async ({ name, type, notes, keepNotes, references }, index) => ({
          name,
          type,
          notes,
          keep: keepNotes,
          pictures: await all(`element-${index + 1}`, references),
        })),
      ),
      pictures: {
        first: request.firstFrame ? await put('first', request.firstFrame) : null,
        last: request.lastFrame ? await put('last', request.lastFrame) : null,
        others: await all('picture', request.pictures),
      },
    };
  }
}

function avoidOf(request: GenerationRequest): string {
  const [shot] = request.shots;
  return shot ? avoidWords(request, shot) : '';
}

/**
 * Where the result lies: inside the job's own folder, also after links are followed.
 * @throws CodedError `refused`, `notFound`, `tooLarge`
 */
export async function outputPath(folder: string, file: string): Promise<string> {
  const home = await realpath(folder);
  const path = await realpath(isAbsolute(file) ? file : join(home, file)).catch(() => null);
  if (path === null)
    throw new CodedError('notFound', `The program named ${file} as its result, and did not write it.`);
  const below = relative(home, path);
  if (below === '' || below.startsWith('..') || isAbsolute(below)) {
    throw new CodedError(
      'refused',
      `The program named a result outside of its folder (${file}), which is not taken.`,
    );
  }
  const found = await stat(path);
  if (!found.isFile() || found.size === 0) {
    throw new CodedError(
      'notFound',
      `The program named ${file} as its result, which is ${found.isFile() ? 'empty' : 'no file'}.`,
    );
  }
  if (found.size > outputCap)
    throw new CodedError('tooLarge', `The result of the program (${file}) is too large.`);
  return path;
}

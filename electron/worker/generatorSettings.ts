import { type ComfyServer, comfyServerSchema } from '@shared/generation/comfyui/server';
import { templateSchema, type WorkflowTemplate } from '@shared/generation/comfyui/template';
import type { HeldGenerators } from '@shared/generation/heldGenerators';
import { type Program, programSchema } from '@shared/generation/program';
import { type LanguageModel, languageModelSchema } from '@shared/planner/languageModel';
import { CodedError } from '@shared/rpc/result';
import type { z } from 'zod';
import type { LibraryDatabase } from './libraryDatabase';
import { shippedTemplates } from './providers/comfyui/shippedTemplates';

/** Id of a setting there is one of. */
const onlyOne = 'only';

/** Characters of one thing's JSON: the largest workflows have about a million. */
const jsonCap = 8_000_000;

/**
 * Servers, workflow templates and programs as the person has set them up on this machine. Read anew each time: another
 * window may have changed them.
 */
export class GeneratorSettings {
  readonly #library: () => LibraryDatabase | null;
  #held: HeldGenerators | null = null;

  /** @param library null = nothing is kept here (the command line) */
  constructor(library: () => LibraryDatabase | null) {
    this.#library = library;
  }

  /** For one run: in place of what is kept here. */
  hold(held: HeldGenerators): void {
    this.#held = held;
  }

  servers(): readonly ComfyServer[] {
    return this.#held?.servers ?? this.#all('comfyServer', comfyServerSchema);
  }

  saveServer(server: ComfyServer): void {
    this.#save('comfyServer', server.id, server);
  }

  removeServer(id: string): void {
    this.#require().removeItem('comfyServer', id);
  }

  /** The person's own first, then those that come with the program. One of ours that was changed stands in its place. */
  templates(): readonly WorkflowTemplate[] {
    if (this.#held) return this.#held.templates;
    const own = this.#all('comfyTemplate', templateSchema);
    const ids = new Set(own.map(({ id }) => id));
    return [...own, ...shippedTemplates().filter(({ id }) => !ids.has(id))];
  }

  ownTemplateIds(): readonly string[] {
    return this.#all('comfyTemplate', templateSchema).map(({ id }) => id);
  }

  saveTemplate(template: WorkflowTemplate): void {
    this.#save('comfyTemplate', template.id, template);
  }

  /** One that came with the program is again as it came. */
  removeTemplate(id: string): void {
    this.#require().removeItem('comfyTemplate', id);
  }

  programs(): readonly Program[] {
    return this.#held?.programs ?? this.#all('program', programSchema);
  }

  /** @throws CodedError `notFound` */
  program(id: string): Program {
    const program = this.programs().find((candidate) => candidate.id === id);
    if (!program) throw new CodedError('notFound', 'This program is no longer in the list.');
    return program;
  }

  saveProgram(program: Program): void {
    this.#save('program', program.id, program);
  }

  removeProgram(id: string): void {
    this.#require().removeItem('program', id);
  }

  /** null = none is set up. */
  languageModel(): LanguageModel | null {
    return this.#all('languageModel', languageModelSchema)[0] ?? null;
  }

  saveLanguageModel(settings: LanguageModel): void {
    this.#save('languageModel', onlyOne, settings);
  }

  removeLanguageModel(): void {
    this.#require().removeItem('languageModel', onlyOne);
  }

  /** What cannot be read (written by another version) is passed over and stays where it is. */
  #all<Schema extends z.ZodType>(type: string, schema: Schema): z.output<Schema>[] {
    const items = this.#library()?.items(type) ?? [];
    return items.flatMap((json) => {
      const parsed = schema.safeParse(JSON.parse(json));
      return parsed.success ? [parsed.data] : [];
    });
  }

  #save(type: string, id: string, value: unknown): void {
    const json = JSON.stringify(value);
    if (json.length > jsonCap) throw new CodedError('tooLarge', 'This is too large to be kept as a setting.');
    this.#require().saveItem(type, id, json);
  }

  #require(): LibraryDatabase {
    const library = this.#library();
    if (!library) throw new CodedError('unsupported', 'The command line keeps no settings.');
    return library;
  }
}

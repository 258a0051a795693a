import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { HeldGenerators } from '@shared/generation/heldGenerators';
import { klingSettingsSchema } from '@shared/generation/kling/settings';
import { type Program, programSchema } from '@shared/generation/program';
import { CodedError } from '@shared/rpc/result';
import { z } from 'zod';
import { GeneratorSettings } from '../worker/generatorSettings';
import { comfySettingsSchema } from '../worker/providers/comfyui/comfyRequest';
import { commandSettingsSchema } from '../worker/providers/command/commandProvider';
import { serverAddress } from '../worker/providers/net/serverAddress';
import { type CliWorld, type CommandArgs, UsageError } from './cliContext';
import { openIfThere } from './machine';

export type Settings = z.infer<ReturnType<typeof z.json>>;

/** Who makes the clips, with all that a run of theirs needs. */
export interface ChosenMaker {
  readonly provider: string;
  readonly settings: Settings;
  /** null = nothing besides the program itself. */
  readonly generators: HeldGenerators | null;
}

/**
 * `--provider` with the options that belong to it; servers, workflows and programs come from the window's library, or are
 * named here.
 * @throws UsageError for options that are wrong or name nothing; CodedError `refused` where something must be set up first
 */
export function chooseMaker(args: CommandArgs, world: CliWorld): ChosenMaker {
  const provider = String(args.options.provider);
  switch (provider) {
    case 'kling':
      return { provider, settings: settingsOf(args, klingSettingsSchema, 'model'), generators: null };
    case 'comfyui':
      return chooseComfy(args, knownGenerators(world));
    case 'command':
      return chooseProgram(args, knownGenerators(world), world);
    default:
      return { provider, settings: null, generators: null };
  }
}

function knownGenerators({ libraryFolder }: CliWorld): HeldGenerators {
  const library = libraryFolder ? openIfThere(libraryFolder) : undefined;
  try {
    const settings = new GeneratorSettings(() => library ?? null);
    return {
      servers: [...settings.servers()],
      templates: [...settings.templates()],
      programs: [...settings.programs()],
    };
  } finally {
    library?.close();
  }
}

function chooseComfy(args: CommandArgs, known: HeldGenerators): ChosenMaker {
  const named = listOf(args.options.server);
  const servers =
    named.length > 0
      ? named.map((address) => ({
          id: idOf('srv', address) as HeldGenerators['servers'][number]['id'],
          name: '',
          address: addressOf(address),
          isEnabled: true,
        }))
      : known.servers.filter(({ isEnabled }) => isEnabled);
  if (servers.length === 0) {
    throw new CodedError(
      'refused',
      'There is no ComfyUI server. Name one, as --server http://127.0.0.1:8188, or add one in the window (Generate, ComfyUI Servers).',
    );
  }
  const template = find('--template', args.options.template, known.templates);
  return {
    provider: 'comfyui',
    settings: { ...settingsOf(args, comfySettingsSchema), templateId: template.id },
    generators: { servers, templates: [template], programs: [] },
  };
}

function addressOf(typed: string): string {
  try {
    return serverAddress(typed);
  } catch (error) {
    throw error instanceof CodedError ? new UsageError(`--server: ${error.message}`) : error;
  }
}

function chooseProgram(args: CommandArgs, known: HeldGenerators, { cwd }: CliWorld): ChosenMaker {
  const wanted = args.options.program === undefined ? undefined : String(args.options.program);
  const path = wanted === undefined ? '' : resolve(cwd, wanted);
  const isFile = wanted !== undefined && /[\\/]/.test(wanted) && existsSync(path);
  const program = isFile
    ? programAt(path, args)
    : find(
        '--program',
        wanted,
        known.programs.filter(({ isEnabled }) => isEnabled),
      );
  return {
    provider: 'command',
    settings: { ...settingsOf(args, commandSettingsSchema), programId: program.id },
    generators: { servers: [], templates: [], programs: [program] },
  };
}

/** A program that is not in the library: named by its path, for this run. */
function programAt(path: string, { options }: CommandArgs): Program {
  return programSchema.parse({
    id: idOf('prg', path),
    name: basename(path).slice(0, 80),
    path,
    arguments: listOf(options.programArg),
    makes: options.makes ?? 'video',
    isEnabled: true,
  });
}

/** The thing with this id or name. @throws UsageError that says what there is */
function find<Thing extends { readonly id: string; readonly name: string }>(
  option: string,
  wanted: unknown,
  things: readonly Thing[],
): Thing {
  const list = things.map(({ name }) => `"${name}"`).join(', ');
  const known = list === '' ? 'None is set up in the window.' : `There is ${list}.`;
  if (wanted === undefined) {
    const [only, ...others] = things;
    if (only && others.length === 0) return only;
    throw new UsageError(`${option}: which one? ${known}`);
  }
  const text = String(wanted).toLowerCase();
  const exact = things.find(({ id, name }) => id === wanted || name.toLowerCase() === text);
  const alike = exact ? [exact] : things.filter(({ name }) => name.toLowerCase().includes(text));
  const [thing, ...others] = alike;
  if (!thing) throw new UsageError(`${option}: there is no "${String(wanted).slice(0, 80)}". ${known}`);
  if (others.length > 0) {
    const names = alike.map(({ name }) => `"${name}"`).join(', ');
    throw new UsageError(`${option}: "${String(wanted).slice(0, 80)}" may be ${names}.`);
  }
  return thing;
}

/** The same for the same thing, so that a run that was cut off is found again. */
function idOf(prefix: string, name: string): string {
  return `${prefix}_${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;
}

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** `--settings`, and the option that has its own name. @throws UsageError for JSON that is none, or choices there are not */
function settingsOf<Shape extends z.ZodRawShape>(
  { options }: CommandArgs,
  schema: z.ZodObject<Shape>,
  named?: string,
): Record<string, Settings> {
  const given = options.settings === undefined ? {} : parsedJson(String(options.settings));
  const settings = schema.strict().safeParse({
    ...(typeof given === 'object' && given !== null ? given : { settings: given }),
    ...(named === undefined || options[named] === undefined ? {} : { [named]: options[named] }),
  });
  if (!settings.success) throw new UsageError(`--settings: ${z.prettifyError(settings.error)}`);
  return JSON.parse(JSON.stringify(settings.data)) as Record<string, Settings>;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`--settings is no JSON: ${text.slice(0, 200)}`);
  }
}

import { z } from 'zod';
import { CodedError } from '../../rpc/result';
import { isObject } from './apiWorkflow';

/** What a server says of one input of a node class. */
export interface InputInfo {
  readonly name: string;
  /** "IMAGE", "INT", "COMBO" … */
  readonly type: string;
  readonly isRequired: boolean;
  /** The choices of a COMBO; null for other types and where the server leaves them open. */
  readonly options: readonly (string | number | boolean)[] | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly step: number | null;
  readonly defaultValue: string | number | boolean | null;
  /** Is a socket, although its type would have a field. */
  readonly isForcedInput: boolean;
  /** Has the field "control after generate" behind it. */
  readonly hasSeedControl: boolean;
  /** Takes an uploaded file: the node has one more field, for the button. */
  readonly isUpload: boolean;
  /** Choices that bring inputs of their own, by the choice; null for all other inputs. */
  readonly nested: ReadonlyMap<string, readonly InputInfo[]> | null;
}

export interface NodeInfo {
  readonly classType: string;
  readonly displayName: string;
  /** In the order of the node's fields: required ones, then optional ones. */
  readonly inputs: readonly InputInfo[];
  readonly outputTypes: readonly string[];
  readonly isOutputNode: boolean;
}

export type ObjectInfo = ReadonlyMap<string, NodeInfo>;

const rawNodeSchema = z.object({
  input: z.record(z.string(), z.unknown()).nullish(),
  input_order: z.record(z.string(), z.array(z.string())).nullish().catch(null),
  output: z.array(z.unknown()).catch([]),
  output_node: z.boolean().catch(false),
  display_name: z.string().nullish().catch(null),
});

/** Servers with all custom nodes there are know a few thousand. */
const classCap = 50_000;

/**
 * Reads the answer of /object_info. Classes that cannot be read are left out: one broken custom node must not make
 * the others unknown.
 * @throws CodedError `unreadable` when it is no such answer
 */
export function parseObjectInfo(value: unknown): ObjectInfo {
  const info = new Map<string, NodeInfo>();
  if (!isObject(value)) throw new CodedError('unreadable', 'The server did not say which nodes it has.');
  for (const [classType, raw] of Object.entries(value).slice(0, classCap)) {
    const parsed = rawNodeSchema.safeParse(raw);
    if (!parsed.success) continue;
    const { input, input_order, output, output_node, display_name } = parsed.data;
    const section = (name: 'required' | 'optional'): InputInfo[] =>
      readInputs(input?.[name], input_order?.[name], name === 'required');
    info.set(classType, {
      classType,
      displayName: display_name ?? classType,
      inputs: [...section('required'), ...section('optional')],
      outputTypes: output.map((type) => (typeof type === 'string' ? type : 'COMBO')),
      isOutputNode: output_node,
    });
  }
  if (info.size === 0) throw new CodedError('unreadable', 'The server did not say which nodes it has.');
  return info;
}

function readInputs(
  section: unknown,
  order: readonly string[] | undefined,
  isRequired: boolean,
): InputInfo[] {
  if (!isObject(section)) return [];
  const names = order?.filter((name) => name in section) ?? [];
  const all = [...names, ...Object.keys(section).filter((name) => !names.includes(name))];
  return all.map((name) => readInput(name, section[name], isRequired));
}

const scalarSchema = z.union([z.string(), z.number(), z.boolean()]);
const numberOrNull = z.number().nullable().catch(null);

function readInput(name: string, spec: unknown, isRequired: boolean): InputInfo {
  const [rawType, rawOptions] = Array.isArray(spec) ? (spec as unknown[]) : [spec];
  const options = isObject(rawOptions) ? rawOptions : {};
  const type = Array.isArray(rawType) ? 'COMBO' : typeof rawType === 'string' ? rawType : '*';
  const choices = Array.isArray(rawType) ? rawType : options['options'];
  const fallback = scalarSchema.safeParse(options['default']);
  const isDynamic = type.startsWith('COMFY_DYNAMICCOMBO');
  const nested = isDynamic ? readNested(choices) : null;
  return {
    name,
    type: isDynamic ? 'COMBO' : type,
    isRequired,
    options: nested ? [...nested.keys()] : type === 'COMBO' ? readChoices(choices, options) : null,
    min: numberOrNull.parse(options['min'] ?? null),
    max: numberOrNull.parse(options['max'] ?? null),
    step: numberOrNull.parse(options['step'] ?? null),
    defaultValue: fallback.success ? fallback.data : null,
    isForcedInput: options['forceInput'] === true,
    hasSeedControl: options['control_after_generate'] === true || name === 'seed' || name === 'noise_seed',
    isUpload: Object.entries(options).some(([key, on]) => on === true && /^([a-z]+_)*upload$/.test(key)),
    nested,
  };
}

function readChoices(choices: unknown, options: Record<string, unknown>): InputInfo['options'] {
  // Choices fetched by the interface from elsewhere are not known to the server itself.
  if (!Array.isArray(choices) || isObject(options['remote']) || isObject(options['remote_combo']))
    return null;
  return choices.flatMap((choice) => {
    const parsed = scalarSchema.safeParse(choice);
    return parsed.success ? [parsed.data] : [];
  });
}

function readNested(choices: unknown): ReadonlyMap<string, readonly InputInfo[]> {
  const nested = new Map<string, readonly InputInfo[]>();
  for (const choice of Array.isArray(choices) ? choices : []) {
    if (!isObject(choice) || typeof choice['key'] !== 'string') continue;
    const inputs = isObject(choice['inputs']) ? choice['inputs'] : {};
    nested.set(choice['key'], [
      ...readInputs(inputs['required'], undefined, true),
      ...readInputs(inputs['optional'], undefined, false),
    ]);
  }
  return nested;
}

const fieldTypes: ReadonlySet<string> = new Set(['INT', 'FLOAT', 'STRING', 'BOOLEAN', 'COMBO', 'MARKDOWN']);

/**
 * Tells fields of a node, whose values a saved workflow lists in a row, from sockets. A type of a custom node that no
 * node gives out can only be a field of that node's own making.
 */
export function fieldTest(info: ObjectInfo): (input: InputInfo) => boolean {
  const given = new Set<string>(['*']);
  for (const { outputTypes } of info.values()) {
    for (const type of outputTypes) for (const part of type.split(',')) given.add(part);
  }
  return (input) => {
    if (input.isForcedInput) return false;
    if (fieldTypes.has(input.type)) return true;
    return !input.type.split(',').some((part) => given.has(part));
  };
}

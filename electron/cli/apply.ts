import { readFile, stat } from 'node:fs/promises';
import { findCommand } from '@shared/commands/registry';
import { CodedError } from '@shared/rpc/result';
import { z } from 'zod';
import { type CliCommand, CommandFailure, pathArgument } from './cliContext';
import { withProject } from './withProject';

const editsSchema = z.array(z.object({ command: z.string(), args: z.json().default({}) }).strict());
/** A list of edits is typed or generated text, not media. */
const byteCap = 64 * 1024 * 1024;

export const apply: CliCommand = {
  declare: (program) =>
    program
      .command('apply')
      .description('run a list of commands, each one undoable edit; stops at the first that is refused')
      .argument('<project>', 'project folder')
      .argument('<edits>', 'JSON file: [{"command": "shot.add", "args": {…}}, …]'),
  run: async (args, world) => {
    const folder = pathArgument(args, 0, world);
    const edits = await readEdits(pathArgument(args, 1, world));
    return withProject(folder, world, async (worker) => {
      const labels: string[] = [];
      let { revision } = await worker.call('document.load', null);
      for (const [index, { command, args: commandArgs }] of edits.entries()) {
        try {
          refuseUnknownFields(command, commandArgs);
          const committed = await worker.call('edit.run', { command, args: commandArgs, selection: [] });
          revision = committed?.revision ?? revision;
          labels.push(committed?.label ?? 'nothing changed');
        } catch (error) {
          if (!(error instanceof CodedError)) throw error;
          const { code, recordId } = error;
          const message = `Edit ${index} (${command}) was refused: ${error.message} ${appliedCount(index)} before it.`;
          throw new CommandFailure(
            { code, message, ...(recordId === undefined ? {} : { recordId }) },
            { applied: index, index, command, revision },
          );
        }
      }
      return {
        json: { applied: edits.length, revision, labels },
        text: [...labels, `${appliedCount(edits.length)}.`].join('\n'),
      };
    });
  },
};

/** The window's commands leave out fields they do not know; in a file, such a field is a slip of the pen. */
function refuseUnknownFields(command: string, args: unknown): void {
  const parsed = findCommand(command)?.args.safeParse(args);
  const field = parsed?.success ? unknownField(args, parsed.data, '') : undefined;
  if (field !== undefined) throw new CodedError('badRequest', `"${command}" has no field "${field}".`);
}

/** Path of the first field of `given` that parsing has dropped. */
function unknownField(given: unknown, known: unknown, path: string): string | undefined {
  if (typeof given !== 'object' || given === null || typeof known !== 'object' || known === null)
    return undefined;
  for (const [key, value] of Object.entries(given)) {
    const here = path === '' ? key : `${path}.${key}`;
    if (!(key in known)) return here;
    const found = unknownField(value, (known as Record<string, unknown>)[key], here);
    if (found !== undefined) return found;
  }
  return undefined;
}

function appliedCount(count: number): string {
  return count === 1 ? '1 edit was applied' : `${count} edits were applied`;
}

async function readEdits(path: string): Promise<z.infer<typeof editsSchema>> {
  const edits = editsSchema.safeParse(parseJson(await readText(path), path));
  if (edits.success) return edits.data;
  const issue = edits.error.issues[0];
  const where = issue?.path.length ? ` at ${issue.path.join('.')}` : '';
  throw new CodedError(
    'badRequest',
    `"${path}" is no list of edits${where}: ${issue?.message}. Write [{"command": "shot.add", "args": {}}, …].`,
  );
}

async function readText(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > byteCap) throw new CodedError('tooLarge', `"${path}" is too large for a list of edits.`);
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof CodedError) throw error;
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new CodedError(
      isMissing ? 'notFound' : 'unreadable',
      isMissing ? `There is no file "${path}".` : `"${path}" cannot be read.`,
    );
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new CodedError('badRequest', `"${path}" is no JSON: ${detail}.`);
  }
}

import { readFile, stat } from 'node:fs/promises';
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

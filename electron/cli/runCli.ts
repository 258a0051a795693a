import type { RpcError } from '@shared/rpc/result';
import { Command, CommanderError } from 'commander';
import { rpcErrorOf } from '../worker/rpcErrors';
import { apply } from './apply';
import { check } from './check';
import { type CliCommand, type CliWorld, CommandFailure, UsageError } from './cliContext';
import { conform } from './conform';
import { exportProject } from './exportProject';
import { generate } from './generate';
import { importFiles } from './importFiles';
import { info } from './info';
import { media } from './media';
import { newProject } from './newProject';
import { relink } from './relink';
import { render } from './render';
import { sample } from './sample';
import { script } from './script';
import { redo, undo } from './undoRedo';
import { unpack } from './unpack';
import { keepVersion, listVersions, restoreVersion } from './versions';

const commands: readonly CliCommand[] = [
  newProject,
  info,
  check,
  importFiles,
  script,
  conform,
  media,
  relink,
  apply,
  undo,
  redo,
  keepVersion,
  listVersions,
  restoreVersion,
  generate,
  render,
  exportProject,
  unpack,
  sample,
];

/** Exit codes of the command line (contract). */
const done = 0;
const failed = 1;
const wrongUsage = 2;

/**
 * Runs one command. stdout gets the result and nothing else: text, or one JSON object with `--json`. Errors are one
 * sentence on stderr, and with `--json` also `{"error": {code, message}}`.
 * @param argv without the interpreter and the script
 * @returns the exit code
 */
export async function runCli(argv: readonly string[], version: string, world: CliWorld): Promise<number> {
  const isJson = argv.includes('--json');
  let exitCode = done;
  const program = new Command('ekonte')
    .description('Storyboards on the command line')
    .version(version)
    .showHelpAfterError('Help: ekonte <command> --help')
    .exitOverride()
    .configureOutput({ writeOut: world.stdout, writeErr: world.stderr });
  for (const command of commands) {
    const declared = command.declare(program).option('--json', 'print one JSON object');
    declared.action(async (...given: unknown[]) => {
      const positional = given.slice(0, declared.registeredArguments.length) as (string | string[])[];
      const report = await command.run({ positional, options: declared.opts() }, world);
      world.stdout(`${isJson ? JSON.stringify(report.json) : report.text}\n`);
      if (report.isFailure) exitCode = failed;
    });
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    return report(error, isJson, world);
  }
}

function report(error: unknown, isJson: boolean, world: CliWorld): number {
  if (error instanceof CommanderError) {
    // Help and version were asked for; of the rest the parser has told already.
    if (error.exitCode === 0) return done;
    if (isJson) printError({ code: 'badRequest', message: error.message.replace(/^error: /, '') }, {}, world);
    return wrongUsage;
  }
  const isUsage = error instanceof UsageError;
  const coded: RpcError = isUsage
    ? { code: 'badRequest', message: error.message }
    : error instanceof CommandFailure
      ? error.error
      : rpcErrorOf(error, '');
  world.stderr(`${coded.message}\n`);
  if (isJson) printError(coded, error instanceof CommandFailure ? error.report : {}, world);
  return isUsage ? wrongUsage : failed;
}

function printError(error: RpcError, rest: Readonly<Record<string, unknown>>, world: CliWorld): void {
  world.stdout(`${JSON.stringify({ error, ...rest })}\n`);
}

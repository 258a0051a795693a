import { resolve } from 'node:path';
import { CodedError, type RpcError } from '@shared/rpc/result';
import type { Command } from 'commander';

/** What the commands have of the world, so that tests run them in process. */
export interface CliWorld {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Folder that file names are meant from. */
  readonly cwd: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Of the window's library, which knows of this machine's files; absent = none is read. */
  readonly libraryFolder?: string | undefined;
}

/** The arguments are wrong in a way the parser does not see: exit code 2. */
export class UsageError extends Error {}

/** A command that failed and still has something to say: exit code 1, `report` goes out as the JSON object. */
export class CommandFailure extends Error {
  constructor(
    readonly error: RpcError,
    readonly report: Readonly<Record<string, unknown>> = {},
  ) {
    super(error.message);
  }
}

/** What a command hands back: `json` for programs, `text` for people. */
export interface CommandReport {
  readonly json: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** Done, and yet not all is well (a check with findings, an import with broken files): exit code 1. */
  readonly isFailure?: boolean;
}

/** One command of the program; each has a file of its own. */
export interface CliCommand {
  /** Declares name, arguments and options. */
  readonly declare: (program: Command) => Command;
  readonly run: (args: CommandArgs, world: CliWorld) => Promise<CommandReport>;
}

export interface CommandArgs {
  /** In the order declared; a variadic one is an array. */
  readonly positional: readonly (string | readonly string[])[];
  readonly options: Readonly<Record<string, unknown>>;
}

export function pathArgument({ positional }: CommandArgs, index: number, { cwd }: CliWorld): string {
  return resolve(cwd, String(positional[index]));
}

export function errorOf(error: RpcError): CodedError {
  return new CodedError(error.code, error.message, error.recordId);
}

import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { CodedError } from '@shared/rpc/result';
import { type CliWorld, type CommandArgs, UsageError } from './cliContext';

/** What a format is to write. */
export interface ExportOrder {
  readonly folder: string;
  readonly out: string;
  readonly options: CommandArgs['options'];
  readonly world: CliWorld;
}

/**
 * @param extension with its dot
 * @throws UsageError where the file is called otherwise; CodedError `refused` where it would replace one unasked
 */
export function requireTarget({ out, options }: ExportOrder, extension: string): void {
  if (extname(out).toLowerCase() !== extension)
    throw new UsageError(`This format is written as --out Name${extension}`);
  if (options.replace !== true && existsSync(out))
    throw new CodedError('refused', `"${out}" would be replaced. Choose another name, or say --replace.`);
}

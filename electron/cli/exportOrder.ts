import type { CliWorld, CommandArgs } from './cliContext';

/** What a format is to write. */
export interface ExportOrder {
  readonly folder: string;
  readonly out: string;
  readonly options: CommandArgs['options'];
  readonly world: CliWorld;
}

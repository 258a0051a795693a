import { PlanRefusal } from '@shared/commands/command';
import { MissingRecordError } from '@shared/document/document';
import { CodedError, type RpcError } from '@shared/rpc/result';
import { ZodError } from 'zod';
import { databaseErrorOf, errorCodeOf } from './database/databaseErrors';

/** Any error as a coded one with a sentence for people. `projectPath`: the open project, for errors that name no file. */
export function rpcErrorOf(error: unknown, projectPath: string): RpcError {
  if (error instanceof PlanRefusal) return withRecord('refused', error.message, error.recordId);
  if (error instanceof MissingRecordError) return withRecord('notFound', error.message, error.id);
  if (error instanceof ZodError) return { code: 'badRequest', message: sentenceOf(error) };
  const known = errorCodeOf(error) === undefined ? error : databaseErrorOf(error, projectPath);
  if (known instanceof CodedError) return withRecord(known.code, known.message, known.recordId);
  const detail = error instanceof Error ? error.message : String(error);
  return { code: 'internal', message: `Something went wrong inside Ekonte: ${detail}` };
}

function withRecord(code: RpcError['code'], message: string, recordId: string | undefined): RpcError {
  return recordId === undefined ? { code, message } : { code, message, recordId };
}

function sentenceOf(error: ZodError): string {
  const [issue] = error.issues;
  if (!issue) return 'The request is not valid.';
  const where = issue.path.map(String).join('.');
  return where === ''
    ? `The request is not valid: ${issue.message}.`
    : `"${where}" is not valid: ${issue.message}.`;
}

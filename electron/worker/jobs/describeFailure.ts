import { PlanRefusal } from '@shared/commands/command';
import { MissingRecordError } from '@shared/document/document';
import { CodedError } from '@shared/rpc/result';

/** Why a job failed: a code for programs, a sentence for people. */
export function describeFailure(error: unknown): { code: string; message: string } {
  if (error instanceof CodedError) return { code: error.code, message: error.message };
  if (error instanceof MissingRecordError) return { code: 'notFound', message: error.message };
  if (error instanceof PlanRefusal) return { code: 'refused', message: error.message };
  return { code: 'internal', message: error instanceof Error ? error.message : String(error) };
}

/** Why a request failed, for programs; the message beside it is for people. */
export const errorCodes = [
  'badRequest',
  'refused',
  'notFound',
  'noProject',
  'projectNewer',
  'projectDamaged',
  'projectInUse',
  'notAProject',
  /** An open project whose folder is no longer at its place. */
  'projectMoved',
  'alreadyExists',
  'unsafeArchive',
  'readOnly',
  'diskFull',
  'unreadable',
  'unsupported',
  'tooLarge',
  'workerLost',
  'cancelled',
  'internal',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

export interface RpcError {
  readonly code: ErrorCode;
  /** One clear sentence or two: what is wrong and what mends it. */
  readonly message: string;
  readonly recordId?: string;
}

export type RpcResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: RpcError };

/** An error with a code that survives the way between processes. */
export class CodedError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly recordId?: string,
  ) {
    super(message);
    this.name = 'CodedError';
  }
}

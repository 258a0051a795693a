import { CodedError } from '@shared/rpc/result';
import { WaitError } from '../provider';

export interface FetchOptions {
  readonly method?: 'GET' | 'POST';
  readonly json?: unknown;
  readonly form?: FormData;
  /** JSON that is text already: numbers of any size keep their digits. */
  readonly jsonText?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes; more is refused as soon as it is known. */
  readonly maxBytes: number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** What the server is called in an error. */
  readonly server: string;
  /** Clips, pictures and sounds are packed already: one that comes as gzip is a mistake or a bomb, and not taken. */
  readonly isMedia?: boolean;
}

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: Uint8Array;
  /** How long the server asks to wait, ms; null = it does not say. */
  readonly retryAfterMs: number | null;
}

/**
 * The request ended without an answer, and may have reached the server: what it asked for may happen.
 * Everything else that goes wrong before an answer is a WaitError: the server was certainly not reached.
 */
export class LostAnswerError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'LostAnswerError';
  }
}

/** The connection itself failed: not a byte of the request arrived. */
const notReached: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * One request to a server of the person's: no redirects, no cookies, a cap on the answer, an end to waiting.
 * @throws WaitError `network` when the server cannot be reached; LostAnswerError; CodedError `tooLarge`, `unreadable` for
 * an answer that is none, `cancelled` by the signal
 */
export async function fetchBody(url: string, options: FetchOptions): Promise<Answer> {
  const { server, signal, timeoutMs, maxBytes } = options;
  const timeout = AbortSignal.timeout(timeoutMs);
  const both = signal ? AbortSignal.any([signal, timeout]) : timeout;
  try {
    const response = await fetch(url, { ...initOf(options), redirect: 'manual', signal: both });
    refuseRedirect(response, server);
    const declared = Number(response.headers.get('content-length'));
    if (Number.isFinite(declared) && declared > maxBytes) {
      await response.body?.cancel();
      throw tooLarge(server, maxBytes);
    }
    const body = await readCapped(response, maxBytes, server);
    return {
      status: response.status,
      contentType: response.headers.get('content-type') ?? '',
      body,
      retryAfterMs: retryAfter(response.headers.get('retry-after')),
    };
  } catch (error) {
    throw errorOf(error, server, signal, timeout);
  }
}

/** What a server says before the pieces of a file. */
export interface PieceAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly contentRange: string | null;
  readonly etag: string | null;
}

/**
 * The same as a stream, for files: pieces go to `write` as they come.
 * @returns bytes in all
 * @throws as fetchBody; what `write` throws
 */
export async function fetchPieces(
  url: string,
  options: FetchOptions,
  write: (piece: Uint8Array, answer: PieceAnswer) => Promise<void>,
): Promise<number> {
  const { server, signal, timeoutMs, maxBytes } = options;
  const stalled = new AbortController();
  let timer = setTimeout(() => stalled.abort(), timeoutMs);
  const both = signal ? AbortSignal.any([signal, stalled.signal]) : stalled.signal;
  let fromWrite: unknown;
  try {
    const response = await fetch(url, { ...initOf(options), redirect: 'manual', signal: both });
    refuseRedirect(response, server);
    if (options.isMedia) refusePacked(response, server);
    const answer = {
      status: response.status,
      contentType: response.headers.get('content-type') ?? '',
      contentRange: response.headers.get('content-range'),
      etag: response.headers.get('etag'),
    };
    const declared = Number(response.headers.get('content-length'));
    if (declared > maxBytes) {
      void response.body?.cancel().catch(() => undefined);
      throw tooLarge(server, maxBytes);
    }
    let total = 0;
    for await (const piece of response.body ?? []) {
      clearTimeout(timer);
      timer = setTimeout(() => stalled.abort(), timeoutMs);
      total += piece.byteLength;
      if (total > maxBytes) throw tooLarge(server, maxBytes);
      await write(piece, answer).catch((error: unknown) => {
        fromWrite = error;
        throw error;
      });
    }
    if (response.headers.has('content-length') && !response.headers.has('content-encoding')) {
      if (total !== declared) throw new LostAnswerError(`${server} broke off in the middle of a file.`);
    }
    return total;
  } catch (error) {
    if (fromWrite !== undefined) throw fromWrite;
    throw errorOf(error, server, signal, stalled.signal);
  } finally {
    clearTimeout(timer);
  }
}

function initOf({ method, json, jsonText, form, isMedia, headers: own = {} }: FetchOptions): RequestInit {
  const headers = isMedia ? { ...own, 'accept-encoding': 'identity' } : own;
  if (json !== undefined || jsonText !== undefined) {
    return {
      method: method ?? 'POST',
      body: jsonText ?? JSON.stringify(json),
      headers: { ...headers, 'content-type': 'application/json' },
    };
  }
  return form ? { method: method ?? 'POST', body: form, headers } : { method: method ?? 'GET', headers };
}

/** Seconds, or a date. */
function retryAfter(header: string | null): number | null {
  if (header === null) return null;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) && ms > 0 ? ms : null;
}

function refuseRedirect(response: Response, server: string): void {
  if (response.status < 300 || response.status >= 400) return;
  void response.body?.cancel().catch(() => undefined);
  const target = URL.parse(response.headers.get('location') ?? '', response.url);
  throw new CodedError(
    'unsupported',
    `${server} sends on to ${target?.host ?? 'another address'}, which is not followed. Set the address that answers itself.`,
  );
}

function refusePacked(response: Response, server: string): void {
  const encoding = (response.headers.get('content-encoding') ?? 'identity').trim().toLowerCase();
  if (encoding === 'identity' || encoding === '') return;
  void response.body?.cancel().catch(() => undefined);
  throw new CodedError('unreadable', `${server} sent the file packed (${encoding}), which is not taken.`);
}

async function readCapped(response: Response, maxBytes: number, server: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let total = 0;
  for await (const piece of response.body ?? []) {
    total += piece.byteLength;
    if (total > maxBytes) throw tooLarge(server, maxBytes);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function tooLarge(server: string, maxBytes: number): CodedError {
  return new CodedError(
    'tooLarge',
    `${server} sent more than ${Math.round(maxBytes / 2 ** 20)} MB, which is not taken.`,
  );
}

function errorOf(
  error: unknown,
  server: string,
  signal: AbortSignal | undefined,
  timeout: AbortSignal,
): Error {
  if (signal?.aborted) return new CodedError('cancelled', 'Cancelled.');
  if (error instanceof CodedError || error instanceof LostAnswerError) return error;
  if (timeout.aborted) return new LostAnswerError(`${server} did not answer in time.`);
  if (error instanceof Error && error.cause instanceof Error && error.cause.message === 'bad port') {
    return new CodedError(
      'badRequest',
      `${server} has a port that web requests may not use. Have it serve at another one.`,
    );
  }
  const code = causeCode(error);
  if (code !== undefined && notReached.has(code)) {
    return new WaitError('network', `${server} cannot be reached. Is it running?`);
  }
  if (code !== undefined && /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO/.test(code)) {
    return new CodedError('unsupported', `${server} has no certificate this computer trusts (${code}).`);
  }
  return new LostAnswerError(
    `The connection to ${server} broke off${code === undefined ? '' : ` (${code})`}.`,
  );
}

/** The system's code of a failed fetch; of several addresses tried, the last one's. */
function causeCode(error: unknown): string | undefined {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; depth += 1) {
    if ('code' in at && typeof at.code === 'string') return at.code;
    at = at instanceof AggregateError ? at.errors.at(-1) : at.cause;
  }
  return undefined;
}

/**
 * The JSON of an answer.
 * @param kind what was asked for, in words
 * @throws CodedError `unreadable` saying what came instead
 */
export function jsonOf({ body, contentType, status }: Answer, server: string, kind = 'ComfyUI'): unknown {
  const text = Buffer.from(body).toString('utf8');
  if (/^\s*<(!doctype|html)/i.test(text) || contentType.includes('text/html')) {
    throw new CodedError(
      'unreadable',
      `${server} answered with a web page (status ${status}), not as ${kind} does. Is something else running at this address?`,
    );
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new CodedError(
      'unreadable',
      `${server} sent an answer that cannot be read (status ${status}): it is cut off or damaged.`,
    );
  }
}

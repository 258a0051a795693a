import { isThisMachine, type KlingAccount, klingHost } from '@shared/generation/kling/account';
import { CodedError } from '@shared/rpc/result';
import { type Answer, fetchBody, LostAnswerError } from '../net/fetchBody';
import { WaitError } from '../provider';
import { parseExactJson } from './exactJson';
import { accessToken } from './jwt';
import { KlingRefusal } from './klingErrors';
import { envelopeSchema, type KlingTask, parseTask, parseTasks } from './messages';

/** Bytes of an answer. A list of 500 elements stays far below. */
const maxAnswerBytes = 16 * 2 ** 20;
/** A body with seven pictures of 50 MB takes its time. */
const waitMs = { read: 30_000, send: 180_000 } as const;
/** Ids in one query; one more is refused. */
export const maxIdsPerQuery = 20;

export interface KlingClientOptions {
  /** null = none is set. */
  readonly account: () => KlingAccount | null;
  readonly now: () => number;
}

/**
 * Speaks with Kling. Sends the key to the account's own host and nowhere else; follows no redirect.
 * Every method throws KlingRefusal for an answer that says no, LostAnswerError when it may have arrived, WaitError
 * `network` when it did not, WaitError `key` without an account, CodedError `cancelled`.
 */
export class KlingClient {
  readonly #options: KlingClientOptions;

  constructor(options: KlingClientOptions) {
    this.#options = options;
  }

  /** "https://api-singapore.klingai.com". @throws WaitError `key` */
  host(): string {
    return klingHost(this.#account());
  }

  /** A key opens both APIs, an access key the older one. @throws WaitError `key` */
  opensStandard(): boolean {
    return this.#account().auth.type === 'apiKey';
  }

  /**
   * Creates something.
   * @param body as JSON text
   * @returns `data` of the answer
   */
  async post(route: string, body: string, signal: AbortSignal): Promise<unknown> {
    const data = await this.#call(route, { jsonText: body, timeoutMs: waitMs.send }, signal);
    return data;
  }

  /** The task that a creation answers with. An answer that holds none is a lost one: the task may be there. */
  async create(route: string, body: string, signal: AbortSignal): Promise<KlingTask> {
    const task = parseTask(await this.post(route, body, signal));
    if (!task) throw new LostAnswerError('Kling answered otherwise than its documents say.');
    return task;
  }

  async get(route: string, query: Readonly<Record<string, string>>, signal: AbortSignal): Promise<unknown> {
    const search = new URLSearchParams(query).toString();
    return this.#call(search === '' ? route : `${route}?${search}`, { timeoutMs: waitMs.read }, signal);
  }

  /** Tasks of either API by their ids; those it does not know are left out. At most `maxIdsPerQuery`. */
  async tasks(ids: readonly string[], signal: AbortSignal): Promise<KlingTask[]> {
    return tasksOf(await this.get('tasks', { task_ids: ids.join(',') }, signal));
  }

  /** The task of a submission; undefined = it never arrived. */
  async findSubmission(submissionId: string, signal: AbortSignal): Promise<KlingTask | undefined> {
    const found = tasksOf(await this.get('tasks', { external_task_ids: submissionId }, signal));
    return found.find(({ externalId }) => externalId === null || externalId === submissionId);
  }

  /** One task of the older API, by its id or the submission's; undefined = there is none. */
  async legacyTask(route: string, id: string, signal: AbortSignal): Promise<KlingTask | undefined> {
    try {
      return parseTask(await this.get(`${route}/${encodeURIComponent(id)}`, {}, signal));
    } catch (error) {
      // A task it does not know is a bad parameter to it, or nothing.
      const isUnknown = error instanceof KlingRefusal && [1200, 1201, 1203].includes(error.code ?? 0);
      if (isUnknown || (error instanceof KlingRefusal && error.status === 404)) return undefined;
      throw error;
    }
  }

  #account(): KlingAccount {
    const account = this.#options.account();
    if (!account) throw new WaitError('key', 'There is no key for Kling yet. Enter it in Keys.');
    return account;
  }

  #token({ auth }: KlingAccount): string {
    return auth.type === 'apiKey'
      ? auth.key
      : accessToken(auth.accessKey, auth.secretKey, this.#options.now());
  }

  async #call(
    path: string,
    options: { readonly jsonText?: string; readonly timeoutMs: number },
    signal: AbortSignal,
  ): Promise<unknown> {
    const account = this.#account();
    const answer = await fetchBody(`${klingHost(account)}/${path}`, {
      ...options,
      headers: { authorization: `Bearer ${this.#token(account)}`, accept: 'application/json' },
      maxBytes: maxAnswerBytes,
      signal,
      server: 'Kling',
    }).catch((error: unknown) => {
      throw doubtful(error);
    });
    return dataOf(answer);
  }
}

/** An answer that could not be read says nothing about whether what it answers was taken. */
function doubtful(error: unknown): unknown {
  const isUnread = error instanceof CodedError && error.code === 'tooLarge';
  return isUnread ? new LostAnswerError(error.message) : error;
}

function tasksOf(data: unknown): KlingTask[] {
  if (Array.isArray(data)) return parseTasks(data);
  const inside = typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {};
  return parseTasks(inside.result ?? inside.tasks ?? []);
}

/**
 * What an answer holds. Success is code 0 and a good status; anything that is no answer of Kling's counts as lost,
 * since it may stand in the way of a good one.
 */
function dataOf({ status, contentType, body, retryAfterMs }: Answer): unknown {
  const isSuccess = status >= 200 && status < 300;
  const strange = (): never => {
    if (!isSuccess) throw new KlingRefusal(status, null, '', retryAfterMs);
    const what = contentType.includes('html') ? 'a web page' : 'something that cannot be read';
    throw new LostAnswerError(
      `Kling answered with ${what}. Is something between you and Kling, as a proxy or a login page?`,
    );
  };
  if (!/^(application|text)\/(\S+\+)?(json|plain)\b/i.test(contentType) && contentType !== '')
    return strange();
  let parsed: ReturnType<typeof envelopeSchema.safeParse>;
  try {
    parsed = envelopeSchema.safeParse(parseExactJson(Buffer.from(body).toString('utf8')));
  } catch {
    return strange();
  }
  if (!parsed.success || (parsed.data.code ?? null) === null) return strange();
  const { code, message, data } = parsed.data;
  if (code === 0 && isSuccess) return data;
  throw new KlingRefusal(status, code ?? null, message ?? '', retryAfterMs);
}

/**
 * Whether a file may be fetched from there: by an encrypted line and not from inside this network, unless the account
 * itself is on this machine.
 */
export function isFetchable(address: string, host: string): boolean {
  const url = URL.parse(address);
  if (!url) return false;
  const isHome = isThisMachine(URL.parse(host)?.hostname ?? '');
  if (isHome) return url.protocol === 'https:' || (url.protocol === 'http:' && isThisMachine(url.hostname));
  return url.protocol === 'https:' && !isInside(url.hostname);
}

/** Addresses of this machine, this network, and names that are none of the internet's. */
function isInside(hostname: string): boolean {
  if (hostname.startsWith('[')) return true;
  if (!/^\d+\.\d+\.\d+\.\d+$/.test(hostname))
    return !hostname.includes('.') || /\.(local|internal|lan|home|localhost)$/.test(hostname);
  const [a = 0, b = 0] = hostname.split('.').map(Number);
  return (
    a === 10 ||
    a === 127 ||
    a === 0 ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168) ||
    (a === 169 && b === 254) ||
    (a === 100 && b >= 64 && b < 128)
  );
}

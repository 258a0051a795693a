import type { LanguageModel } from '@shared/planner/languageModel';
import { answerJsonSchema, type ChatMessage } from '@shared/planner/modelPrompt';
import { CodedError } from '@shared/rpc/result';
import { z } from 'zod';
import {
  type FetchOptions,
  fetchBody,
  fetchPieces,
  jsonOf,
  LostAnswerError,
} from '../providers/net/fetchBody';
import { WaitError } from '../providers/provider';

/*
 * An OpenAI-compatible server: GET /models, POST /chat/completions (platform.openai.com/docs/api-reference/chat), as Ollama, llama.cpp,
 * LM Studio and vLLM serve them. Only the address the person typed is asked.
 */

const listMs = 15_000;
const maxListBytes = 8 * 2 ** 20;
/** Silence that is borne: large models on small machines read for minutes before the first word. */
const silenceMs = 280_000;
/** A plan of 200 shots is a tenth of it. */
const maxAnswerBytes = 8 * 2 ** 20;
const maxAnswerCharacters = 1_000_000;
const maxModels = 1_000;

export interface ModelAnswer {
  readonly text: string;
  /** The model stopped at its own limit of length. */
  readonly isCut: boolean;
}

export interface ModelClientOptions {
  readonly address: string;
  readonly key: string | null;
}

const modelsSchema = z.object({ data: z.array(z.object({ id: z.string().min(1).max(200) })).max(100_000) });
const messageSchema = z.object({ content: z.string().nullish() });
const choiceSchema = z.object({
  message: messageSchema.nullish(),
  delta: messageSchema.nullish(),
  finish_reason: z.string().nullish(),
});
const completionSchema = z.object({ choices: z.array(choiceSchema) });
const errorSchema = z.object({ error: z.union([z.string(), z.object({ message: z.string() })]) });

export class ModelClient {
  readonly #address: string;
  readonly #key: string | null;

  constructor({ address, key }: ModelClientOptions) {
    this.#address = address;
    this.#key = key;
  }

  /** Names of the models there, as the server orders them. @throws CodedError with what is wrong */
  async models(signal?: AbortSignal): Promise<string[]> {
    const options = { ...this.#options(signal), maxBytes: maxListBytes, timeoutMs: listMs };
    const answer = await said(fetchBody(`${this.#address}/models`, options));
    if (answer.status !== 200)
      throw this.#refusal(answer.status, Buffer.from(answer.body).toString('utf8'), '');
    const parsed = modelsSchema.safeParse(jsonOf(answer, this.#server(), 'a language model'));
    if (!parsed.success) throw this.#strange();
    return [...new Set(parsed.data.data.map(({ id }) => id))].slice(0, maxModels);
  }

  /**
   * One answer. Asked for JSON by schema first; a server that does not know how is asked in words alone.
   * @param onText characters so far
   * @throws CodedError with what is wrong; `cancelled` by the signal
   */
  async ask(
    { model }: Pick<LanguageModel, 'model'>,
    messages: readonly ChatMessage[],
    onText: (characters: number) => void,
    signal: AbortSignal,
  ): Promise<ModelAnswer> {
    const body = { model, messages, stream: true, temperature: 0.2 };
    const schema = { name: 'shots', strict: true, schema: answerJsonSchema };
    const withSchema = { ...body, response_format: { type: 'json_schema', json_schema: schema } };
    try {
      return await this.#complete(withSchema, model, onText, signal);
    } catch (error) {
      if (!(error instanceof SchemaRefusal)) throw error;
      return this.#complete(body, model, onText, signal);
    }
  }

  async #complete(
    body: { readonly model: string; readonly response_format?: unknown },
    model: string,
    onText: (characters: number) => void,
    signal: AbortSignal,
  ): Promise<ModelAnswer> {
    const reader = new AnswerReader(onText);
    let status = 0;
    let contentType = '';
    const options = { ...this.#options(signal), maxBytes: maxAnswerBytes, timeoutMs: silenceMs, json: body };
    await said(
      fetchPieces(`${this.#address}/chat/completions`, options, async (piece, answer) => {
        ({ status, contentType } = answer);
        reader.add(piece, contentType.includes('text/event-stream') && status === 200);
      }),
    );
    if (status === 0) throw new CodedError('unreadable', `${this.#server()} sent an empty answer.`);
    const whole = reader.whole();
    if (status !== 200) {
      const refusal = this.#refusal(status, whole, model);
      const mayBeSchema =
        body.response_format !== undefined && (status === 400 || status === 422 || status === 501);
      throw mayBeSchema ? new SchemaRefusal(refusal.message) : refusal;
    }
    if (contentType.includes('text/event-stream')) return reader.streamed(this.#server());
    const answer = { status, contentType, body: Buffer.from(whole), retryAfterMs: null };
    const parsed = completionSchema.safeParse(jsonOf(answer, this.#server(), 'a language model'));
    const [choice] = parsed.success ? parsed.data.choices : [];
    if (!choice) throw this.#strange();
    return { text: choice.message?.content ?? '', isCut: choice.finish_reason === 'length' };
  }

  #options(signal: AbortSignal | undefined): Pick<FetchOptions, 'headers' | 'signal' | 'server'> {
    const headers = this.#key === null ? {} : { authorization: `Bearer ${this.#key}` };
    return { headers, signal, server: this.#server() };
  }

  /** As errors name it. */
  #server(): string {
    return `The language model at ${this.#address.replace(/^https?:\/\//, '')}`;
  }

  #strange(): CodedError {
    return new CodedError(
      'unreadable',
      `${this.#server()} does not answer as an OpenAI-compatible server does. Its address often ends with /v1.`,
    );
  }

  #refusal(status: number, body: string, model: string): CodedError {
    const detail = errorDetail(body);
    const server = this.#server();
    if (status === 401 || status === 403) {
      return new CodedError('refused', `${server} wants a key, or another one (status ${status}).${detail}`);
    }
    if (status === 404) {
      const what =
        model === ''
          ? 'no list of models at this address'
          : `no model "${model}", or nothing at this address`;
      return new CodedError('notFound', `${server} knows ${what}. The address often ends with /v1.${detail}`);
    }
    if (status === 429 || status === 503) {
      return new CodedError(
        'refused',
        `${server} is busy or still loads its model. Try again later.${detail}`,
      );
    }
    return new CodedError('refused', `${server} refused with status ${status}.${detail}`);
  }
}

/** It may be the schema that was refused. */
class SchemaRefusal extends CodedError {
  constructor(message: string) {
    super('refused', message);
  }
}

/** What stands in an error's body, for the person: one line, cut. */
function errorDetail(body: string): string {
  if (/^\s*</.test(body)) return ' A web page came with it.';
  let words = '';
  try {
    const parsed = errorSchema.safeParse(JSON.parse(body));
    if (parsed.success)
      words = typeof parsed.data.error === 'string' ? parsed.data.error : parsed.data.error.message;
  } catch {
    words = body;
  }
  const line = words.replaceAll(/\s+/g, ' ').trim();
  return line === '' ? '' : ` It says: ${line.slice(0, 200)}`;
}

/** Reads server-sent events (html.spec.whatwg.org, "text/event-stream") piece by piece. */
class AnswerReader {
  readonly #decoder = new TextDecoder();
  readonly #onText: (characters: number) => void;
  #rest = '';
  #text = '';
  #isCut = false;
  #events = 0;
  #problem = '';

  constructor(onText: (characters: number) => void) {
    this.#onText = onText;
  }

  add(piece: Uint8Array, isEvents: boolean): void {
    this.#rest += this.#decoder.decode(piece, { stream: true });
    if (!isEvents) return;
    const lines = this.#rest.split(/\r\n|\n|\r/);
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#line(line);
    this.#onText(this.#text.length);
  }

  whole(): string {
    return this.#rest + this.#decoder.decode();
  }

  streamed(server: string): ModelAnswer {
    this.#line(this.#rest);
    if (this.#problem !== '')
      throw new CodedError('refused', `${server} broke off. It says: ${this.#problem}`);
    if (this.#events === 0) throw new CodedError('unreadable', `${server} sent no words.`);
    return { text: this.#text, isCut: this.#isCut };
  }

  #line(line: string): void {
    const data = /^data:\s?(.*)$/.exec(line)?.[1];
    if (data === undefined || data.trim() === '[DONE]') return;
    let value: unknown;
    try {
      value = JSON.parse(data);
    } catch {
      return;
    }
    const problem = errorSchema.safeParse(value);
    if (problem.success) this.#problem = errorDetail(data).replace(' It says: ', '');
    const parsed = completionSchema.safeParse(value);
    const [choice] = parsed.success ? parsed.data.choices : [];
    if (!choice) return;
    this.#events += 1;
    this.#text += choice.delta?.content ?? choice.message?.content ?? '';
    if (choice.finish_reason === 'length') this.#isCut = true;
    if (this.#text.length > maxAnswerCharacters) {
      throw new CodedError('tooLarge', 'The model does not come to an end. Try again, or another model.');
    }
  }
}

/** Nothing waits for a network here: what cannot be reached is said. */
async function said<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof WaitError || error instanceof LostAnswerError)
      throw new CodedError('refused', error.message);
    throw error;
  }
}

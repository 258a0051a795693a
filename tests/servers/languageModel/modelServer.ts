import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/*
 * A server that behaves as OpenAI-compatible ones do (GET /v1/models, POST /v1/chat/completions, streamed as server-sent events), with
 * answers and faults that a test sets.
 */

export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly stream?: boolean;
  readonly response_format?: { readonly type: string; readonly json_schema?: unknown };
}

/** What happens to chat requests. */
export type Behaviour =
  /** Streams the text in pieces. */
  | { readonly type: 'text'; readonly text: string; readonly finish?: 'stop' | 'length' }
  /** Whole, not streamed, as servers do that know no streams. */
  | { readonly type: 'whole'; readonly text: string }
  /** Refuses a schema with 400, answers without one. */
  | { readonly type: 'noSchema'; readonly text: string }
  | { readonly type: 'answer'; readonly status: number; readonly contentType: string; readonly body: string }
  | { readonly type: 'redirect'; readonly to: string }
  /** Without end, until nobody listens. */
  | { readonly type: 'endless' }
  /** Begins, and never goes on. */
  | { readonly type: 'stuck' }
  /** Begins, then the connection ends. */
  | { readonly type: 'brokenOff'; readonly text: string }
  | { readonly type: 'streamError'; readonly message: string };

export class ModelServer {
  behaviour: Behaviour = { type: 'text', text: '{"shots":[]}' };
  models: readonly string[] = ['qwen3:8b', 'llama3.2:3b'];
  /** null = no key is asked for. */
  key: string | null = null;
  readonly chats: ChatRequest[] = [];
  readonly requests: string[] = [];
  /** Resolves when a chat request is there. */
  readonly asked: Promise<void>;
  readonly #tellAsked: () => void;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor() {
    let tell = (): void => undefined;
    this.asked = new Promise((resolve) => {
      tell = resolve;
    });
    this.#tellAsked = tell;
    this.#server = createServer((request, response) => {
      void this.#answer(request, response).catch(() => response.destroy());
    });
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  async start(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = request;
    this.requests.push(`${method} ${url}`);
    if (this.key !== null && request.headers.authorization !== `Bearer ${this.key}`) {
      return json(response, 401, { error: { message: 'Incorrect API key provided.' } });
    }
    if (method === 'GET' && url === '/v1/models') {
      return json(response, 200, {
        object: 'list',
        data: this.models.map((id) => ({ id, object: 'model' })),
      });
    }
    if (method !== 'POST' || url !== '/v1/chat/completions')
      return json(response, 404, { error: 'not found' });
    const chat = JSON.parse(await bodyOf(request)) as ChatRequest;
    this.chats.push(chat);
    this.#tellAsked();
    if (!this.models.includes(chat.model)) {
      return json(response, 404, { error: { message: `model '${chat.model}' not found` } });
    }
    await this.#chat(chat, response);
  }

  async #chat(chat: ChatRequest, response: ServerResponse): Promise<void> {
    const { behaviour } = this;
    switch (behaviour.type) {
      case 'noSchema':
        if (chat.response_format) {
          return json(response, 400, { error: { message: 'response_format is not supported' } });
        }
        return stream(response, behaviour.text, 'stop');
      case 'text':
        return stream(response, behaviour.text, behaviour.finish ?? 'stop');
      case 'whole':
        return json(response, 200, {
          choices: [
            { index: 0, message: { role: 'assistant', content: behaviour.text }, finish_reason: 'stop' },
          ],
        });
      case 'answer':
        response.writeHead(behaviour.status, { 'content-type': behaviour.contentType });
        response.end(behaviour.body);
        return;
      case 'redirect':
        response.writeHead(307, { location: behaviour.to });
        response.end();
        return;
      case 'endless':
        begin(response);
        while (!response.destroyed) {
          await new Promise((resolve) => response.write(event({ content: 'x'.repeat(20_000) }), resolve));
        }
        return;
      case 'stuck':
        begin(response);
        response.write(event({ content: '{"shots":[' }));
        return;
      case 'brokenOff':
        begin(response);
        response.write(event({ content: behaviour.text }), () => response.destroy());
        return;
      case 'streamError':
        begin(response);
        response.end(`data: ${JSON.stringify({ error: { message: behaviour.message } })}\n\n`);
    }
  }
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function begin(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
}

const event = (delta: object, finish: string | null = null): string =>
  `data: ${JSON.stringify({ object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;

/** In pieces that cut words and letters as they come. */
function stream(response: ServerResponse, text: string, finish: string): void {
  begin(response);
  const letters = [...text];
  const events = [event({ role: 'assistant', content: '' })];
  for (let at = 0; at < letters.length; at += 7)
    events.push(event({ content: letters.slice(at, at + 7).join('') }));
  events.push(event({}, finish), 'data: [DONE]\n\n');
  const bytes = Buffer.from(events.join(''));
  for (let at = 0; at < bytes.length; at += 501) response.write(bytes.subarray(at, at + 501));
  response.end();
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { comfyObjectInfo } from '@shared/testing/comfyObjectInfo';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Answer, fileAnswer, type SavedFiles, savedFiles, uploadedPicture } from './comfyFiles';
import { promptProblem, queueItem, type Run } from './comfyPrompt';
import { execute, type Failure, type Moment } from './comfyRun';

/*
 * A server that behaves as ComfyUI's server.py, execution.py and progress.py do, with made-up pictures: queue, history,
 * websocket messages to the client that asked, validation by /object_info, uploads, /view. Faults can be set on any
 * request, and a run stands still where a test wants it to.
 */

/** What happens to the next request of a route, instead of or besides an answer. */
export type Fault =
  /** Done, but the answer never arrives. */
  | { readonly type: 'lost' }
  /** Done, and the answer never comes; the connection stays. */
  | { readonly type: 'stuck' }
  /** Not done: the connection ends before. */
  | { readonly type: 'dropped' }
  | { readonly type: 'answer'; readonly status: number; readonly contentType: string; readonly body: string }
  | { readonly type: 'truncated' }
  /** Half of it, then the connection ends. */
  | { readonly type: 'brokenOff' }
  | { readonly type: 'huge' }
  | { readonly type: 'redirect'; readonly to: string };

export interface ComfyServerOptions extends SavedFiles {
  /** false: as servers before 2025: their own run ids, no cancelling by id. */
  readonly isNew?: boolean;
  readonly objectInfo?: Record<string, object>;
}

export class ComfyServer {
  readonly options: ComfyServerOptions;
  /** Every workflow that was accepted, in order: what counts for "sent twice". */
  readonly accepted: Run[] = [];
  readonly uploads = new Map<string, Uint8Array>();
  readonly requests: string[] = [];
  /** Clients that have ever listened. */
  readonly listened: string[] = [];
  executed = 0;
  /** A run fails at its sampler with this. */
  failure: Failure | null = null;
  #server: Server | null = null;
  #sockets: WebSocketServer | null = null;
  #port = 0;
  readonly #connections = new Set<Socket>();
  readonly #clients = new Map<string, WebSocket>();
  readonly #faults = new Map<string, Fault[]>();
  readonly #holds = new Map<Moment, { readonly reached: () => void; readonly released: Promise<void> }>();
  #pending: Run[] = [];
  #running: Run | null = null;
  #node: string | null = null;
  #interrupted = new Set<string>();
  #history = new Map<string, Record<string, unknown>>();
  #number = 0;
  #life = 0;
  #changed: (() => void)[] = [];

  constructor(options: ComfyServerOptions = {}) {
    this.options = options;
  }

  get address(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<this> {
    const server = createServer((request, response) => {
      void this.#answer(request, response).catch(() => response.destroy());
    });
    server.on('connection', (socket) => {
      this.#connections.add(socket);
      socket.on('close', () => this.#connections.delete(socket));
    });
    this.#sockets = new WebSocketServer({ server, path: '/ws' });
    this.#sockets.on('connection', (socket, request) => {
      const client = new URL(request.url ?? '', 'http://x').searchParams.get('clientId') ?? randomUUID();
      this.#clients.set(client, socket);
      this.listened.push(client);
      socket.on('close', () => {
        if (this.#clients.get(client) === socket) this.#clients.delete(client);
      });
      this.#send(client, {
        type: 'status',
        data: { status: { exec_info: { queue_remaining: this.#pending.length } }, sid: client },
      });
      if (this.#running?.clientId === client && this.#node !== null) {
        this.#send(client, { type: 'executing', data: { node: this.#node } });
      }
      this.#tell();
    });
    server.listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
    return this;
  }

  /** The process is gone: connections end, queue and history are lost. The port stays reserved for `start`. */
  async kill(): Promise<void> {
    this.#life += 1;
    this.#pending = [];
    this.#running = null;
    this.#history = new Map();
    await this.cutOff();
  }

  /** The network is gone: what runs goes on. `start` brings it back. */
  async cutOff(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    this.dropSockets();
    this.#sockets?.close();
    for (const connection of this.#connections) connection.destroy();
    if (server) {
      server.close();
      await once(server, 'close');
    }
  }

  dropSockets(): void {
    for (const socket of this.#clients.values()) socket.terminate();
    this.#clients.clear();
  }

  /** Sets what happens to the next requests of a route ("POST /prompt"), one after another. */
  fault(route: string, ...faults: readonly Fault[]): void {
    this.#faults.set(route, [...(this.#faults.get(route) ?? []), ...faults]);
  }

  /** Lets the next run stand still at a moment. */
  hold(moment: Moment): { readonly reached: Promise<void>; readonly release: () => void } {
    let release = (): void => undefined;
    let reached = (): void => undefined;
    const whenReached = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    this.#holds.set(moment, { reached, released });
    return { reached: whenReached, release: () => release() };
  }

  /** Resolves as soon as the test is true. */
  async until(test: () => boolean): Promise<void> {
    while (!test()) {
      await new Promise<void>((resolve) => {
        this.#changed.push(resolve);
      });
    }
  }

  isListening(clientId: string): boolean {
    return this.#clients.has(clientId);
  }

  /** A stranger's run at the end of the queue. */
  async queueOther(): Promise<void> {
    const prompt = { '1': { class_type: 'PreviewImage', inputs: {} } };
    await this.#put({ prompt, client_id: 'somebody else' });
  }

  get queued(): readonly Run[] {
    return this.#pending;
  }

  get running(): Run | null {
    return this.#running;
  }

  #tell(): void {
    for (const wake of this.#changed.splice(0)) wake();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.address);
    const path = url.pathname.startsWith('/api/jobs') ? url.pathname : url.pathname.replace(/^\/api\//, '/');
    const route = `${request.method} ${path.replace(/^\/history\/.+/, '/history/*').replace(/^\/api\/jobs\/.+/, '/api/jobs/*')}`;
    this.requests.push(route);
    const fault = this.#faults.get(route)?.shift();
    if (fault?.type === 'dropped') {
      request.socket.destroy();
      return;
    }
    if (fault?.type === 'redirect') {
      response.writeHead(302, { location: fault.to }).end();
      return;
    }
    if (fault?.type === 'answer') {
      response.writeHead(fault.status, { 'content-type': fault.contentType }).end(fault.body);
      return;
    }
    if (fault?.type === 'huge') {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(2 ** 40) });
      response.write('[');
      return;
    }
    const body = await bodyOf(request);
    const { status, contentType, bytes } = await this.#route(
      request.method ?? 'GET',
      path,
      url,
      request,
      body,
    );
    this.#tell();
    if (fault?.type === 'stuck') return;
    if (fault?.type === 'lost') {
      request.socket.destroy();
      return;
    }
    if (fault?.type === 'truncated') {
      response.writeHead(status, { 'content-type': contentType });
      response.end(bytes.subarray(0, Math.floor(bytes.byteLength / 2)));
      return;
    }
    response.writeHead(status, { 'content-type': contentType, 'content-length': bytes.byteLength });
    if (fault?.type === 'brokenOff') {
      response.write(bytes.subarray(0, Math.floor(bytes.byteLength / 2)), () => request.socket.destroy());
      return;
    }
    response.end(bytes);
  }

  async #route(
    method: string,
    path: string,
    url: URL,
    request: IncomingMessage,
    body: Buffer,
  ): Promise<Answer> {
    const json = (value: unknown, status = 200) => ({
      status,
      contentType: 'application/json; charset=utf-8',
      bytes: Buffer.from(JSON.stringify(value)),
    });
    const empty = (status: number) => ({
      status,
      contentType: 'application/octet-stream',
      bytes: Buffer.alloc(0),
    });
    switch (`${method} ${path}`) {
      case 'GET /system_stats':
        return json({
          system: { os: 'posix', comfyui_version: '0.3.60', python_version: '3.12' },
          devices: [
            { name: 'cuda:0 Test GPU', type: 'cuda', vram_total: 24 * 2 ** 30, vram_free: 20 * 2 ** 30 },
          ],
        });
      case 'GET /object_info':
        return json(this.#objectInfo);
      case 'GET /queue':
        return json({
          queue_running: this.#running ? [queueItem(this.#running)] : [],
          queue_pending: this.#pending.map(queueItem),
        });
      case 'GET /history':
        return json(Object.fromEntries(this.#history));
      case 'POST /prompt':
        return await this.#post(JSON.parse(body.toString('utf8')) as Record<string, unknown>, json);
      case 'POST /queue': {
        const { delete: gone } = JSON.parse(body.toString('utf8')) as { delete?: string[] };
        this.#pending = this.#pending.filter((run) => !gone?.includes(run.promptId));
        return empty(200);
      }
      case 'POST /interrupt': {
        const { prompt_id } = JSON.parse(body.toString('utf8') || '{}') as { prompt_id?: string };
        const running = this.#running;
        // Older servers do not know of ids and stop whatever runs.
        if (
          running &&
          (this.options.isNew === false || prompt_id === undefined || prompt_id === running.promptId)
        ) {
          this.#interrupted.add(running.promptId);
        }
        return empty(200);
      }
      case 'POST /upload/image': {
        const { name, subfolder, bytes } = await uploadedPicture(request.headers['content-type'] ?? '', body);
        this.uploads.set(`${subfolder}/${name}`, bytes);
        return json({ name, subfolder, type: 'input' });
      }
      case 'GET /view':
        return fileAnswer(url.searchParams.get('filename') ?? '', this.options) ?? empty(404);
      default:
        break;
    }
    if (method === 'GET' && path.startsWith('/history/')) {
      const id = decodeURIComponent(path.slice('/history/'.length));
      const item = this.#history.get(id);
      return json(item ? { [id]: item } : {});
    }
    const cancel = /^\/api\/jobs\/([^/]+)\/cancel$/.exec(path);
    if (method === 'POST' && cancel && this.options.isNew !== false) {
      const id = decodeURIComponent(cancel[1] ?? '');
      const wasPending = this.#pending.some((run) => run.promptId === id);
      this.#pending = this.#pending.filter((run) => run.promptId !== id);
      const isRunning = this.#running?.promptId === id;
      if (isRunning) this.#interrupted.add(id);
      return json({ cancelled: wasPending || isRunning });
    }
    return { status: 404, contentType: 'text/plain', bytes: Buffer.from('404: Not Found') };
  }

  get #objectInfo(): Record<string, object> {
    return this.options.objectInfo ?? comfyObjectInfo();
  }

  async #post(
    sent: Record<string, unknown>,
    json: (value: unknown, status?: number) => Answer,
  ): Promise<Answer> {
    const prompt = sent['prompt'] as Run['prompt'];
    const problem = promptProblem(prompt, this.#objectInfo);
    if (problem) return json(problem, 400);
    const run = await this.#put(sent);
    return json({ prompt_id: run.promptId, number: run.number, node_errors: {} });
  }

  async #put(sent: Record<string, unknown>): Promise<Run> {
    const given =
      typeof sent['prompt_id'] === 'string' && this.options.isNew !== false ? sent['prompt_id'] : null;
    const clientId = typeof sent['client_id'] === 'string' ? sent['client_id'] : null;
    const run: Run = {
      promptId: given ?? randomUUID(),
      clientId,
      number: this.#number,
      prompt: sent['prompt'] as Run['prompt'],
      extra: { ...(sent['extra_data'] as object), ...(clientId === null ? {} : { client_id: clientId }) },
    };
    this.#number += 1;
    this.#pending.push(run);
    if (clientId !== 'somebody else') this.accepted.push(run);
    this.#tell();
    void this.#pump();
    return run;
  }

  async #pump(): Promise<void> {
    if (this.#running) return;
    await this.#moment('queued');
    const run = this.#running ? undefined : this.#pending.shift();
    if (!run) return;
    this.#running = run;
    const life = this.#life;
    const isComplete = await execute(run, {
      isAlive: () => life === this.#life,
      reach: (moment) => this.#moment(moment),
      send: (message) => this.#send(run.clientId, message),
      enter: (node) => {
        this.#node = node;
      },
      takeInterruption: () => this.#interrupted.delete(run.promptId),
      failure: () => this.failure,
      save: (classType) => savedFiles(classType, this.options),
      end: (history) => {
        this.#history.set(run.promptId, history);
        this.#tell();
      },
    });
    if (isComplete && run.clientId !== 'somebody else') this.executed += 1;
    if (life !== this.#life) return;
    this.#running = null;
    this.#tell();
    void this.#pump();
  }

  async #moment(moment: Moment): Promise<void> {
    const hold = this.#holds.get(moment);
    if (!hold) return;
    this.#holds.delete(moment);
    hold.reached();
    await hold.released;
  }

  #send(
    clientId: string | null,
    message: { readonly type: string; readonly data: object } | Uint8Array,
  ): void {
    if (clientId === null) return;
    this.#clients.get(clientId)?.send(message instanceof Uint8Array ? message : JSON.stringify(message));
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

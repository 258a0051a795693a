import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bodyProblem } from './bodyProblem';
import { assetTask, type Made, ok, seenTask, takenTask } from './klingAnswers';
import { type Fault, misbehave, sendJson } from './klingFaults';
import { round, unitsOf } from './klingPrices';
import { fileOf, sendFile, tone } from './resultFiles';

/*
 * For tests: a server that behaves as Kling's documents say, and misbehaves as a test asks it to. It counts what was
 * made and charged: the truth that the program's own ledger is compared with.
 */

export const apiKey = 'test-key-0123456789';
export const accessKeys = { accessKey: 'test-access-key', secretKey: 'test-secret-key' };

export interface SeenRequest {
  readonly kind: 'create' | 'query' | 'file' | 'other';
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly authorization: string | undefined;
  /** How many of this kind came before. */
  readonly count: number;
}

export interface KlingServerOptions {
  readonly fault?: (request: SeenRequest) => Fault | null;
  /** Looks at a task before it is done. */
  readonly looksToDone?: number;
  /** Tasks at once; more get 1303. */
  readonly slots?: number;
  /** Faces in a clip. */
  readonly faces?: readonly {
    readonly face_id: string;
    readonly start_time: number;
    readonly end_time: number;
  }[];
  /** The file of every clip, whatever was asked for. Absent = one of the right length and without a picture. */
  readonly clip?: Buffer;
  /** Tasks that fail, by what was asked for. */
  readonly failure?: (body: Record<string, unknown>) => string | null;
}

const routesOfTasks = /^(text-to-video|image-to-video|omni-video)\/[\w.-]+$|^v1\/(videos|images)\/[\w-]+$/;

export class KlingServer {
  readonly seen: SeenRequest[] = [];
  readonly made: Made[] = [];
  readonly elements: {
    id: string;
    taskId: string;
    name: string;
    body: Record<string, unknown>;
    isDeleted: boolean;
  }[] = [];
  readonly voices: { id: string; taskId: string; name: string; units: number }[] = [];
  readonly spoken: { readonly id: string; readonly body: Record<string, unknown> }[] = [];
  readonly faceSearches: Record<string, unknown>[] = [];
  /** Submissions that came again though they were there: refused, and yet a look too few. */
  twins = 0;
  options: KlingServerOptions;
  readonly #server: Server;
  readonly #counts = new Map<string, number>();
  readonly #files = new Map<string, Promise<Buffer>>();
  #nextId = 829836802793406551n;

  constructor(options: KlingServerOptions = {}) {
    this.options = options;
    this.#server = createServer((request, response) => void this.#answer(request, response));
    this.#server.keepAliveTimeout = 100;
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this.address;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Everything that was charged: tasks that were done, and voices. */
  get chargedUnits(): number {
    const tasks = this.made.reduce((sum, task) => sum + (task.failure === null ? task.units : 0), 0);
    const voices = this.voices.reduce((sum, { units }) => sum + units, 0);
    return round(tasks + voices + 0.05 * (this.spoken.length + this.faceSearches.length));
  }

  /** How often each name was taken: more than once is money burnt. */
  get timesByExternalId(): ReadonlyMap<string, number> {
    const times = new Map<string, number>();
    for (const { externalId } of this.made) {
      if (externalId !== null) times.set(externalId, (times.get(externalId) ?? 0) + 1);
    }
    return times;
  }

  of(kind: SeenRequest['kind']): readonly SeenRequest[] {
    return this.seen.filter((request) => request.kind === kind);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://x');
    const path = url.pathname.slice(1);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    let body: unknown = null;
    try {
      body = text === '' ? null : JSON.parse(text);
    } catch {
      sendJson(response, 400, { code: 1200, message: 'body: no JSON' });
      return;
    }
    const method = request.method ?? 'GET';
    const kind = path.startsWith('files/') ? 'file' : method === 'POST' ? 'create' : 'query';
    const count = this.#counts.get(kind) ?? 0;
    this.#counts.set(kind, count + 1);
    const seen: SeenRequest = {
      kind,
      method,
      path,
      body,
      authorization: request.headers.authorization,
      count,
    };
    this.seen.push(seen);
    const fault = this.options.fault?.(seen) ?? null;
    if (fault?.type === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.ms));
    if (!this.#server.listening) return;
    if (fault && misbehave(fault, response)) return;
    if (kind === 'file') {
      await this.#file(path, request, response, fault);
      return;
    }
    const refused = this.#refusedKey(seen);
    if (refused) {
      sendJson(response, 401, { code: refused, message: 'Please create an API key', request_id: 'r' });
      return;
    }
    const [status, answer] =
      method === 'POST' ? this.#create(path, body, text) : this.#query(path, url.searchParams);
    if (fault?.type === 'loseAnswer') response.socket?.destroy();
    else sendJson(response, status, answer);
  }

  #refusedKey({ authorization, path }: SeenRequest): number | null {
    const token = authorization?.replace(/^Bearer /, '') ?? '';
    if (token === '') return 1001;
    if (token === apiKey) return null;
    const isLegacy = path.startsWith('v1/');
    return isLegacy && isGoodToken(token) ? null : 1002;
  }

  #create(path: string, body: unknown, text: string): [number, unknown] {
    const problem = bodyProblem(path, body);
    if (problem === undefined) return [404, { code: 1203, message: `no such resource: ${path}` }];
    if (problem !== null) return [400, { code: 1201, message: problem }];
    const fields = body as Record<string, unknown>;
    if (path === 'v1/general/advanced-custom-elements') return this.#createElement(fields);
    if (path === 'v1/general/custom-voices') return this.#createVoice(fields);
    if (path === 'v1/audio/tts') {
      const id = this.#newId();
      this.spoken.push({ id, body: fields });
      return [
        200,
        ok({
          task_id: id,
          task_status: 'succeed',
          task_result: { audios: [{ id, url: this.#fileUrl(id), duration: '2.0' }] },
          final_unit_deduction: '0.05',
        }),
      ];
    }
    if (path === 'v1/videos/identify-face') {
      this.faceSearches.push(fields);
      const isKnown = this.made.some(({ id }) => fields.video_id === `out-${id}-0`);
      if (!isKnown && fields.video_url === undefined)
        return [400, { code: 1201, message: 'video_id: is not known' }];
      const faces = this.options.faces ?? [{ face_id: 'face-1', start_time: 0, end_time: 5_000 }];
      return [200, ok({ session_id: `session-${this.faceSearches.length}`, face_data: faces })];
    }
    if (!routesOfTasks.test(path)) return [404, { code: 1203, message: 'no such resource' }];
    const options = (fields.options ?? {}) as { external_task_id?: string };
    const externalId = options.external_task_id ?? (fields.external_task_id as string | undefined) ?? null;
    if (externalId !== null && this.made.some((task) => task.externalId === externalId)) {
      this.twins += 1;
      return [400, { code: 1201, message: 'external_task_id: is used already' }];
    }
    const unknown = elementIds(text).find(
      (id) => !this.elements.some((element) => element.id === id && !element.isDeleted),
    );
    if (unknown) return [400, { code: 1201, message: `element_id: ${unknown} is not known` }];
    const busy = this.made.filter((task) => task.looks < this.#looksToDone).length;
    if (busy >= (this.options.slots ?? Number.POSITIVE_INFINITY)) {
      return [429, { code: 1303, message: 'parallel task over resource pack limit', request_id: 'r' }];
    }
    const task: Made = {
      id: this.#newId(),
      externalId,
      route: path,
      body: fields,
      looks: 0,
      units: unitsOf(path, fields),
      failure: this.options.failure?.(fields) ?? null,
      createdAtMs: Date.now(),
    };
    this.made.push(task);
    return [200, ok(takenTask(task))];
  }

  #createElement(body: Record<string, unknown>): [number, unknown] {
    const element = {
      id: this.#newId(),
      taskId: this.#newId(),
      name: String(body.element_name),
      body,
      isDeleted: false,
    };
    this.elements.push(element);
    return [200, ok({ task_id: element.taskId, task_status: 'submitted', created_at: 1, updated_at: 1 })];
  }

  #createVoice(body: Record<string, unknown>): [number, unknown] {
    const voice = { id: this.#newId(), taskId: this.#newId(), name: String(body.voice_name), units: 0.05 };
    this.voices.push(voice);
    return [200, ok({ task_id: voice.taskId, task_status: 'submitted', created_at: 1, updated_at: 1 })];
  }

  #query(path: string, search: URLSearchParams): [number, unknown] {
    if (path === 'tasks') return this.#tasks(search);
    const [, kind = '', id = ''] =
      /^v1\/general\/(advanced-custom-elements|custom-voices)(?:\/(.+))?$/.exec(path) ?? [];
    if (kind !== '') return this.#assets(kind, id);
    const [, route = '', taskId = ''] = /^(v1\/(?:videos|images)\/[\w-]+)\/(.+)$/.exec(path) ?? [];
    const task = this.made.find(
      (made) => made.route === route && (made.id === taskId || made.externalId === taskId),
    );
    if (!task) return [400, { code: 1201, message: 'task not found' }];
    return [200, ok(this.#look(task, true))];
  }

  #assets(kind: string, id: string): [number, unknown] {
    const tasks =
      kind === 'custom-voices'
        ? this.voices.map((voice) => ({
            taskId: voice.taskId,
            answer: assetTask(
              voice.taskId,
              { voices: [{ voice_id: voice.id, voice_name: voice.name, status: 'succeed' }] },
              voice.units,
            ),
          }))
        : this.elements.map((element) => ({
            taskId: element.taskId,
            answer: assetTask(
              element.taskId,
              {
                elements: [
                  {
                    // A number, as Kling writes it: 64 bits.
                    element_id: `#${element.id}#`,
                    element_name: element.name,
                    status: element.isDeleted ? 'deleted' : 'succeed',
                  },
                ],
              },
              0,
            ),
          }));
    if (id === '') return [200, ok(tasks.map(({ answer }) => answer))];
    const found = tasks.find(({ taskId }) => taskId === id);
    return found ? [200, ok(found.answer)] : [400, { code: 1201, message: 'task not found' }];
  }

  #tasks(search: URLSearchParams): [number, unknown] {
    const ids = (search.get('task_ids') ?? '').split(',').filter((id) => id !== '');
    const externals = (search.get('external_task_ids') ?? '').split(',').filter((id) => id !== '');
    if (ids.length > 0 && externals.length > 0) return [400, { code: 1201, message: 'task_ids: not both' }];
    if (ids.length + externals.length > 20) return [400, { code: 1201, message: 'task_ids: at most 20' }];
    const found = this.made.filter(
      ({ id, externalId }) => ids.includes(id) || (externalId !== null && externals.includes(externalId)),
    );
    return [200, ok(found.map((task) => this.#look(task, false)))];
  }

  get #looksToDone(): number {
    return this.options.looksToDone ?? 3;
  }

  /** Each look brings it a step further. */
  #look(task: Made, isLegacy: boolean): unknown {
    task.looks += 1;
    return seenTask(task, { looksToDone: this.#looksToDone, isLegacy, urlOf: (name) => this.#fileUrl(name) });
  }

  #fileUrl(name: string): string {
    return `${this.address}/files/${name}?x-sig=abc`;
  }

  async #file(
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
    fault: Fault | null,
  ): Promise<void> {
    // The key is for the API and nobody else.
    if (request.headers.authorization !== undefined) throw new Error('A key was sent to the file server.');
    if (fault?.type === 'expired') {
      response
        .writeHead(403, { 'content-type': 'application/xml' })
        .end('<Error><Code>AccessDenied</Code></Error>');
      return;
    }
    const name = path.slice('files/'.length);
    const [id = ''] = name.split('-');
    const task = this.made.find((made) => made.id === id);
    if (this.spoken.some((line) => line.id === name)) {
      response.writeHead(200, { 'content-type': 'audio/wav' }).end(tone(2));
      return;
    }
    if (!task) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('gone');
      return;
    }
    let bytes = this.#files.get(name);
    if (!bytes) {
      const { clip } = this.options;
      bytes = clip && !task.route.startsWith('v1/images') ? Promise.resolve(clip) : fileOf(task, name);
      this.#files.set(name, bytes);
    }
    sendFile({ name, whole: await bytes }, request, response, fault);
  }

  #newId(): string {
    this.#nextId += 1n;
    return String(this.#nextId);
  }
}

function isGoodToken(token: string): boolean {
  const [head = '', claims = '', signature = ''] = token.split('.');
  const expected = createHmac('sha256', accessKeys.secretKey).update(`${head}.${claims}`).digest('base64url');
  if (signature !== expected) return false;
  const { iss, exp, nbf } = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as {
    iss: string;
    exp: number;
    nbf: number;
  };
  const { alg } = JSON.parse(Buffer.from(head, 'base64url').toString('utf8')) as { alg: string };
  return alg === 'HS256' && iss === accessKeys.accessKey && exp > nbf;
}

function elementIds(text: string): string[] {
  return [...text.matchAll(/"element_id":"?(\d+)"?/g)].map(([, id]) => id ?? '');
}

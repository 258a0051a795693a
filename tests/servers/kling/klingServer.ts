import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { fileOf, tone } from './resultFiles';
import { bodyProblem } from './schemas';

/*
 * For tests: a server that behaves as Kling's documents say, and misbehaves as a test asks it to. It counts what was
 * made and charged: the truth that the program's own ledger is compared with.
 */

export const apiKey = 'test-key-0123456789';
export const accessKeys = { accessKey: 'test-access-key', secretKey: 'test-secret-key' };

/** What goes wrong with one request. `loseAnswer`: it is done, and the line breaks before the answer. */
export type Fault =
  | {
      readonly type: 'code';
      readonly status: number;
      readonly code: number;
      readonly message?: string;
      readonly retryAfter?: string;
    }
  | { readonly type: 'loseAnswer' }
  | { readonly type: 'dropBefore' }
  | { readonly type: 'html' }
  | { readonly type: 'truncated' }
  | { readonly type: 'huge' }
  | { readonly type: 'bomb' }
  | { readonly type: 'redirect'; readonly to: string }
  | { readonly type: 'wrongType' }
  /** Files: the line breaks after so many bytes. */
  | { readonly type: 'breakAfter'; readonly bytes: number }
  /** Files: the address is good no more. */
  | { readonly type: 'expired' }
  /** Nothing comes for this long, ms. */
  | { readonly type: 'slow'; readonly ms: number };

export interface SeenRequest {
  readonly kind: 'create' | 'query' | 'file' | 'other';
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly authorization: string | undefined;
  /** How many of this kind came before. */
  readonly count: number;
}

interface Made {
  readonly id: string;
  readonly externalId: string | null;
  readonly route: string;
  readonly body: Record<string, unknown>;
  /** Looks until it is under way, and until it is done. */
  looks: number;
  readonly units: number;
  readonly failure: string | null;
  readonly createdAtMs: number;
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

const unitsASecond: Readonly<
  Record<string, Readonly<Record<string, readonly [silent: number, sound: number, video: number]>>>
> = {
  'kling-3.0': { '720p': [0.6, 0.9, 0], '1080p': [0.8, 1.2, 0], '4k': [3, 3, 0] },
  'kling-3.0-omni': { '720p': [0.6, 0.8, 0.9], '1080p': [0.8, 1, 1.2], '4k': [3, 3, 3] },
  'kling-3.0-turbo': { '720p': [0.8, 0.8, 0], '1080p': [1, 1, 0] },
  'kling-o1': { '720p': [0.6, 0.6, 0.9], '1080p': [0.8, 0.8, 1.2] },
  'kling-2.6': { '720p': [0.3, 0.3, 0], '1080p': [0.5, 1, 0] },
  'kling-2.5-turbo': { '720p': [0.3, 0.3, 0], '1080p': [0.5, 0.5, 0] },
};

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
      this.#send(response, 400, { code: 1200, message: 'body: no JSON' });
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
    if (fault && this.#misbehave(fault, response)) return;
    if (kind === 'file') {
      await this.#file(path, request, response, fault);
      return;
    }
    const refused = this.#refusedKey(seen);
    if (refused) {
      this.#send(response, 401, { code: refused, message: 'Please create an API key', request_id: 'r' });
      return;
    }
    const [status, answer] =
      method === 'POST' ? this.#create(path, body, text) : this.#query(path, url.searchParams);
    if (fault?.type === 'loseAnswer') response.socket?.destroy();
    else this.#send(response, status, answer);
  }

  /** @returns true when it has answered */
  #misbehave(fault: Fault, response: ServerResponse): boolean {
    switch (fault.type) {
      case 'code':
        if (fault.retryAfter) response.setHeader('retry-after', fault.retryAfter);
        this.#send(response, fault.status, {
          code: fault.code,
          message: fault.message ?? `error ${fault.code}`,
          request_id: 'r',
        });
        return true;
      case 'dropBefore':
        response.socket?.destroy();
        return true;
      case 'html':
        response
          .writeHead(200, { 'content-type': 'text/html' })
          .end('<!doctype html><h1>Sign in to the Wi-Fi</h1>');
        return true;
      case 'truncated':
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"code":0,"data":{"id":"1');
        return true;
      case 'wrongType':
        response.writeHead(200, { 'content-type': 'image/png' }).end(Buffer.alloc(2000, 7));
        return true;
      case 'huge':
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(2 ** 40) });
        response.write('{"code":0,"data":"');
        return true;
      case 'bomb':
        response
          .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
          .end(gzipSync(Buffer.concat([Buffer.from('{"code":0,"data":"'), Buffer.alloc(80 * 2 ** 20, 32)])));
        return true;
      case 'redirect':
        response.writeHead(302, { location: fault.to }).end();
        return true;
      default:
        return false;
    }
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
    const isLegacy = path.startsWith('v1/');
    return [
      200,
      ok(
        isLegacy
          ? legacyTask(task, 'submitted', [], null)
          : {
              id: task.id,
              status: 'submitted',
              create_time: task.createdAtMs,
              update_time: task.createdAtMs,
              external_id: externalId,
            },
      ),
    ];
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
    const isDone = task.looks >= this.#looksToDone;
    const status = !isDone
      ? task.looks > 1
        ? 'processing'
        : 'submitted'
      : task.failure === null
        ? 'succeeded'
        : 'failed';
    const urls =
      status === 'succeeded'
        ? Array.from({ length: resultCount(task) }, (_, index) => this.#fileUrl(`${task.id}-${index}`))
        : [];
    if (isLegacy)
      return legacyTask(task, status === 'succeeded' ? 'succeed' : status, urls, isDone ? task.units : null);
    const type = task.route.startsWith('v1/images') ? 'image' : 'video';
    return {
      id: task.id,
      status,
      message: status === 'failed' ? task.failure : '',
      create_time: task.createdAtMs,
      update_time: task.createdAtMs + task.looks,
      external_id: task.externalId,
      outputs: urls.map((url, index) => ({ type, id: `out-${task.id}-${index}`, url, duration: '5.041' })),
      billing:
        status === 'succeeded'
          ? [{ charge_type: 'unit', amount: String(task.units), package_type: 'video' }]
          : [],
    };
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
    const whole = await bytes;
    const etag = `"${createHash('sha256').update(whole).digest('hex').slice(0, 16)}"`;
    const range = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1];
    const isSame = request.headers['if-range'] === undefined || request.headers['if-range'] === etag;
    const start = range !== undefined && isSame ? Number(range) : 0;
    if (start >= whole.length) {
      response.writeHead(416).end();
      return;
    }
    const rest = whole.subarray(start);
    const isPart = range !== undefined && isSame;
    response.writeHead(isPart ? 206 : 200, {
      'content-type': name.includes('.png') ? 'image/png' : 'video/mp4',
      'content-length': String(rest.length),
      etag,
      'accept-ranges': 'bytes',
      ...(isPart ? { 'content-range': `bytes ${start}-${whole.length - 1}/${whole.length}` } : {}),
    });
    if (fault?.type === 'breakAfter') {
      response.write(rest.subarray(0, fault.bytes), () => response.socket?.destroy());
      return;
    }
    response.end(rest);
  }

  #send(response: ServerResponse, status: number, body: unknown): void {
    if (response.destroyed) return;
    // Long numbers as numbers.
    const text = JSON.stringify(body).replace(/"#(\d+)#"/g, '$1');
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(text);
  }

  #newId(): string {
    this.#nextId += 1n;
    return String(this.#nextId);
  }
}

const ok = (data: unknown) => ({ code: 0, message: 'SUCCEED', request_id: 'r', data });
const round = (value: number) => Math.round(value * 1e6) / 1e6;

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

interface Settings {
  readonly duration?: number;
  readonly resolution?: string;
  readonly audio?: string;
}

function unitsOf(route: string, body: Record<string, unknown>): number {
  if (route.startsWith('v1/images')) {
    const count =
      body.result_type === 'series'
        ? body.series_amount === 'auto'
          ? 4
          : Number(body.series_amount)
        : Number(body.n ?? 1);
    return count * (body.resolution === '4k' ? 16 : 8);
  }
  if (route === 'v1/videos/advanced-lip-sync') return 0.5;
  const model = route.split('/')[1] ?? '';
  const settings = (body.settings ?? {}) as Settings;
  const legacyNames: Record<string, string> = {
    'kling-v3': 'kling-3.0',
    'kling-v3-omni': 'kling-3.0-omni',
    'kling-video-o1': 'kling-o1',
    'kling-v2-6': 'kling-2.6',
    'kling-v2-5-turbo': 'kling-2.5-turbo',
  };
  const name = legacyNames[String(body.model_name)] ?? model;
  const resolution =
    settings.resolution ?? { std: '720p', pro: '1080p', '4k': '4k' }[String(body.mode)] ?? '720p';
  const [silent, sound, video] = unitsASecond[name]?.[resolution] ?? [1, 1, 1];
  const hasVideo = /"(feature|base)_video"|"video_list"/.test(JSON.stringify(body));
  const hasSound = settings.audio === 'native' || body.sound === 'on';
  const seconds = settings.duration ?? Number(body.duration);
  return round(seconds * (hasVideo ? video : hasSound ? sound : silent));
}

function resultCount({ route, body }: Made): number {
  if (!route.startsWith('v1/images')) return 1;
  if (body.result_type === 'series') return body.series_amount === 'auto' ? 4 : Number(body.series_amount);
  return Number(body.n ?? 1);
}

function legacyTask(task: Made, status: string, urls: readonly string[], units: number | null): unknown {
  const isImage = task.route.startsWith('v1/images');
  const isSeries = task.body.result_type === 'series';
  const files = urls.map((url, index) => ({ id: `out-${task.id}-${index}`, index, url, duration: '5.041' }));
  return {
    task_id: task.id,
    task_status: status,
    task_status_msg: status === 'failed' ? task.failure : '',
    task_info: { external_task_id: task.externalId },
    created_at: task.createdAtMs,
    updated_at: task.createdAtMs,
    task_result: isImage
      ? isSeries
        ? { images: [], series_images: files }
        : { images: files }
      : { videos: files },
    ...(units === null ? {} : { final_unit_deduction: String(status === 'failed' ? 0 : units) }),
  };
}

function assetTask(taskId: string, result: unknown, units: number): unknown {
  return {
    task_id: taskId,
    task_status: 'succeed',
    task_status_msg: '',
    task_result: result,
    final_unit_deduction: String(units),
  };
}

import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

/*
 * A server that gives one bad answer to everything, whoever is expected there, and a second host that nobody may be sent to.
 */

export const badAnswers = [
  'a web page',
  'JSON cut off',
  'JSON of another kind',
  'without an end',
  'larger than it may be',
  'a wrong media type',
  'on to another host',
  'a zip bomb',
  'nothing',
] as const;
export type BadAnswer = (typeof badAnswers)[number];

/** Half a gigabyte of blanks, half a megabyte on the way. */
const bomb = gzipSync(Buffer.concat([Buffer.from('{"data":"'), Buffer.alloc(512 * 2 ** 20, 32)]), {
  level: 9,
});

export class BadServer {
  answer: BadAnswer = 'nothing';
  /** What came to the server itself. */
  readonly heard: string[] = [];
  /** What came to the host that it sends on to. */
  readonly followed: string[] = [];
  readonly #server: Server;
  readonly #other: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      this.heard.push(`${request.method} ${request.url}`);
      request.resume();
      request.on('end', () => void this.#misbehave(response));
    });
    this.#other = createServer((request, response) => {
      this.followed.push(`${request.method} ${request.url}`);
      response.end('{}');
    });
  }

  async start(): Promise<this> {
    for (const server of [this.#server, this.#other]) {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
    }
    return this;
  }

  get address(): string {
    return addressOf(this.#server);
  }

  async stop(): Promise<void> {
    for (const server of [this.#server, this.#other]) {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    }
  }

  async #misbehave(response: ServerResponse): Promise<void> {
    const say = (type: string, body: string | Buffer, more: Record<string, string> = {}): void => {
      response.writeHead(200, { 'content-type': type, ...more }).end(body);
    };
    switch (this.answer) {
      case 'a web page':
        return say('text/html', '<!doctype html><h1>Sign in to the Wi-Fi</h1>');
      case 'JSON cut off':
        return say('application/json', '{"code":0,"data":{"id":"1');
      case 'JSON of another kind':
        return say('application/json', '{"weather":[{"rain":true}]}');
      case 'a wrong media type':
        return say('image/png', Buffer.alloc(4_000, 7));
      case 'on to another host':
        response.writeHead(307, { location: `${addressOf(this.#other)}/take` }).end();
        return;
      case 'a zip bomb':
        return say('application/json', bomb, { 'content-encoding': 'gzip' });
      case 'larger than it may be':
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(2 ** 42) });
        response.write('{"code":0,"data":"');
        return;
      case 'nothing':
        response.destroy();
        return;
      case 'without an end': {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{"code":0,"data":"');
        const piece = Buffer.alloc(2 ** 20, 120);
        while (!response.destroyed) await new Promise((resolve) => response.write(piece, resolve));
      }
    }
  }
}

const addressOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

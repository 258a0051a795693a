import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

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

/** Long numbers, which are written as text between "#", go out as numbers. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  if (response.destroyed) return;
  const text = JSON.stringify(body).replace(/"#(\d+)#"/g, '$1');
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(text);
}

/** What takes the place of an answer. @returns true when it has answered */
export function misbehave(fault: Fault, response: ServerResponse): boolean {
  switch (fault.type) {
    case 'code':
      if (fault.retryAfter) response.setHeader('retry-after', fault.retryAfter);
      sendJson(response, fault.status, {
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

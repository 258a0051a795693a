import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { clipBytes } from '../../../electron/worker/jobs/testing/writeClip';
import { waveFile } from '../../../electron/worker/speech/waveFile';
import type { Fault } from './klingFaults';

/** 24 frames a second and one more, as was seen: 3 seconds come as 3.041. */
export async function fileOf(
  {
    body,
    id,
    route,
  }: { readonly body: Record<string, unknown>; readonly id: string; readonly route: string },
  name: string,
): Promise<Buffer> {
  if (route.startsWith('v1/images')) return pngOf(name);
  const seconds =
    ((body.settings as { readonly duration?: number } | undefined)?.duration ?? Number(body.duration)) || 5;
  const bytes = await clipBytes({
    frameCount: seconds * 24 + 1,
    width: 1280,
    height: 720,
    rate: { num: 24, den: 1 },
    content: id,
    soundSeconds: seconds,
  });
  return Buffer.from(bytes);
}

/** A hum of so many seconds, as 16-bit WAV. */
export function tone(seconds: number): Buffer {
  const rate = 16_000;
  const samples = Int16Array.from({ length: seconds * rate }, (_, index) =>
    Math.round(6_000 * Math.sin(index / 20)),
  );
  return waveFile(samples, rate);
}

async function pngOf(name: string): Promise<Buffer> {
  const { default: sharp } = await import('sharp');
  const shade = createHash('sha256').update(name).digest();
  return sharp({
    create: {
      width: 640,
      height: 360,
      channels: 3,
      background: { r: shade[0] ?? 0, g: shade[1] ?? 0, b: shade[2] ?? 0 },
    },
  })
    .png()
    .toBuffer();
}

/** Answers with a file, or with the rest of it that was asked for. */
export function sendFile(
  { name, whole }: { readonly name: string; readonly whole: Buffer },
  request: IncomingMessage,
  response: ServerResponse,
  fault: Fault | null,
): void {
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

import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import type { Media } from '@shared/document/records';
import { CodedError } from '@shared/rpc/result';
import { cancelledError } from './sourceError';

/** Px of the longest side: what most films are delivered in. */
const longestSide = 1920;
/** Frames between two that stand alone: scrubbing decodes at most so many. */
const keyframeEvery = 12;
/** Of what FFmpeg said: its last words tell what went wrong. */
const wordsKept = 2_000;

export interface ProxyRequest {
  readonly ffmpeg: string;
  readonly media: Media;
  readonly source: string;
  readonly target: string;
  readonly signal: AbortSignal;
  /** 0 … 1. */
  readonly onProgress: (share: number) => void;
}

/**
 * Has FFmpeg make an H.264 copy of a video that Chromium cannot decode: every frame at its time, upright, with its sound.
 * It runs behind everything else, opens files only, and is ended with the signal.
 * @throws CodedError `unsupported` with FFmpeg's own words, `cancelled`
 */
export function makeProxy(request: ProxyRequest): Promise<void> {
  const { ffmpeg, media, signal } = request;
  if (signal.aborted) return Promise.reject(cancelledError());
  return new Promise((resolve, reject) => {
    const child = spawn(ffmpeg, argumentsFor(request), {
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let words = '';
    const end = (): void => void child.kill('SIGKILL');
    signal.addEventListener('abort', end, { once: true });
    child.stderr.on('data', (data: Buffer) => {
      words = (words + data.toString()).slice(-wordsKept);
    });
    const seconds = secondsOf(media);
    createInterface({ input: child.stdout }).on('line', (line) => {
      const time = /^out_time_us=(\d+)$/.exec(line)?.[1];
      if (time !== undefined && seconds > 0) request.onProgress(Math.min(1, Number(time) / 1e6 / seconds));
    });
    const fail = (reason: string): void => {
      signal.removeEventListener('abort', end);
      const message = `FFmpeg could not make a proxy of "${media.name}": ${reason}`;
      reject(signal.aborted ? cancelledError() : new CodedError('unsupported', message, media.id));
    };
    child.on('error', (error) => fail(error.message));
    child.on('close', (code) => {
      if (code !== 0) {
        fail(words.trim().split('\n').at(-1) || `it ended with code ${code}.`);
        return;
      }
      signal.removeEventListener('abort', end);
      resolve();
    });
    lower(child.pid);
  });
}

function argumentsFor({ source, target }: ProxyRequest): string[] {
  const size = `min(${longestSide}\\,iw)`;
  const scale = `scale=w='${size}':h='min(${longestSide}\\,ih)':force_original_aspect_ratio=decrease:force_divisible_by=2`;
  return [
    ...['-hide_banner', '-nostdin', '-v', 'error', '-progress', 'pipe:1', '-nostats'],
    ...['-protocol_whitelist', 'file,pipe', '-i', `file:${source}`],
    ...['-map', '0:v:0', '-map', '0:a:0?', '-map_metadata', '-1'],
    ...['-vf', `${scale},format=yuv420p`],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '17', '-g', String(keyframeEvery), '-bf', '2'],
    ...['-c:a', 'aac', '-b:a', '256k'],
    ...['-movflags', '+faststart', '-f', 'mp4', '-y', `file:${target}`],
  ];
}

function secondsOf({ content }: Media): number {
  return content.type === 'video' ? (content.frameCount * content.rate.den) / content.rate.num : 0;
}

/** The window and the worker go first. */
function lower(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // It has ended already, or may not be changed.
  }
}

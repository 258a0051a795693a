import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { waveFile } from '../../speech/waveFile';

/*
 * For tests: picture files made by code. Quarters in four colours show how a picture was turned; `seed` makes files
 * of one size differ.
 */

export interface PictureShape {
  readonly width: number;
  readonly height: number;
  readonly seed?: number;
  /** Leaves the lower right quarter empty. */
  readonly isTransparent?: boolean;
}

function quarters({ width, height, seed = 0, isTransparent = false }: PictureShape) {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const fill = (colour: string, x: number, y: number): void => {
    context.fillStyle = colour;
    context.fillRect(x, y, Math.ceil(width / 2), Math.ceil(height / 2));
  };
  fill('#ff0000', 0, 0);
  fill('#00ff00', width / 2, 0);
  fill(`#0000${(255 - (seed % 128)).toString(16)}`, 0, height / 2);
  if (!isTransparent) fill('#ffffff', width / 2, height / 2);
  // Fine detail, so that a file has a body that can be cut.
  for (let dot = 0; dot < 200; dot += 1) {
    context.fillStyle = `hsl(${(dot * 37 + seed * 11) % 360} 80% 50%)`;
    context.fillRect((dot * 7919) % (width / 2), (dot * 104_729) % (height / 2), 1, 1);
  }
  return canvas;
}

export function pictureBytes(
  format: 'png' | 'jpeg' | 'webp' | 'avif' | 'gif',
  shape: PictureShape,
): Promise<Buffer> {
  const canvas = quarters(shape);
  switch (format) {
    case 'png':
      return canvas.encode('png');
    case 'gif':
      return canvas.encode('gif', 10);
    case 'avif':
      return canvas.encode('avif', { quality: 80, speed: 10 });
    default:
      return canvas.encode(format, 90);
  }
}

/** A JPEG that says how it is to be turned (EXIF 1 … 8). */
export function withOrientation(jpeg: Buffer, orientation: number): Buffer {
  const entry = [0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0];
  const tiff = Buffer.from([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 1, 0, ...entry, 0, 0, 0, 0]);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 0xff]);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A valid one-bit PNG of any size in a few kilobytes. */
export function plainPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  const rows = Buffer.alloc((Math.ceil(width / 8) + 1) * height);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** 16-bit PCM, one channel, silence. @param samples 0 = a header and nothing else */
export const wavBytes = (samples: number, sampleRate = 48_000): Buffer =>
  waveFile(new Int16Array(samples), sampleRate);

export const svgText = (inner: string, attributes = 'width="40" height="20"'): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inner}</svg>`;

/** A real video or sound file (tests/fixtures/media/README.md). */
export const fixture = (name: string): Buffer =>
  readFileSync(resolve(import.meta.dirname, '../../../../tests/fixtures/media', name));

export interface SeenPicture {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and alpha at a place, 0 … 1 of width and height. */
  readonly at: (x: number, y: number) => number[];
}

/** What a picture file shows. */
export async function seePicture(path: string): Promise<SeenPicture> {
  const image = await loadImage(readFileSync(path));
  const { width, height } = image;
  const context = createCanvas(width, height).getContext('2d');
  context.drawImage(image, 0, 0);
  return {
    width,
    height,
    at: (x, y) => [...context.getImageData(Math.floor(x * width), Math.floor(y * height), 1, 1).data],
  };
}

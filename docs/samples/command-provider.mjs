#!/usr/bin/env node
// A sample program for Ekonte's "command" provider: no package, nothing but Node. It reads a request, paints a card in a
// colour of the prompt's own with a bar that runs along, and writes it as PNG or as MP4. The protocol is described in
// docs/command-provider.md; replace `paint` with your own work.

import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { crc32, deflateSync } from 'node:zlib';

const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

const lines = createInterface({ input: process.stdin });
let isBegun = false;
lines.on('line', (line) => {
  if (isBegun) return;
  isBegun = true;
  run(JSON.parse(line)).then(
    () => process.exit(0),
    (error) => {
      say({ type: 'failed', words: error.message });
      process.exit(1);
    },
  );
});
// The other end is gone: nobody wants the work any more.
lines.on('close', () => process.exit(isBegun ? 1 : 2));

async function run(request) {
  if (request.protocol !== 1) throw new Error('This program speaks protocol 1.');
  if (request.action === 'describe') {
    say({
      type: 'about',
      name: 'Colour card',
      version: '1.0',
      words: 'Paints a card in a colour of the prompt.',
    });
    return;
  }
  // Small, so that an uncompressed picture stays small as well.
  const scale = Math.min(1, 320 / Math.max(request.width, request.height));
  const width = Math.max(16, Math.round((request.width * scale) / 16) * 16);
  const height = Math.max(16, Math.round((request.height * scale) / 16) * 16);
  if (request.output === 'image') {
    writeFileSync('card.png', png(width, height, paint(request, width, height, 0.5)));
    say({ type: 'output', file: 'card.png' });
    return;
  }
  const clip = new Mp4('card.mp4', width, height, request.framesPerSecond);
  for (let frame = 0; frame < request.frames; frame += 1) {
    clip.add(paint(request, width, height, frame / Math.max(1, request.frames - 1)));
    say({
      type: 'progress',
      done: frame + 1,
      total: request.frames,
      words: `Frame ${frame + 1} of ${request.frames}`,
    });
    // Gives way, so that the end of the input is noticed.
    await new Promise((resolve) => setImmediate(resolve));
  }
  clip.end();
  say({ type: 'output', file: 'card.mp4' });
}

/** RGB, three bytes a pixel. */
function paint(request, width, height, share) {
  const key = crc32(Buffer.from(`${request.prompt} ${request.seed}`));
  const colour = [(key & 127) + 40, ((key >> 8) & 127) + 40, ((key >> 16) & 127) + 40];
  const pixels = Buffer.alloc(width * height * 3);
  const bar = Math.round(share * (width - 16));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const isBar = y >= height - 32 && y < height - 16 && x >= bar && x < bar + 16;
      for (let c = 0; c < 3; c += 1) pixels[(y * width + x) * 3 + c] = isBar ? 235 : colour[c];
    }
  }
  return pixels;
}

function png(width, height, rgb) {
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0; y < height; y += 1)
    rgb.copy(rows, y * (width * 3 + 1) + 1, y * width * 3, (y + 1) * width * 3);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    return Buffer.concat([u32(data.length), body, u32(crc32(body))]);
  };
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

// --- H.264 without compression: every block that changed is sent as its pixels (I_PCM), the others are skipped. ---

const u16 = (value) => Buffer.from([value >> 8, value & 255]);
const u32 = (value) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
};

class Bits {
  bytes = [];
  #byte = 0;
  #count = 0;
  u(count, value) {
    for (let bit = count - 1; bit >= 0; bit -= 1) {
      this.#byte = (this.#byte << 1) | ((value >>> bit) & 1);
      this.#count += 1;
      if (this.#count === 8) {
        this.bytes.push(this.#byte);
        this.#byte = 0;
        this.#count = 0;
      }
    }
    return this;
  }
  /** Exp-Golomb, unsigned. */
  ue(value) {
    const length = Math.floor(Math.log2(value + 1));
    return this.u(length, 0).u(length + 1, value + 1);
  }
  align() {
    while (this.#count !== 0) this.u(1, 0);
    return this;
  }
  end() {
    this.u(1, 1).align();
    return Buffer.from(this.bytes);
  }
}

/** A unit of the stream; zeros that would look like a start code are broken up. */
function unit(head, payload) {
  const bytes = [head];
  let zeros = 0;
  for (const byte of payload) {
    if (zeros >= 2 && byte <= 3) {
      bytes.push(3);
      zeros = 0;
    }
    bytes.push(byte);
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return Buffer.from(bytes);
}

/** Y, Cb and Cr of BT.709 by block of 16 × 16 pixels, 384 bytes each. */
function blocksOf(rgb, width, height) {
  const blocks = [];
  const at = (x, y, c) => rgb[(y * width + x) * 3 + c];
  for (let by = 0; by < height; by += 16) {
    for (let bx = 0; bx < width; bx += 16) {
      const block = Buffer.alloc(384);
      for (let y = 0; y < 16; y += 1) {
        for (let x = 0; x < 16; x += 1) {
          const [r, g, b] = [0, 1, 2].map((c) => at(bx + x, by + y, c));
          block[y * 16 + x] = Math.round(16 + 0.1826 * r + 0.6142 * g + 0.062 * b);
          if (x % 2 === 0 && y % 2 === 0) {
            const i = (y / 2) * 8 + x / 2;
            block[256 + i] = Math.round(128 - 0.1006 * r - 0.3386 * g + 0.4392 * b);
            block[320 + i] = Math.round(128 + 0.4392 * r - 0.3989 * g - 0.0403 * b);
          }
        }
      }
      blocks.push(block);
    }
  }
  return blocks;
}

class Mp4 {
  #file;
  #width;
  #height;
  #rate;
  #sizes = [];
  #keyFrames = [];
  #before = null;
  #frameNumber = 0;
  #dataStart;

  constructor(path, width, height, rate) {
    this.#file = openSync(path, 'w');
    this.#width = width;
    this.#height = height;
    this.#rate = rate;
    const type = box('ftyp', Buffer.from('isom\0\0\x02\0isomavc1mp41', 'latin1'));
    // A size of 64 bits, known at the end.
    writeSync(this.#file, Buffer.concat([type, u32(1), Buffer.from('mdat'), Buffer.alloc(8)]));
    this.#dataStart = type.length + 16;
  }

  add(rgb) {
    const blocks = blocksOf(rgb, this.#width, this.#height);
    const isKey = this.#before === null || this.#sizes.length % 48 === 0;
    const bits = new Bits();
    // Slice header: first block, kind of slice (I or P), parameter set, number of the frame.
    bits
      .ue(0)
      .ue(isKey ? 7 : 5)
      .ue(0);
    this.#frameNumber = isKey ? 0 : (this.#frameNumber + 1) % 16;
    bits.u(4, this.#frameNumber);
    if (isKey) bits.ue(0).u(2, 0);
    else bits.u(1, 0).u(1, 0).u(1, 0);
    bits.ue(0).ue(1);
    let skipped = 0;
    for (const [index, block] of blocks.entries()) {
      if (!isKey && block.equals(this.#before[index])) {
        skipped += 1;
        continue;
      }
      if (!isKey) bits.ue(skipped);
      skipped = 0;
      bits.ue(isKey ? 25 : 30).align();
      for (const byte of block) bits.bytes.push(byte);
    }
    if (skipped > 0) bits.ue(skipped);
    const slice = unit(isKey ? 0x65 : 0x61, bits.end());
    writeSync(this.#file, Buffer.concat([u32(slice.length), slice]));
    this.#sizes.push(slice.length + 4);
    if (isKey) this.#keyFrames.push(this.#sizes.length);
    this.#before = blocks;
  }

  end() {
    const { num, den } = this.#rate;
    const count = this.#sizes.length;
    const length = count * den;
    const sps = unit(
      0x67,
      new Bits()
        .u(8, 66)
        .u(8, 0xc0)
        .u(8, 40)
        .ue(0)
        .ue(0)
        .ue(2)
        .ue(1)
        .u(1, 0)
        .ue(this.#width / 16 - 1)
        .ue(this.#height / 16 - 1)
        .u(1, 1)
        .u(1, 1)
        .u(1, 0)
        .u(1, 1)
        // Colours are BT.709.
        .u(1, 0)
        .u(1, 0)
        .u(1, 1)
        .u(3, 5)
        .u(1, 0)
        .u(1, 1)
        .u(8, 1)
        .u(8, 1)
        .u(8, 1)
        .u(1, 0)
        .u(1, 0)
        .u(1, 0)
        .u(1, 0)
        .u(1, 0)
        .u(1, 0)
        .end(),
    );
    const pps = unit(
      0x68,
      new Bits()
        .ue(0)
        .ue(0)
        .u(2, 0)
        .ue(0)
        .ue(0)
        .ue(0)
        .u(1, 0)
        .u(2, 0)
        .ue(10)
        .ue(10)
        .ue(10)
        .u(1, 1)
        .u(2, 0)
        .end(),
    );
    const avcC = Buffer.concat([
      Buffer.from([1, sps[1], sps[2], sps[3], 0xff, 0xe1]),
      u16(sps.length),
      sps,
      Buffer.from([1]),
      u16(pps.length),
      pps,
    ]);
    const avc1 = box(
      'avc1',
      Buffer.alloc(6),
      u16(1),
      Buffer.alloc(16),
      u16(this.#width),
      u16(this.#height),
      u32(0x480000),
      u32(0x480000),
      u32(0),
      u16(1),
      Buffer.alloc(32),
      u16(24),
      u16(0xffff),
      box('avcC', avcC),
    );
    const matrix = Buffer.concat([0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000].map(u32));
    const table = box(
      'stbl',
      box('stsd', u32(0), u32(1), avc1),
      box('stts', u32(0), u32(1), u32(count), u32(den)),
      box('stss', u32(0), u32(this.#keyFrames.length), ...this.#keyFrames.map(u32)),
      box('stsc', u32(0), u32(1), u32(1), u32(count), u32(1)),
      box('stsz', u32(0), u32(0), u32(count), ...this.#sizes.map(u32)),
      box('stco', u32(0), u32(1), u32(this.#dataStart)),
    );
    const media = box(
      'mdia',
      box('mdhd', u32(0), u32(0), u32(0), u32(num), u32(length), u16(0x55c4), u16(0)),
      box('hdlr', u32(0), u32(0), Buffer.from('vide'), Buffer.alloc(12), Buffer.from('Video\0')),
      box(
        'minf',
        box('vmhd', u32(1), Buffer.alloc(8)),
        box('dinf', box('dref', u32(0), u32(1), box('url ', u32(1)))),
        table,
      ),
    );
    const track = box(
      'trak',
      box(
        'tkhd',
        u32(3),
        u32(0),
        u32(0),
        u32(1),
        u32(0),
        u32(length),
        Buffer.alloc(16),
        matrix,
        u32(this.#width << 16),
        u32(this.#height << 16),
      ),
      media,
    );
    const movie = box(
      'moov',
      box(
        'mvhd',
        u32(0),
        u32(0),
        u32(0),
        u32(num),
        u32(length),
        u32(0x10000),
        u16(0x100),
        Buffer.alloc(10),
        matrix,
        Buffer.alloc(24),
        u32(2),
      ),
      track,
    );
    writeSync(this.#file, movie);
    const size = this.#sizes.reduce((sum, value) => sum + value, 16);
    writeSync(
      this.#file,
      Buffer.concat([u32(Math.floor(size / 2 ** 32)), u32(size % 2 ** 32)]),
      0,
      8,
      this.#dataStart - 8,
    );
    closeSync(this.#file);
  }
}

function box(type, ...parts) {
  const size = parts.reduce((sum, part) => sum + part.length, 8);
  return Buffer.concat([u32(size), Buffer.from(type, 'latin1'), ...parts]);
}

import { crc32 } from 'node:zlib';

/** Formats whose files can be seen to be whole without drawing them. AVIF and SVG decoders say so themselves. */
export type CheckedFormat = 'png' | 'webp' | 'gif';

/**
 * Whether a picture file is all there: decoders draw what they get of a cut-off file and stay silent.
 * PNG: every chunk with its checksum up to IEND. WebP: the length in the header. GIF: the whole first picture.
 */
export function isWhole(format: CheckedFormat, bytes: Buffer): boolean {
  switch (format) {
    case 'png':
      return isWholePng(bytes);
    case 'webp':
      return bytes.length >= 12 && bytes.readUInt32LE(4) + 8 <= bytes.length;
    case 'gif':
      return isWholeGif(bytes);
  }
}

function isWholePng(bytes: Buffer): boolean {
  let at = 8;
  let hasData = false;
  while (at + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > bytes.length) return false;
    const type = bytes.toString('latin1', at + 4, at + 8);
    // Broken comments and the like do no harm: only chunks with a capital first letter make the picture.
    const isCritical = /^[A-Z]/.test(type);
    if (isCritical && crc32(bytes.subarray(at + 4, at + 8 + length)) !== bytes.readUInt32BE(end - 4))
      return false;
    if (type === 'IDAT') hasData = true;
    if (type === 'IEND') return hasData;
    at = end;
  }
  return false;
}

function isWholeGif(bytes: Buffer): boolean {
  if (bytes.length < 13) return false;
  const colourTableBytes = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  let at = 13 + colourTableBytes(bytes[10] ?? 0);
  while (at < bytes.length) {
    const block = bytes[at];
    if (block === 0x21) at = afterSubBlocks(bytes, at + 2);
    else if (block === 0x2c)
      return afterSubBlocks(bytes, at + 10 + colourTableBytes(bytes[at + 9] ?? 0) + 1) <= bytes.length;
    else return false;
  }
  return false;
}

/** Position after a chain of length-led blocks that ends with an empty one; past the end when it is cut off. */
function afterSubBlocks(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length) {
    const length = bytes[at] as number;
    at += length + 1;
    if (length === 0) return at;
  }
  return bytes.length + 1;
}

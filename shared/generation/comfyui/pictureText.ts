import { CodedError } from '../../rpc/result';

/**
 * Unpacks zlib data. Given by the caller, since this folder runs where neither Node nor a page may be.
 * @throws when the data is broken or unpacks to more than `maxBytes`
 */
export type Inflate = (bytes: Uint8Array, maxBytes: number) => Uint8Array;

/** Of one text, unpacked. The workflows of whole pipelines have about 1 MB. */
const textCap = 16 * 2 ** 20;
const chunkCap = 100_000;

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const;

export function isPng(bytes: Uint8Array): boolean {
  return pngSignature.every((byte, index) => bytes[index] === byte);
}

export function isWebp(bytes: Uint8Array): boolean {
  return ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP';
}

/**
 * The texts of a PNG by keyword (tEXt, zTXt, iTXt); of several with one keyword, the first. Only as far as the chunks
 * are whole: a picture whose end is missing still gives what stood before.
 * @throws CodedError `tooLarge` for a text or a number of chunks that no picture of ComfyUI has
 */
export function pngTexts(bytes: Uint8Array, inflate: Inflate): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = pngSignature.length;
  for (let count = 0; offset + 12 <= bytes.byteLength; count += 1) {
    if (count >= chunkCap) throw new CodedError('tooLarge', 'This PNG has more parts than any picture has.');
    const length = view.getUint32(offset);
    const start = offset + 8;
    const end = start + length;
    if (end + 4 > bytes.byteLength) break;
    const text = textOfChunk(ascii(bytes, offset + 4, offset + 8), bytes.subarray(start, end), inflate);
    if (text && !texts.has(text.keyword)) texts.set(text.keyword, text.text);
    offset = end + 4;
  }
  return texts;
}

function textOfChunk(
  type: string,
  data: Uint8Array,
  inflate: Inflate,
): { keyword: string; text: string } | null {
  if (type !== 'tEXt' && type !== 'zTXt' && type !== 'iTXt') return null;
  if (data.byteLength > textCap) throw new CodedError('tooLarge', 'A text in this PNG is too large.');
  const keywordEnd = data.indexOf(0);
  if (keywordEnd < 1 || keywordEnd > 79) return null;
  const keyword = latin1(data.subarray(0, keywordEnd));
  const rest = data.subarray(keywordEnd + 1);
  if (type === 'tEXt') return { keyword, text: latin1(rest) };
  if (type === 'zTXt') return { keyword, text: latin1(unpack(rest.subarray(1), inflate)) };
  const isPacked = rest[0] === 1;
  const languageEnd = rest.indexOf(0, 2);
  const translatedEnd = languageEnd < 0 ? -1 : rest.indexOf(0, languageEnd + 1);
  if (translatedEnd < 0) return null;
  const content = rest.subarray(translatedEnd + 1);
  return { keyword, text: utf8(isPacked ? unpack(content, inflate) : content) };
}

function unpack(bytes: Uint8Array, inflate: Inflate): Uint8Array {
  try {
    return inflate(bytes, textCap);
  } catch {
    throw new CodedError('unreadable', 'A packed text in this PNG is broken or too large.');
  }
}

/**
 * The texts of a WebP by ComfyUI's way: "prompt:{…}" and "workflow:{…}" in the EXIF tags for make and model.
 * What is not of that form is passed over.
 */
export function webpTexts(bytes: Uint8Array): ReadonlyMap<string, string> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let offset = 12, count = 0; offset + 8 <= bytes.byteLength && count < chunkCap; count += 1) {
    const length = view.getUint32(offset + 4, true);
    const start = offset + 8;
    if (ascii(bytes, offset, offset + 4) === 'EXIF' && start + length <= bytes.byteLength) {
      return exifTexts(bytes.subarray(start, start + length));
    }
    offset = start + length + (length % 2);
  }
  return new Map();
}

/** Texts of the first directory of a TIFF block that read "name:value". */
function exifTexts(data: Uint8Array): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const tiff = ascii(data, 0, 4) === 'Exif' ? data.subarray(6) : data;
  const order = ascii(tiff, 0, 2);
  if ((order !== 'II' && order !== 'MM') || tiff.byteLength < 8) return texts;
  const isLittle = order === 'II';
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const directory = view.getUint32(4, isLittle);
  if (directory + 2 > tiff.byteLength) return texts;
  const count = view.getUint16(directory, isLittle);
  for (let index = 0; index < count; index += 1) {
    const entry = directory + 2 + index * 12;
    if (entry + 12 > tiff.byteLength) break;
    // 2 = ASCII
    if (view.getUint16(entry + 2, isLittle) !== 2) continue;
    const length = view.getUint32(entry + 4, isLittle);
    const start = length <= 4 ? entry + 8 : view.getUint32(entry + 8, isLittle);
    if (length > textCap || start + length > tiff.byteLength) continue;
    const text = utf8(tiff.subarray(start, start + length)).replace(/\0+$/, '');
    const colon = text.indexOf(':');
    if (colon > 0 && colon < 80) texts.set(text.slice(0, colon).toLowerCase(), text.slice(colon + 1));
  }
  return texts;
}

function ascii(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, end));
}

function latin1(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}

function utf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes);
}

export interface DecodedText {
  readonly text: string;
  /** Letters that could not be read and are shown as �. */
  readonly unreadable: number;
}

const decode = (bytes: Uint8Array, encoding: string): string => new TextDecoder(encoding).decode(bytes);

/**
 * Text of a file of unknown encoding: by its byte order mark; UTF-16 without one by its zero bytes; UTF-8 where it is that, or nearly;
 * Shift JIS where that gives kana; else Windows-1252, as older programs for Latin letters write.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const marked = encodingByMark(bytes) ?? encodingByZeros(bytes);
  const text = decode(bytes, marked ?? 'utf-8');
  const unreadable = count(text, /\ufffd/g);
  if (marked || unreadable === 0) return { text, unreadable };
  // A damaged byte among many sound letters is still UTF-8.
  if (count(text, /[^\0-\x7f\ufffd]/g) > unreadable * 4) return { text, unreadable };
  const japanese = decode(bytes, 'shift_jis');
  const kana = count(japanese, /[\u3040-\u30ff]/g);
  const isJapanese = kana > 4 && kana > count(japanese, /[\ufffd\uff61-\uff9f]/g) * 4;
  return { text: isJapanese ? japanese : decode(bytes, 'windows-1252'), unreadable: 0 };
}

function encodingByMark([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : undefined;
}

/** In Latin text every other byte is zero. */
function encodingByZeros(bytes: Uint8Array): string | undefined {
  const head = bytes.subarray(0, 1_000);
  const zeros = [0, 0];
  head.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (odd > head.length / 4 && even * 10 < odd) return 'utf-16le';
  return even > head.length / 4 && odd * 10 < even ? 'utf-16be' : undefined;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
